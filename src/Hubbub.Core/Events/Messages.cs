namespace Hubbub.Core;

/// <summary>Said in a room. Text: what.</summary>
public sealed record SaidInRoom(
    Identity From,
    RoomId Room,
    string Name,
    MessageKind Kind,
    ulong Index
) : Event
{
    public override Audience Audience => Audience.Of(Room);

    public override SessionId Actor => From.Session;

    internal override void Change(HubState state) => state.Rooms[Room].Recent.Add(Index, From.Nick);
}

/// <summary>Said to one person. Text: what.</summary>
/// <param name="Away">The other's away message, which the actor is to be told; null: not away, or a notice.</param>
public sealed record SaidToPerson(Identity From, Identity To, MessageKind Kind, string? Away)
    : Event
{
    public override Audience Audience =>
        From.Session == To.Session ? Audience.Nobody : Audience.Of(To.Session);

    public override SessionId Actor => From.Session;

    internal override void Change(HubState state) { }
}
