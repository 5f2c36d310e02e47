namespace Hubbub.Datagrams;

/// <summary>Whose turn it is: connections that have something to send, and those whose time has come.</summary>
/// <param name="over">Told of each that is over.</param>
internal sealed class Schedule(IDatagramOut output, Fence fence, Action<Connection> over)
{
    /// <summary>A connection writes so many bytes before it is the next one's turn.</summary>
    private const int Turn = 256 * 1024;

    private readonly TimerHeap _timers = new();
    private readonly Queue<Connection> _ready = new();
    private readonly Batch _batch = new(output);

    /// <summary>When <see cref="Run"/> has something to do; a time past: now.</summary>
    public long Next => _ready.Count > 0 ? long.MinValue : _timers.Next;

    /// <summary>It may have something to send: it is asked at the next run.</summary>
    public void Wake(Connection connection)
    {
        if (connection.Seat.IsReady)
            return;
        connection.Seat.IsReady = true;
        _ready.Enqueue(connection);
    }

    public void Remove(Connection connection) => _timers.Remove(connection);

    public void Run(long now)
    {
        while (_timers.Next <= now)
        {
            var due = _timers.First;
            fence.OnTimer(due, now);
            // It stands in the heap until it has written: with a deadline that is not now.
            _timers.Set(due, Moment.Never);
            Wake(due);
        }

        for (var left = _ready.Count; left > 0; left--)
        {
            var connection = _ready.Dequeue();
            connection.Seat.IsReady = false;
            var isAll = Write(connection, now);
            if (connection.Farewell.IsOver)
                over(connection);
            else if (isAll)
                _timers.Set(connection, Math.Max(now + 1, connection.Timer(now)));
            else
                Wake(connection);
        }
    }

    /// <returns>False: its turn is over, but it has more.</returns>
    private bool Write(Connection connection, long now)
    {
        for (var written = 0; written < Turn; )
        {
            // Who broke in writing says farewell at the next turn.
            if (!fence.TryWrite(connection, _batch.Room(), now, out var length, out var to))
                break;
            if (length == 0)
            {
                _batch.Send();
                return true;
            }

            written += length;
            _batch.Add(to, length);
        }

        _batch.Send();
        return false;
    }
}
