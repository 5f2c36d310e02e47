namespace Hubbub.Datagrams;

/// <summary>A connection's place in its endpoint: kept with it, so that neither list is ever searched.</summary>
internal sealed class EndpointSeat
{
    /// <summary>Where it stands in the heap; −1: not in it.</summary>
    public int Index { get; set; } = -1;

    public long Due { get; set; } = Moment.Never;

    public bool IsReady { get; set; }
}

/// <summary>Connections by their next deadline: one entry each, moved as the deadline moves.</summary>
internal sealed class TimerHeap
{
    private readonly List<Connection> _heap = [];

    public int Count => _heap.Count;

    public long Next => _heap.Count == 0 ? Moment.Never : _heap[0].Seat.Due;

    public Connection First => _heap[0];

    public void Set(Connection connection, long due)
    {
        var seat = connection.Seat;
        if (seat.Index < 0)
        {
            seat.Index = _heap.Count;
            _heap.Add(connection);
        }

        seat.Due = due;
        Down(Up(seat.Index));
    }

    public void Remove(Connection connection)
    {
        var index = connection.Seat.Index;
        if (index < 0)
            return;
        connection.Seat.Index = -1;
        var last = _heap[^1];
        _heap.RemoveAt(_heap.Count - 1);
        if (ReferenceEquals(last, connection))
            return;
        Put(last, index);
        Down(Up(index));
    }

    private int Up(int index)
    {
        var moving = _heap[index];
        while (index > 0)
        {
            var parent = (index - 1) / 2;
            if (_heap[parent].Seat.Due <= moving.Seat.Due)
                break;
            Put(_heap[parent], index);
            index = parent;
        }

        Put(moving, index);
        return index;
    }

    private void Down(int index)
    {
        var moving = _heap[index];
        while (true)
        {
            var child = (2 * index) + 1;
            if (child >= _heap.Count)
                break;
            if (child + 1 < _heap.Count && _heap[child + 1].Seat.Due < _heap[child].Seat.Due)
                child++;
            if (_heap[child].Seat.Due >= moving.Seat.Due)
                break;
            Put(_heap[child], index);
            index = child;
        }

        Put(moving, index);
    }

    private void Put(Connection connection, int index)
    {
        _heap[index] = connection;
        connection.Seat.Index = index;
    }
}
