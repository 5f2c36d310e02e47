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

    /// <summary>Only what people said is read again, and is a turn.</summary>
    internal override void Change(HubState state)
    {
        if (!Turns.IsSpeech(Kind))
            return;
        var room = state.Rooms[Room];
        room.Recent.Add(Index, From.Nick);
        room.Round?.Advance();
    }
}

/// <summary>Said to those in a room who have at least a rank. Text: what.</summary>
/// <param name="Reached">Those that it was said to.</param>
public sealed record SaidToRoles(
    Identity From,
    string Name,
    MessageKind Kind,
    Rank Least,
    Audience Reached
) : Event
{
    public override Audience Audience => Reached;

    public override SessionId Actor => From.Session;

    internal override void Change(HubState state) { }
}

/// <summary>Told by a server operator to all who want to hear it. Text: what.</summary>
public sealed record Announced(Identity From, Audience Reached) : Event
{
    public override Audience Audience => Reached;

    public override SessionId Actor => From.Session;

    internal override void Change(HubState state) { }
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

/// <summary>What was said was taken back: it is read nowhere any more. Text: the reason given.</summary>
/// <param name="Room">Where it was said; default: to <paramref name="Other"/>.</param>
/// <param name="Name">The room's, or the other's.</param>
/// <param name="Nick">Under which it was said.</param>
/// <param name="SaidAt">Microseconds since 1970 UTC.</param>
public sealed record Redacted(
    Identity By,
    MessageId Message,
    RoomId Room,
    SessionId Other,
    string Name,
    string Nick,
    long SaidAt
) : Event
{
    public override Audience Audience =>
        Room != default ? Audience.Of(Room)
        : Other == By.Session ? Audience.Nobody
        : Audience.Of(Other);

    public override SessionId Actor => By.Session;

    internal override void Change(HubState state)
    {
        if (Room != default)
            state.Rooms[Room].Recent.Remove(Message.Index);
    }
}
