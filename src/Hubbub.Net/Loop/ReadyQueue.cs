namespace Hubbub.Net.Loop;

/// <summary>
/// Connections that have something for the loop. Many add, one takes; a connection stands in it
/// once.
/// </summary>
internal sealed class ReadyQueue(IWaiting waiting)
{
    private readonly Lock _lock = new();
    private List<Connection> _filling = [];
    private List<Connection> _taken = [];

    public int Count
    {
        get
        {
            lock (_lock)
                return _filling.Count;
        }
    }

    public void Add(Connection connection)
    {
        lock (_lock)
            _filling.Add(connection);
        waiting.Wake();
    }

    /// <summary>Valid until the next call.</summary>
    public IReadOnlyList<Connection> TakeAll()
    {
        _taken.Clear();
        lock (_lock)
            (_filling, _taken) = (_taken, _filling);
        return _taken;
    }
}
