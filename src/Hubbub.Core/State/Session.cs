namespace Hubbub.Core;

/// <summary>An attached session's state.</summary>
internal sealed class Session(Identity who)
{
    private const int MostInvitations = 50;

    public Identity Who { get; set; } = who;

    public SessionModes Modes { get; set; }

    /// <summary>Null: not away.</summary>
    public string? Away { get; set; }

    /// <summary>The rooms it is in, in the order of joining.</summary>
    public List<Room> Rooms { get; } = new(0);

    /// <summary>Open invitations, the oldest first; the oldest falls out.</summary>
    public List<RoomId> InvitedTo { get; } = new(0);

    public bool IsOperator => (Modes & SessionModes.Operator) != 0;

    public void AddInvitation(RoomId room)
    {
        if (InvitedTo.Contains(room))
            return;
        if (InvitedTo.Count == MostInvitations)
            InvitedTo.RemoveAt(0);
        InvitedTo.Add(room);
    }

    public bool SharesARoomWith(Session other) =>
        Rooms.Exists(room => room.Members.ContainsKey(other.Who.Session));
}
