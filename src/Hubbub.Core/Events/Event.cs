namespace Hubbub.Core;

/// <summary>
/// What came of an entry, past tense. A closed family: each names its audience and changes the
/// state in its own way. <see cref="Change"/> must not throw: whatever could refuse was decided
/// before.
/// </summary>
public abstract record Event
{
    private protected Event() { }

    /// <summary>Who is to be told, besides <see cref="Actor"/>.</summary>
    public abstract Audience Audience { get; }

    /// <summary>
    /// The session that it is told to in its own words (an echo, a refusal, a welcome), never as
    /// one of the audience.
    /// </summary>
    public virtual SessionId Actor => default;

    /// <summary>When it happened, microseconds since 1970 UTC; null: when its entry was logged.</summary>
    public virtual long? HappenedAt => null;

    /// <summary>What was said before in the same place and is to be read nowhere any more; null: nothing.</summary>
    public virtual MessageId? Erases => null;

    internal abstract void Change(HubState state);
}

/// <summary>How far an event reaches.</summary>
public enum Reach : byte
{
    /// <summary>The actor alone.</summary>
    Actor,

    /// <summary>One session.</summary>
    Session,

    /// <summary>These sessions.</summary>
    Sessions,

    /// <summary>The members of a room.</summary>
    Room,

    /// <summary>Those who share one of the rooms, each once.</summary>
    Rooms,

    /// <summary>All sessions.</summary>
    Everyone,
}

/// <summary>The audience of an event, as of right after its entry.</summary>
public readonly record struct Audience(
    Reach Reach,
    RoomId Room = default,
    SessionId Session = default,
    IReadOnlyList<RoomId>? Rooms = null,
    IReadOnlyList<SessionId>? Sessions = null
)
{
    public static readonly Audience Nobody = new(Reach.Actor);
    public static readonly Audience Everyone = new(Reach.Everyone);

    public static Audience Of(RoomId room) => new(Reach.Room, Room: room);

    public static Audience Of(SessionId session) => new(Reach.Session, Session: session);

    public static Audience Of(IReadOnlyList<SessionId> sessions) =>
        new(Reach.Sessions, Sessions: sessions);

    public static Audience Of(IReadOnlyList<RoomId> rooms) => new(Reach.Rooms, Rooms: rooms);
}
