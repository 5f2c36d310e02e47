using Hubbub.Node;

namespace Hubbub.Storage.Sqlite;

/// <summary>
/// Between the one who appends and the threads that write: the blocks under way with what became of them, and a
/// slot for the block that no thread has taken yet. Any thread.
/// </summary>
internal sealed class Handover(LogHead head) : IDisposable
{
    private readonly SemaphoreSlim _handed = new(0);
    private readonly Lock _lock = new();
    private readonly AppendQueue _underWay = new();

    private Appending? _next;
    private Action? _ready;
    private bool _isRested = true;
    private volatile LogHead _head = head;

    /// <summary>The end of what is durable.</summary>
    public LogHead Head => _head;

    /// <summary>Nothing is under way.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_lock)
                return _underWay.IsEmpty;
        }
    }

    /// <summary>With <see cref="_lock"/> held.</summary>
    private bool HasRoom => _underWay.IsEmpty || (_isRested && !_underWay.IsFull);

    /// <summary>False: <paramref name="ready"/> is called when that has changed.</summary>
    public bool MayBegin(Action ready)
    {
        lock (_lock)
        {
            if (HasRoom)
                return true;
            _ready = ready;
            return false;
        }
    }

    /// <summary>It is under way, and whoever calls writes it.</summary>
    public void Keep(Appending appending)
    {
        lock (_lock)
            Add(appending);
    }

    /// <summary>It is under way, and a thread writes it.</summary>
    public void Hand(Appending appending)
    {
        lock (_lock)
        {
            Add(appending);
            (_next, _isRested) = (appending, false);
        }

        _ = _handed.Release();
    }

    /// <summary>Waits for the next block, of one thread at a time. Another may be begun once the rest is over.</summary>
    /// <returns>Null: this is the end.</returns>
    public Appending? AwaitNext(TimeSpan rest)
    {
        if (!_handed.Wait(rest))
        {
            Action? ready;
            lock (_lock)
                (ready, _ready, _isRested) = (_ready, null, _next is null);
            ready?.Invoke();
            _handed.Wait();
        }

        lock (_lock)
        {
            var next = _next;
            _next = null;
            return next;
        }
    }

    /// <summary>So many threads are told that this is the end.</summary>
    public void End(int threads) => _ = _handed.Release(threads);

    /// <summary>It and all before it are durable.</summary>
    public void Durable(Appending synced)
    {
        IReadOnlyList<Appending> settled;
        lock (_lock)
        {
            settled = _underWay.Durable(synced);
            if (settled.Count > 0)
                _head = synced.Head;
        }

        Tell(settled);
    }

    /// <summary>There was no room for the last one.</summary>
    public void Full(Appending last, string why)
    {
        lock (_lock)
            _underWay.Full(last, why);
        last.TellThatItIsAppended();
    }

    /// <summary>Whether any of those under way was kept is not known.</summary>
    public void Failed(string why)
    {
        IReadOnlyList<Appending> settled;
        lock (_lock)
            settled = _underWay.Failed(why);
        Tell(settled);
    }

    public bool TryTake(out AppendResult result)
    {
        lock (_lock)
            return _underWay.TryTake(out result);
    }

    public void Dispose() => _handed.Dispose();

    /// <summary>With <see cref="_lock"/> held.</summary>
    private void Add(Appending appending)
    {
        if (!HasRoom)
            throw new InvalidOperationException("the block before is not written yet");
        _underWay.Add(appending);
    }

    private static void Tell(IReadOnlyList<Appending> settled)
    {
        foreach (var appending in settled)
            appending.TellThatItIsAppended();
    }
}
