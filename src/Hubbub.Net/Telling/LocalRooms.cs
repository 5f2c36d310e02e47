using Hubbub.Core;
using Hubbub.Net.Loop;
using Hubbub.Protocols;

namespace Hubbub.Net.Telling;

/// <summary>One connection's place in one room, among those told in the same wording.</summary>
internal sealed class Seat(Connection connection, RoomId room)
{
    public Connection Connection { get; } = connection;

    public RoomId Room { get; } = room;

    public SeatGroup Group { get; set; } = null!;

    public int Slot { get; set; }
}

/// <summary>Those in a room who are told in the same wording.</summary>
internal sealed class SeatGroup(Wording wording)
{
    public Wording Wording { get; } = wording;

    public List<Seat> Seats { get; } = [];
}

/// <summary>
/// Per room the sessions of this node, grouped by wording, so that an event is encoded once for
/// each group. Follows the events.
/// </summary>
internal sealed class LocalRooms
{
    private readonly Dictionary<RoomId, List<SeatGroup>> _rooms = [];

    public IReadOnlyList<SeatGroup> In(RoomId room) =>
        _rooms.TryGetValue(room, out var groups) ? groups : [];

    public void Enter(Connection connection, RoomId room)
    {
        var seat = new Seat(connection, room);
        connection.Seats.Add(seat);
        Place(seat, connection.Wire.Wording);
        connection.SeatedBy = connection.Wire.Wording;
    }

    public void Leave(Connection connection, RoomId room)
    {
        var at = connection.Seats.FindIndex(seat => seat.Room == room);
        if (at < 0)
            return;
        Remove(connection.Seats[at]);
        connection.Seats.RemoveAt(at);
    }

    public void LeaveAll(Connection connection)
    {
        foreach (var seat in connection.Seats)
            Remove(seat);
        connection.Seats.Clear();
    }

    /// <summary>Its capabilities may have changed: seats it where they are told so.</summary>
    public void Reseat(Connection connection)
    {
        var wording = connection.Wire.Wording;
        if (connection.SeatedBy == wording)
            return;
        connection.SeatedBy = wording;
        foreach (var seat in connection.Seats)
        {
            Remove(seat);
            Place(seat, wording);
        }
    }

    private void Place(Seat seat, Wording wording)
    {
        if (!_rooms.TryGetValue(seat.Room, out var groups))
            _rooms[seat.Room] = groups = new List<SeatGroup>(1);
        var group = groups.Find(g => g.Wording == wording);
        if (group is null)
            groups.Add(group = new SeatGroup(wording));
        seat.Group = group;
        seat.Slot = group.Seats.Count;
        group.Seats.Add(seat);
    }

    private void Remove(Seat seat)
    {
        // The last one takes the free place: order within a group is of no matter.
        var seats = seat.Group.Seats;
        var last = seats[^1];
        seats[seat.Slot] = last;
        last.Slot = seat.Slot;
        seats.RemoveAt(seats.Count - 1);
        if (seats.Count > 0)
            return;
        var groups = _rooms[seat.Room];
        groups.Remove(seat.Group);
        if (groups.Count == 0)
            _rooms.Remove(seat.Room);
    }
}
