using Hubbub.Core;
using Hubbub.Net.Loop;
using Hubbub.Node;
using Hubbub.Protocols;
using Hubbub.Protocols.Http;

namespace Hubbub.Net.Telling;

/// <summary>
/// Tells events to the connections of this node, and follows them: who is in which room, who came
/// and went. What concerns one connection it is told in its own words; audiences see
/// <see cref="AudienceTelling"/>.
/// </summary>
internal sealed class Fanout : ITeller
{
    private readonly LineWriter _tick;
    private readonly IReadOnlyDictionary<uint, Connection> _connections;
    private readonly ulong _incarnation;
    private readonly IConnectionKeeper _keeper;
    private readonly WatchBook _watches;
    private readonly LocalRooms _rooms = new();
    private readonly AudienceTelling _audiences;
    private readonly Pending _pending;

    public Fanout(
        LineWriter tick,
        IReadOnlyDictionary<uint, Connection> connections,
        ulong incarnation,
        IConnectionKeeper keeper,
        WatchBook watches
    )
    {
        _tick = tick;
        _connections = connections;
        _incarnation = incarnation;
        _keeper = keeper;
        _watches = watches;
        _pending = new Pending(keeper);
        _audiences = new AudienceTelling(tick, connections, _rooms, Find, _pending);
    }

    /// <summary>Told when bytes may lie in the drop that nobody keeps any more.</summary>
    public Action? FilesRemoved { get; set; }

    public void Tell(Ask? ask, in Entry entry, IReadOnlyList<Event> events, Hub hub)
    {
        for (var ordinal = 0; ordinal < events.Count; ordinal++)
        {
            var told = Told.Of(events[ordinal], ordinal, entry);
            if (ask?.Context is SideCall call && IsAside(call, told))
                continue;
            Tell(ask, entry.Session, told, hub);
            if (told.Event is Redacted { File: > 0 } or FileClosed)
                FilesRemoved?.Invoke();
        }
    }

    public void Signal(Ask ask, Event came, ReadOnlyMemory<byte> tags, long at, Hub hub) =>
        Tell(ask, ask.Session, new Told(came, Index: 0, Ordinal: 0, at, Text: default, tags), hub);

    /// <param name="asker">Whose ask it came of.</param>
    private void Tell(Ask? ask, SessionId asker, in Told told, Hub hub)
    {
        var came = told.Event;
        var actor = Find(came.Actor);
        if (came is Joined joined && actor is not null)
            _rooms.Enter(actor, joined.Room);
        var putOut = came is Kicked kicked ? Find(kicked.Whom.Session) : null;
        if (came is RoomRenamed renamed)
            TellRenamed(renamed, told, actor, hub);
        else
            _audiences.Tell(came.Audience, told, actor, putOut);
        TellWatchers(told, actor);
        if (putOut is not null && putOut != actor)
            TellPutOut(putOut, told, hub);
        if (actor is not null)
            TellActor(actor, actor.Number == asker.Number ? ask : null, told, hub);
        Follow(came, told, actor);
    }

    public void Answer(Ask ask, Answer? answer, Hub hub)
    {
        if (ask.Context is SideCall call)
            call.OnEnd();
        if (Find(ask.Session) is not { } connection)
            return;
        var start = _tick.Position;
        connection.Wire.Answer(ask, answer, hub, _tick);
        Pend(connection, start, _tick.Position - start);
        _rooms.Reseat(connection);
        Finish(ask, connection);
    }

    public void TurnAway(Ask ask, string reason)
    {
        (ask.Context as SideCall)?.OnTurnedAway(reason);
        if (Find(ask.Session) is not { } connection)
            return;
        var start = _tick.Position;
        connection.Wire.TurnAway(ask, reason, _tick);
        Pend(connection, start, _tick.Position - start);
        Finish(ask, connection);
    }

    /// <summary>It was asked beside the connection, and is refused there too.</summary>
    private static bool IsAside(SideCall call, in Told told)
    {
        call.OnTold(told);
        return told.Event is Refused;
    }

    /// <summary>Bytes from <paramref name="start"/> on are the connection's.</summary>
    public void Pend(Connection connection, int start, int length) =>
        _pending.Add(connection, start, length);

    private void Finish(Ask ask, Connection connection)
    {
        if (connection.Wire.TakeFollowUp() is { } next)
            _keeper.Follow(connection, next);
        else if (ask.Holds)
            _keeper.Release(connection);
        if (connection.Wire.HasMore)
            _keeper.Pull(connection);
        if (connection.Wire.IsEnding)
            _keeper.Close(connection);
    }

    private void TellActor(Connection actor, Ask? ask, in Told told, Hub hub)
    {
        var start = _tick.Position;
        actor.Wire.TellActor(ask, told, hub, _tick);
        Pend(actor, start, _tick.Position - start);
        // The ask may end later, by what the history answers: who is in the room does not wait for that.
        if (actor.Wire.HasMore)
            _keeper.Pull(actor);
    }

    private void TellPutOut(Connection putOut, in Told told, Hub hub)
    {
        var start = _tick.Position;
        putOut.Wire.TellPutOut((Kicked)told.Event, told, hub, _tick);
        Pend(putOut, start, _tick.Position - start);
    }

    /// <summary>Each member in their own way: some are told that they left and came again.</summary>
    private void TellRenamed(RoomRenamed renamed, in Told told, Connection? actor, Hub hub)
    {
        foreach (var group in _rooms.In(renamed.Room))
        {
            foreach (var seat in group.Seats)
            {
                if (seat.Connection != actor)
                    TellRenamed(seat.Connection, renamed, told, hub);
            }
        }
    }

    private void TellRenamed(Connection connection, RoomRenamed renamed, in Told told, Hub hub)
    {
        var start = _tick.Position;
        connection.Wire.TellRenamed(renamed, told, hub, _tick);
        Pend(connection, start, _tick.Position - start);
        if (connection.Wire.HasMore)
            _keeper.Pull(connection);
    }

    /// <summary>Those who watch somebody, wherever they are.</summary>
    private void TellWatchers(in Told told, Connection? actor)
    {
        switch (told.Event)
        {
            case Attached attached:
                TellWatched(attached.Who.Folded, told);
                break;
            case Detached detached:
                TellWatched(detached.Who.Folded, told);
                break;
            case Renamed renamed when renamed.Before.Folded != renamed.After.Folded:
                TellWatched(renamed.Before.Folded, told);
                TellWatched(renamed.After.Folded, told);
                break;
            case AwaySet away:
                _audiences.TellOthers(_watches.Of(away.Who.Folded), told, actor);
                break;
            case RealNameSet set:
                _audiences.TellOthers(_watches.Of(set.After.Folded), told, actor);
                break;
            default:
                break;
        }
    }

    private void TellWatched(FoldedNick whom, in Told told)
    {
        foreach (var watcher in _watches.Of(whom))
        {
            if (Find(watcher) is not { } connection)
                continue;
            var start = _tick.Position;
            connection.Wire.TellWatched(told, whom, _tick);
            Pend(connection, start, _tick.Position - start);
        }
    }

    /// <summary>What an event means for the connections themselves.</summary>
    private void Follow(Event came, in Told told, Connection? actor)
    {
        switch (came)
        {
            case SaidInRoom or SaidToPerson or SaidToRoles when actor is not null:
                actor.SpokeAt = Environment.TickCount64;
                break;
            case Attached attached when actor is not null:
                _keeper.Came(actor, attached.Who.Nick);
                break;
            case Renamed renamed when actor is not null:
                actor.Name = renamed.After.Nick;
                break;
            case Left left when actor is not null:
                _rooms.Leave(actor, left.Room);
                break;
            case Kicked kicked when Find(kicked.Whom.Session) is { } whom:
                _rooms.Leave(whom, kicked.Room);
                break;
            case Detached detached when actor is not null:
                _rooms.LeaveAll(actor);
                _keeper.Went(actor, detached, told.Text);
                break;
            case NodeStopped:
                foreach (var connection in _connections.Values)
                    _keeper.Close(connection);
                break;
            default:
                break;
        }
    }

    private Connection? Find(SessionId session) =>
        session.Incarnation == _incarnation
        && _connections.TryGetValue(session.Number, out var connection)
            ? connection
            : null;
}

/// <summary>What telling means for connections, done by the loop.</summary>
internal interface IConnectionKeeper
{
    /// <summary>Has something to be sent at the end of the tick.</summary>
    void Dirty(Connection connection);

    /// <summary>The ask that its later lines waited for is answered.</summary>
    void Release(Connection connection);

    /// <summary>An answer led to another ask: the later lines go on waiting, for that.</summary>
    void Follow(Connection connection, Ask next);

    /// <summary>Has pages of a long answer to come.</summary>
    void Pull(Connection connection);

    void Came(Connection connection, string name);

    void Went(Connection connection, Detached detached, ReadOnlyMemory<byte> reason);

    /// <summary>Closes as soon as everything is sent.</summary>
    void Close(Connection connection);
}
