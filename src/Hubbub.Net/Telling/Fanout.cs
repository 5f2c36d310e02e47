using Hubbub.Core;
using Hubbub.Net.Loop;
using Hubbub.Node;
using Hubbub.Protocols;

namespace Hubbub.Net.Telling;

/// <summary>
/// Tells events to the connections of this node: encodes once for each wording, and notes for each
/// connection which bytes of the tick's buffer are its.
/// </summary>
internal sealed class Fanout(
    LineWriter tick,
    IReadOnlyDictionary<uint, Connection> connections,
    ulong incarnation,
    IConnectionKeeper keeper,
    WatchBook watches
) : ITeller
{
    private readonly LocalRooms _rooms = new();
    private readonly Dictionary<Wording, (int Start, int Length)> _encoded = [];
    private int _stamp;

    public void Tell(Ask? ask, in Entry entry, IReadOnlyList<Event> events, Hub hub)
    {
        for (var ordinal = 0; ordinal < events.Count; ordinal++)
            Tell(ask, entry.Session, Told.Of(events[ordinal], ordinal, entry), hub);
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
            TellAudience(came.Audience, told, actor, putOut);
        TellWatchers(told, actor);
        if (putOut is not null && putOut != actor)
            TellPutOut(putOut, told, hub);
        if (actor is not null && came is not RoomRenamed)
            TellActor(actor, actor.Number == asker.Number ? ask : null, told, hub);
        Follow(came, told, actor);
    }

    public void Answer(Ask ask, Answer? answer, Hub hub)
    {
        if (Find(ask.Session) is not { } connection)
            return;
        var start = tick.Position;
        connection.Wire.Answer(ask, answer, hub, tick);
        Pend(connection, start, tick.Position - start);
        _rooms.Reseat(connection);
        Finish(ask, connection);
    }

    public void TurnAway(Ask ask, string reason)
    {
        if (Find(ask.Session) is not { } connection)
            return;
        var start = tick.Position;
        connection.Wire.TurnAway(ask, reason, tick);
        Pend(connection, start, tick.Position - start);
        Finish(ask, connection);
    }

    /// <summary>Bytes from <paramref name="start"/> on are the connection's.</summary>
    public void Pend(Connection connection, int start, int length)
    {
        if (length == 0)
            return;
        connection.Outbox.Pend(start, length);
        if (connection.IsDirty)
            return;
        connection.IsDirty = true;
        keeper.Dirty(connection);
    }

    private void Finish(Ask ask, Connection connection)
    {
        if (connection.Wire.TakeFollowUp() is { } next)
            keeper.Follow(connection, next);
        else if (ask.Holds)
            keeper.Release(connection);
        if (connection.Wire.HasMore)
            keeper.Pull(connection);
        if (connection.Wire.IsEnding)
            keeper.Close(connection);
    }

    private void TellActor(Connection actor, Ask? ask, in Told told, Hub hub)
    {
        var start = tick.Position;
        actor.Wire.TellActor(ask, told, hub, tick);
        Pend(actor, start, tick.Position - start);
    }

    private void TellPutOut(Connection putOut, in Told told, Hub hub)
    {
        var start = tick.Position;
        putOut.Wire.TellPutOut((Kicked)told.Event, told, hub, tick);
        Pend(putOut, start, tick.Position - start);
    }

    /// <param name="apart">Is told in another way.</param>
    private void TellAudience(
        in Audience audience,
        in Told told,
        Connection? actor,
        Connection? apart
    )
    {
        switch (audience.Reach)
        {
            case Reach.Room:
                foreach (var group in _rooms.In(audience.Room))
                    TellGroup(group, told, actor, apart);
                break;
            case Reach.Rooms:
                TellOnce(audience.Rooms!, told, actor);
                break;
            case Reach.Session:
                if (Find(audience.Session) is { } one && one != actor)
                    TellOne(one, told);
                break;
            case Reach.Sessions:
                TellThese(audience.Sessions!, told, actor);
                break;
            case Reach.Everyone:
                TellEveryone(told);
                break;
            case Reach.Actor:
            default:
                break;
        }
    }

    private void TellGroup(SeatGroup group, in Told told, Connection? actor, Connection? apart)
    {
        var start = tick.Position;
        group.Wording.Tell(told, tick);
        var length = tick.Position - start;
        if (length == 0)
            return;
        foreach (var seat in group.Seats)
        {
            if (seat.Connection != actor && seat.Connection != apart)
                Pend(seat.Connection, start, length);
        }
    }

    /// <summary>Each of those who share one of the rooms, once.</summary>
    private void TellOnce(IReadOnlyList<RoomId> rooms, in Told told, Connection? actor)
    {
        _stamp++;
        _encoded.Clear();
        foreach (var room in rooms)
        {
            foreach (var group in _rooms.In(room))
            {
                var (start, length) = EncodeOnce(group.Wording, told);
                foreach (var seat in group.Seats)
                {
                    var connection = seat.Connection;
                    if (connection == actor || connection.Stamp == _stamp)
                        continue;
                    connection.Stamp = _stamp;
                    Pend(connection, start, length);
                }
            }
        }
    }

    private void TellThese(IReadOnlyList<SessionId> sessions, in Told told, Connection? actor)
    {
        _encoded.Clear();
        foreach (var session in sessions)
        {
            if (Find(session) is not { } connection || connection == actor)
                continue;
            var (start, length) = EncodeOnce(connection.Wire.Wording, told);
            Pend(connection, start, length);
        }
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

        if (actor is not null)
            TellRenamed(actor, renamed, told, hub);
    }

    private void TellRenamed(Connection connection, RoomRenamed renamed, in Told told, Hub hub)
    {
        var start = tick.Position;
        connection.Wire.TellRenamed(renamed, told, hub, tick);
        Pend(connection, start, tick.Position - start);
        if (connection.Wire.HasMore)
            keeper.Pull(connection);
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
                TellDoing(away.Who.Folded, told, actor);
                break;
            case RealNameSet set:
                TellDoing(set.After.Folded, told, actor);
                break;
            default:
                break;
        }
    }

    private void TellWatched(FoldedNick whom, in Told told)
    {
        foreach (var watcher in watches.Of(whom))
        {
            if (Find(watcher) is not { } connection)
                continue;
            var start = tick.Position;
            connection.Wire.TellWatched(told, whom, tick);
            Pend(connection, start, tick.Position - start);
        }
    }

    /// <summary>What those who share a room were just told, to those who do not.</summary>
    private void TellDoing(FoldedNick whom, in Told told, Connection? actor)
    {
        foreach (var watcher in watches.Of(whom))
        {
            if (
                Find(watcher) is { } connection
                && connection != actor
                && connection.Stamp != _stamp
                && connection.Wire.FollowsWatched
            )
                TellOne(connection, told);
        }
    }

    private void TellOne(Connection connection, in Told told)
    {
        var start = tick.Position;
        connection.Wire.Wording.Tell(told, tick);
        Pend(connection, start, tick.Position - start);
    }

    private void TellEveryone(in Told told)
    {
        _encoded.Clear();
        foreach (var connection in connections.Values)
        {
            if (connection.Name is null)
                continue;
            var (start, length) = EncodeOnce(connection.Wire.Wording, told);
            Pend(connection, start, length);
        }
    }

    private (int Start, int Length) EncodeOnce(Wording wording, in Told told)
    {
        if (_encoded.TryGetValue(wording, out var range))
            return range;
        var start = tick.Position;
        wording.Tell(told, tick);
        return _encoded[wording] = (start, tick.Position - start);
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
                keeper.Came(actor, attached.Who.Nick);
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
                keeper.Went(actor, detached, told.Text);
                break;
            case NodeStopped:
                foreach (var connection in connections.Values)
                    keeper.Close(connection);
                break;
            default:
                break;
        }
    }

    private Connection? Find(SessionId session) =>
        session.Incarnation == incarnation
        && connections.TryGetValue(session.Number, out var connection)
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
