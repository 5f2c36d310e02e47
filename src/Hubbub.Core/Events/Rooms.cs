namespace Hubbub.Core;

/// <summary>Somebody came into a room.</summary>
/// <param name="Made">The room began with it.</param>
/// <param name="Away">They are away, with this message.</param>
public sealed record Joined(
    Identity Who,
    RoomId Room,
    string Name,
    FoldedRoom Folded,
    Role Role,
    bool Made,
    ulong Index,
    string? Away = null
) : Event
{
    public override Audience Audience => Audience.Of(Room);

    public override SessionId Actor => Who.Session;

    internal override void Change(HubState state)
    {
        if (Made)
            state.Add(new Room(Room, Name, Folded, lasting: false) { CreatedAt = state.At });
        var session = state.Sessions[Who.Session];
        state.Rooms[Room].Add(new Member(session, Index, Role));
        session.InvitedTo.Remove(Room);
    }
}

/// <summary>Somebody left a room. Text: the reason given.</summary>
public sealed record Left(Identity Who, RoomId Room, string Name) : Event
{
    public override Audience Audience => Audience.Of(Room);

    public override SessionId Actor => Who.Session;

    internal override void Change(HubState state) => state.Rooms[Room].Leave(Who);
}

/// <summary>Somebody was put out of a room. Text: the reason given.</summary>
public sealed record Kicked(Identity By, Identity Whom, RoomId Room, string Name) : Event
{
    public override Audience Audience => Audience.Of(Room);

    public override SessionId Actor => By.Session;

    internal override void Change(HubState state) => state.Rooms[Room].Leave(Whom);
}

/// <summary>A room's last member has gone, and the room with them.</summary>
public sealed record RoomEnded(RoomId Room, string Name) : Event
{
    public override Audience Audience => Audience.Nobody;

    internal override void Change(HubState state) => state.Remove(state.Rooms[Room]);
}

/// <summary>An empty topic: it was taken away.</summary>
public sealed record TopicSet(Identity By, RoomId Room, string Name, string Topic, long At) : Event
{
    public override Audience Audience => Audience.Of(Room);

    public override SessionId Actor => By.Session;

    internal override void Change(HubState state) =>
        state.Rooms[Room].Topic = Topic.Length == 0 ? null : new Topic(Topic, By.Nick, At);
}

/// <summary>Told to the invited, and to the actor.</summary>
public sealed record Invited(Identity By, Identity Whom, RoomId Room, string Name, string? Away)
    : Event
{
    public override Audience Audience => Audience.Of(Whom.Session);

    public override SessionId Actor => By.Session;

    internal override void Change(HubState state) =>
        state.Sessions[Whom.Session].AddInvitation(Room);
}

/// <summary>The members of a room are shown that somebody was invited.</summary>
public sealed record InvitationShown(Identity By, Identity Whom, RoomId Room, string Name) : Event
{
    public override Audience Audience => Audience.Of(Room);

    public override SessionId Actor => By.Session;

    internal override void Change(HubState state) { }
}

/// <summary>A room is called otherwise. Text: the reason given.</summary>
public sealed record RoomRenamed(
    Identity By,
    RoomId Room,
    string Before,
    FoldedRoom FoldedBefore,
    string Name,
    FoldedRoom Folded
) : Event
{
    public override Audience Audience => Audience.Of(Room);

    public override SessionId Actor => By.Session;

    internal override void Change(HubState state) => state.Rename(state.Rooms[Room], Name, Folded);
}

/// <summary>Modes, mask lists and roles of a room changed: <paramref name="Changes"/> are those that had an effect.</summary>
public sealed record RoomChanged(
    Identity By,
    RoomId Room,
    string Name,
    IReadOnlyList<RoomChange> Changes,
    long At
) : Event
{
    public override Audience Audience => Audience.Of(Room);

    public override SessionId Actor => By.Session;

    internal override void Change(HubState state) => RoomChanges.Apply(state, this);
}
