namespace Hubbub.Core;

/// <summary>
/// Told at its place and forgotten (typing): never logged, changes nothing, and whoever may not
/// speak may not signal either.
/// </summary>
/// <param name="Tags">See <see cref="Entry"/>.</param>
public abstract record Signal(ReadOnlyMemory<byte> Tags)
{
    internal abstract Event Decide(HubState state, Session from);
}

/// <param name="Least">To those alone who have at least this rank; none: to all.</param>
public sealed record SignalRoom(
    string Room,
    FoldedRoom Folded,
    Rank Least,
    ReadOnlyMemory<byte> Tags
) : Signal(Tags)
{
    internal override Event Decide(HubState state, Session from)
    {
        if (state.Find(Folded) is not { } room)
            return new Refused(from.Who.Session, Reason.NoSuchRoom, Room);
        if (Speech.Bar(from, room, MessageKind.Mark) is { } reason)
            return new Refused(from.Who.Session, reason, room.Name);
        var reached = Least == Rank.None ? Audience.Of(room.Id) : room.AudienceOf(Least);
        return new SignalledInRoom(from.Who, room.Name, Least, reached);
    }
}

public sealed record SignalPerson(string Nick, FoldedNick Whom, ReadOnlyMemory<byte> Tags)
    : Signal(Tags)
{
    internal override Event Decide(HubState state, Session from)
    {
        if (state.Find(Whom) is not { } target)
            return new Refused(from.Who.Session, Reason.NoSuchNick, Nick);
        if (Speech.Bar(from, target) is { } reason)
            return new Refused(from.Who.Session, reason, target.Who.Nick);
        return new SignalledToPerson(from.Who, target.Who);
    }
}
