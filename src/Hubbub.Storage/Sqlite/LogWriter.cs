using System.Diagnostics;
using Hubbub.Node;

namespace Hubbub.Storage.Sqlite;

/// <summary>
/// Appends blocks in order: on the caller's thread where that is quick, otherwise on threads of its
/// own, one of which writes while others wait for the disk (ADR 23). Whoever has the pen waits its distance
/// from the sync before, takes the next block, writes it, passes the pen on, syncs, and calls.
/// </summary>
internal sealed class LogWriter : IDisposable
{
    /// <summary>How many syncs may be under way at once: two, and one more while one of them takes its time.</summary>
    internal const int Most = 3;

    /// <summary>A sync begins when the one before has come so far, as a part of what syncs take.</summary>
    private const double Part = 0.5;

    private readonly Committer _committer;
    private readonly WalFile _callersWal;
    private readonly bool? _onCallersThread;
    private readonly SemaphoreSlim _handed = new(0);
    private readonly Lock _pen = new();
    private readonly Lock _lock = new();
    private readonly AppendQueue _underWay = new();
    private readonly CommitPace _pace = new();
    private readonly Thread[] _threads = new Thread[Most];

    private Appending? _next;
    private Action? _ready;
    private bool _isRested = true;
    private long _lastBegan;
    private volatile LogHead _head;
    private volatile bool _ending;
    private volatile string? _failure;

    public LogWriter(
        BlockTable table,
        Checkpointer checkpointer,
        LogHead head,
        SqliteLogOptions options
    )
    {
        _committer = new Committer(table, checkpointer, head, options);
        _callersWal = _committer.OpenWal();
        _onCallersThread = options.OnCallersThread;
        _head = head;
        checkpointer.Failed = why => _failure ??= why;
        for (var i = 0; i < Most; i++)
        {
            // Opened here: what cannot be opened is the start's trouble.
            var wal = _committer.OpenWal();
            _threads[i] = new Thread(() => Run(wal))
            {
                IsBackground = true,
                Name = $"log writer {i + 1}",
            };
            _threads[i].Start();
        }
    }

    /// <summary>The end of what is durable.</summary>
    public LogHead Head => _head;

    /// <summary>Why nothing more is appended; null: all is well.</summary>
    public string? Failure => _failure;

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

    /// <summary>True: it is done, and nothing will be called.</summary>
    public bool Begin(Block block, Action appended)
    {
        ObjectDisposedException.ThrowIf(_ending, typeof(SqliteLog));
        Appending appending;
        bool here;
        lock (_lock)
        {
            if (!HasRoom)
                throw new InvalidOperationException("the block before is not written yet");
            here = _underWay.IsEmpty && (_onCallersThread ?? _pace.IsShort);
            appending = new Appending(block, here ? null : appended);
            _underWay.Add(appending);
            if (!here)
                (_next, _isRested) = (appending, false);
        }

        if (here)
        {
            if (TryWrite(appending))
                Sync(appending, _callersWal);
            return appending.Result is not null;
        }

        _ = _handed.Release();
        // It goes first, also where there is one processor for both: it will soon wait for the disk, and the
        // caller has something to tell meanwhile.
        Thread.Yield();
        return false;
    }

    public bool TryTake(out AppendResult result)
    {
        lock (_lock)
            return _underWay.TryTake(out result);
    }

    /// <summary>Notes a skip on the same connection, between two blocks.</summary>
    public void Skip(ulong index)
    {
        if (_failure is { } failure)
            throw new StorageException(failure);
        try
        {
            _committer.Skip(index);
        }
        catch (SqliteException error)
        {
            if (!error.IsFull)
                Fail(error.Message);
            throw error.Plainly(index);
        }
    }

    /// <summary>Waits for what is under way.</summary>
    public void Dispose()
    {
        End();
        foreach (var thread in _threads)
            thread.Join();
        _handed.Dispose();
        _callersWal.Dispose();
    }

    private void End()
    {
        _ending = true;
        _ = _handed.Release(Most);
    }

    private void Run(WalFile mine)
    {
        using var wal = mine;
        while (true)
        {
            Appending appending;
            bool isWritten;
            lock (_pen)
            {
                if (AwaitNext() is not { } next)
                    return;
                appending = next;
                isWritten = TryWrite(next);
            }

            if (isWritten)
                Sync(appending, wal);
        }
    }

    /// <summary>Null: this is the end.</summary>
    private Appending? AwaitNext()
    {
        if (!_handed.Wait(Distance()))
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

    /// <summary>For how long another sync would gain little. A lone block never waits.</summary>
    private TimeSpan Distance()
    {
        lock (_lock)
        {
            if (_underWay.IsEmpty)
                return TimeSpan.Zero;
            // Waits are of whole milliseconds.
            var whole = Math.Max(1, Math.Round(_pace.Shortest.TotalMilliseconds * Part));
            var left = whole - Stopwatch.GetElapsedTime(_lastBegan).TotalMilliseconds;
            return TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(left)));
        }
    }

    /// <summary>With the pen, or alone. False: there is nothing to sync.</summary>
    private bool TryWrite(Appending appending)
    {
        if (_failure is { } failure)
        {
            Fail(failure);
            return false;
        }

        _lastBegan = appending.Began = Stopwatch.GetTimestamp();
        try
        {
            if (_committer.TryWrite(appending))
                return true;
            End();
        }
        catch (SqliteException error) when (error.IsFull)
        {
            lock (_lock)
                _underWay.Full(appending, error.Message);
            appending.TellThatItIsAppended();
        }
        catch (Exception error) when (error is SqliteException or StorageException)
        {
            Fail(error.Message);
        }

        return false;
    }

    private void Sync(Appending appending, WalFile wal)
    {
        try
        {
            _committer.Sync(appending, wal);
        }
        catch (SqliteException error)
        {
            Fail(error.Message);
            return;
        }

        IReadOnlyList<Appending> durable;
        lock (_lock)
        {
            _pace.Took(Stopwatch.GetElapsedTime(appending.Began));
            durable = _underWay.Durable(appending);
            if (durable.Count > 0)
                _head = appending.Head;
        }

        foreach (var appended in durable)
            appended.TellThatItIsAppended();
    }

    private void Fail(string why)
    {
        IReadOnlyList<Appending> failed;
        lock (_lock)
        {
            _failure ??= why;
            failed = _underWay.Failed(_failure);
        }

        foreach (var appending in failed)
            appending.TellThatItIsAppended();
    }
}
