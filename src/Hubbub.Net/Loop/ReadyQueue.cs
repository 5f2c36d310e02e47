namespace Hubbub.Net.Loop;

/// <summary>
/// Connections that have something for the loop, and the loop's wake-up. Many add, one takes; a
/// connection stands in it once.
/// </summary>
internal sealed class ReadyQueue : IDisposable
{
    private readonly Lock _lock = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private List<Connection> _filling = [];
    private List<Connection> _taken = [];
    private int _awake;

    public void Add(Connection connection)
    {
        lock (_lock)
            _filling.Add(connection);
        Wake();
    }

    /// <summary>Any thread: the loop has something to do.</summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _awake, 1) == 0)
            _wake.Set();
    }

    /// <summary>Waits for a wake-up; at most so long.</summary>
    public void Wait(TimeSpan most)
    {
        _wake.WaitOne(most);
        // A full fence: what is looked at from here on must not be read before this is seen.
        Interlocked.Exchange(ref _awake, 0);
    }

    /// <summary>Valid until the next call.</summary>
    public IReadOnlyList<Connection> TakeAll()
    {
        _taken.Clear();
        lock (_lock)
            (_filling, _taken) = (_taken, _filling);
        return _taken;
    }

    public void Dispose() => _wake.Dispose();
}
