namespace Hubbub.Core;

/// <summary>From now on people speak in turns in a room, or as they like.</summary>
/// <param name="Longest">Characters that may be said at once; 0: any number.</param>
public sealed record TurnsSet(Identity By, RoomId Room, string Name, bool On, int Longest) : Event
{
    public override Audience Audience => Audience.Of(Room);

    public override SessionId Actor => By.Session;

    internal override void Change(HubState state)
    {
        var room = state.Rooms[Room];
        room.Round = On ? new Round(Longest) : null;
        if (room.Round is not { } round)
            return;
        foreach (var member in room.Order.After())
            round.Come(member.Session.Who);
        // Who brings the stick holds it first.
        round.Begin(By.Folded);
    }
}

/// <summary>The turn went on to the next without a word.</summary>
public sealed record TurnPassed(Identity By, RoomId Room, string Name) : Event
{
    public override Audience Audience => Audience.Of(Room);

    public override SessionId Actor => By.Session;

    internal override void Change(HubState state) => state.Rooms[Room].Round?.Advance();
}

/// <summary>Whose turn it is now. Tells what other events have changed.</summary>
/// <param name="Holder">Default: they are not here.</param>
public sealed record TurnCame(RoomId Room, string Name, string Nick, SessionId Holder) : Event
{
    public override Audience Audience => Audience.Of(Room);

    public override SessionId Actor => Holder;

    internal override void Change(HubState state) { }
}
