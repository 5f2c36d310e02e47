namespace Hubbub.Core;

/// <summary>Somebody sits at the console and waits for guests.</summary>
public sealed record DeskOpened(
    Identity Host,
    RoomId Room,
    string Name,
    int Longest,
    int MostInLine,
    bool Dismisses
) : Event
{
    public override Audience Audience => Audience.Nobody;

    public override SessionId Actor => Host.Session;

    internal override void Change(HubState state)
    {
        var room = state.Rooms[Room];
        // One comes there by asking to talk only.
        room.Flags |= RoomFlags.InviteOnly | RoomFlags.Secret;
        room.Round = new Round(Longest);
        room.Round.Come(Host);
        state.Desk = new Desk(state.Sessions[Host.Session], Room, MostInLine, Dismisses);
    }
}

/// <summary>The host has gone, and nobody talks or waits any more.</summary>
/// <param name="Waiting">Those who waited.</param>
public sealed record DeskClosed(Identity Host, IReadOnlyList<SessionId> Waiting) : Event
{
    public override Audience Audience => Audience.Of(Waiting);

    internal override void Change(HubState state) => state.Desk = null;
}

/// <summary>Somebody waits in line, or has come nearer.</summary>
/// <param name="Place">From 1, the next.</param>
public sealed record PlacedInLine(Identity Who, Identity Host, int Place, bool Came) : Event
{
    public override Audience Audience => Audience.Nobody;

    public override SessionId Actor => Who.Session;

    internal override void Change(HubState state)
    {
        if (Came)
            state.Desk!.Queue(state.Sessions[Who.Session]);
    }
}

/// <summary>Somebody does not wait any longer.</summary>
public sealed record LeftLine(Identity Who) : Event
{
    public override Audience Audience => Audience.Nobody;

    public override SessionId Actor => Who.Session;

    internal override void Change(HubState state)
    {
        if (state.Find(Who.Session) is { } session)
            state.Desk?.Unqueue(session);
    }
}

/// <summary>A guest has come to the desk and has the first turn.</summary>
public sealed record TalkBegan(Identity Host, Identity Guest, RoomId Room, string Name, int Longest)
    : Event
{
    public override Audience Audience => Audience.Of([Host.Session, Guest.Session]);

    internal override void Change(HubState state)
    {
        var guest = state.Sessions[Guest.Session];
        var desk = state.Desk!;
        desk.Unqueue(guest);
        desk.Guest = guest;
        var room = state.Rooms[Room];
        room.Round?.Begin(Guest.Folded);
        // What the host and the guest before have said is theirs.
        room.Recent.Clear();
    }
}

/// <summary>A talk is over. Text: the reason given.</summary>
/// <param name="By">Who ended it.</param>
/// <param name="Cause">Why they have gone, where their session has ended; else <see cref="DetachCause.Left"/>.</param>
public sealed record TalkEnded(
    Identity By,
    Identity Host,
    Identity Guest,
    string Name,
    DetachCause Cause
) : Event
{
    public override Audience Audience => Audience.Of([Host.Session, Guest.Session]);

    internal override void Change(HubState state)
    {
        if (state.Desk is { } desk)
            desk.Guest = null;
    }
}
