namespace Hubbub.Core;

/// <summary>
/// What reads, answered from the state at its place. What can be long is asked for in pages: the
/// answer tells where to go on, and each page is true at the moment of its telling.
/// </summary>
public abstract record Question
{
    private protected Question() { }

    /// <param name="asker">Null: asked by somebody who is not attached.</param>
    internal abstract Answer AnswerFrom(HubState state, Session? asker);
}

/// <summary>What a <see cref="Question"/> found.</summary>
public abstract record Answer
{
    private protected Answer() { }
}

/// <summary>There is no such thing, or none that the asker may see.</summary>
public sealed record NotFound : Answer
{
    public static readonly NotFound Instance = new();
}

/// <summary>What somebody may see of rooms and of other people.</summary>
internal static class Sight
{
    public static bool MaySee(Session? asker, Room room) =>
        !room.Has(RoomFlags.Secret) || IsIn(asker, room) || asker is { IsOperator: true };

    public static bool IsIn(Session? asker, Room room) =>
        asker is not null && room.Members.ContainsKey(asker.Who.Session);

    /// <summary>What a session may read of a room's history; null: nothing. Members only.</summary>
    public static RoomPassage? PassageOf(Session asker, Room room)
    {
        if (!room.Members.TryGetValue(asker.Who.Session, out var member))
            return null;
        var after = Math.Max(BeforeThem(room, member), room.Forgotten.UpTo);
        return new RoomPassage(room.Id, room.Name, after);
    }

    /// <summary>Up to which entry a room's past is not theirs to see.</summary>
    public static ulong BeforeThem(Room room, Member member) =>
        room.Has(RoomFlags.InviteOnly) || room.KeyHash != 0 ? member.JoinedAt - 1 : 0;

    public static Passage TalksOf(Session asker, HubState state) =>
        new OwnTalks(asker.Who.Session, state.Forgotten.UpTo);

    /// <summary>Of all rooms that it is in.</summary>
    public static IEnumerable<Passage> PassagesOf(Session asker) =>
        asker.Rooms.Select(room => PassageOf(asker, room)).OfType<Passage>();

    /// <summary>May be shown in a list to one who did not ask for them by name.</summary>
    public static bool MayList(Session? asker, Session other) =>
        (other.Modes & SessionModes.Invisible) == 0
        || other == asker
        || asker is { IsOperator: true }
        || (asker is not null && asker.SharesARoomWith(other));
}
