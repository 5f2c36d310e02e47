namespace Hubbub.Core;

/// <summary>Somebody signals something in a room.</summary>
/// <param name="Least">To those alone who have at least this rank; none: to all.</param>
public sealed record SignalledInRoom(Identity From, string Name, Rank Least, Audience Reached)
    : Event
{
    public override Audience Audience => Reached;

    public override SessionId Actor => From.Session;

    internal override void Change(HubState state) { }
}

/// <summary>Somebody signals something to one person.</summary>
public sealed record SignalledToPerson(Identity From, Identity To) : Event
{
    public override Audience Audience =>
        From.Session == To.Session ? Audience.Nobody : Audience.Of(To.Session);

    public override SessionId Actor => From.Session;

    internal override void Change(HubState state) { }
}
