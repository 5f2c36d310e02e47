using Hubbub.Core;
using Hubbub.Net.Loop;
using Hubbub.Protocols;

namespace Hubbub.Net.Telling;

/// <summary>Notes which bytes of the tick's buffer are a connection's. A class, not a delegate: called once for each member of a room.</summary>
internal sealed class Pending(IConnectionKeeper keeper)
{
    /// <summary>Bytes from <paramref name="start"/> on are the connection's.</summary>
    public void Add(Connection connection, int start, int length)
    {
        if (length == 0)
            return;
        connection.Outbox.Pend(start, length);
        if (connection.IsDirty)
            return;
        connection.IsDirty = true;
        keeper.Dirty(connection);
    }
}

/// <summary>
/// Tells an event to its audience: encodes it once for each wording, and notes for each connection
/// which bytes of the tick's buffer are its.
/// </summary>
internal sealed class AudienceTelling(
    LineWriter tick,
    IReadOnlyDictionary<uint, Connection> connections,
    LocalRooms rooms,
    Func<SessionId, Connection?> find,
    Pending pending
)
{
    private readonly Dictionary<Wording, (int Start, int Length)> _encoded = [];
    private int _stamp;

    /// <param name="apart">Is told in another way.</param>
    public void Tell(in Audience audience, in Told told, Connection? actor, Connection? apart)
    {
        switch (audience.Reach)
        {
            case Reach.Room:
                foreach (var group in rooms.In(audience.Room))
                    TellGroup(group, told, actor, apart);
                break;
            case Reach.Rooms:
                TellOnce(audience.Rooms!, told, actor);
                break;
            case Reach.Session:
                if (find(audience.Session) is { } one && one != actor)
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
                pending.Add(seat.Connection, start, length);
        }
    }

    /// <summary>Each of those who share one of the rooms, once.</summary>
    private void TellOnce(IReadOnlyList<RoomId> theirs, in Told told, Connection? actor)
    {
        _stamp++;
        _encoded.Clear();
        foreach (var room in theirs)
        {
            foreach (var group in rooms.In(room))
            {
                var (start, length) = EncodeOnce(group.Wording, told);
                foreach (var seat in group.Seats)
                {
                    var connection = seat.Connection;
                    if (connection == actor || connection.Stamp == _stamp)
                        continue;
                    connection.Stamp = _stamp;
                    pending.Add(connection, start, length);
                }
            }
        }
    }

    private void TellThese(IReadOnlyList<SessionId> sessions, in Told told, Connection? actor)
    {
        _encoded.Clear();
        foreach (var session in sessions)
        {
            if (find(session) is not { } connection || connection == actor)
                continue;
            var (start, length) = EncodeOnce(connection.Wire.Wording, told);
            pending.Add(connection, start, length);
        }
    }

    /// <summary>What those who share a room were just told, to those watchers who do not.</summary>
    public void TellOthers(IReadOnlyList<SessionId> watchers, in Told told, Connection? actor)
    {
        foreach (var watcher in watchers)
        {
            if (
                find(watcher) is { } connection
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
        pending.Add(connection, start, tick.Position - start);
    }

    private void TellEveryone(in Told told)
    {
        _encoded.Clear();
        foreach (var connection in connections.Values)
        {
            if (connection.Name is null)
                continue;
            var (start, length) = EncodeOnce(connection.Wire.Wording, told);
            pending.Add(connection, start, length);
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
}
