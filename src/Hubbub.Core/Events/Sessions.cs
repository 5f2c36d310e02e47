namespace Hubbub.Core;

/// <summary>Somebody is here.</summary>
/// <param name="Away">They came away already.</param>
public sealed record Attached(Identity Who, string? Away = null) : Event
{
    public override Audience Audience => Audience.Nobody;

    public override SessionId Actor => Who.Session;

    internal override void Change(HubState state) => state.Add(new Session(Who) { Away = Away });
}

/// <summary>Somebody has gone. Text: the reason given.</summary>
/// <param name="Rooms">The rooms they were in.</param>
/// <param name="By">Who ended the session, where <paramref name="Cause"/> is <see cref="DetachCause.Killed"/>.</param>
public sealed record Detached(
    Identity Who,
    IReadOnlyList<RoomId> Rooms,
    DetachCause Cause,
    Identity? By
) : Event
{
    public override Audience Audience => Audience.Of(Rooms);

    public override SessionId Actor => Who.Session;

    internal override void Change(HubState state)
    {
        var session = state.Sessions[Who.Session];
        foreach (var room in session.Rooms.ToArray())
            room.Leave(Who);
        state.Remove(session);
    }
}

/// <summary>Somebody is called otherwise.</summary>
public sealed record Renamed(Identity Before, Identity After, IReadOnlyList<RoomId> Rooms) : Event
{
    public override Audience Audience => Audience.Of(Rooms);

    public override SessionId Actor => After.Session;

    internal override void Change(HubState state)
    {
        var session = state.Sessions[After.Session];
        state.Nicks.Remove(Before.Folded);
        session.Who = After;
        if (Before.Folded != After.Folded)
            state.Past.Add(Before, state.At);
        state.Nicks.Add(After.Folded, session);
        foreach (var room in session.Rooms)
            room.Round?.Rename(Before, After);
    }
}

/// <summary>Somebody's real name is another.</summary>
public sealed record RealNameSet(Identity Before, Identity After, IReadOnlyList<RoomId> Rooms)
    : Event
{
    public override Audience Audience => Audience.Of(Rooms);

    public override SessionId Actor => After.Session;

    internal override void Change(HubState state) => state.Sessions[After.Session].Who = After;
}

/// <summary>Somebody is away (with a message) or back (null).</summary>
public sealed record AwaySet(Identity Who, string? Message, IReadOnlyList<RoomId> Rooms) : Event
{
    public override Audience Audience => Audience.Of(Rooms);

    public override SessionId Actor => Who.Session;

    internal override void Change(HubState state) => state.Sessions[Who.Session].Away = Message;
}

/// <summary>A session's marks changed; both may be empty.</summary>
/// <param name="OperatorName">The name under which operator rights were given; null: they were not.</param>
public sealed record SessionModesSet(
    Identity Who,
    SessionModes Added,
    SessionModes Removed,
    string? OperatorName
) : Event
{
    public override Audience Audience => Audience.Nobody;

    public override SessionId Actor => Who.Session;

    internal override void Change(HubState state)
    {
        var session = state.Sessions[Who.Session];
        var was = session.IsOperator;
        session.Modes = (session.Modes | Added) & ~Removed;
        session.Who = session.Who with { IsBot = (session.Modes & SessionModes.Bot) != 0 };
        state.OperatorCount += (session.IsOperator ? 1 : 0) - (was ? 1 : 0);
    }
}
