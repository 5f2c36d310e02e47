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
    private readonly Handover _handover;
    private readonly Lock _pen = new();
    private readonly CommitPace _pace = new();
    private readonly Thread[] _threads = new Thread[Most];

    private long _lastBegan;
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
        _handover = new Handover(head);
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
    public LogHead Head => _handover.Head;

    /// <summary>Why nothing more is appended; null: all is well.</summary>
    public string? Failure => _failure;

    /// <summary>Blocks are handed to threads: the disk takes its time.</summary>
    public bool IsSlow => !(_onCallersThread ?? _pace.IsShort);

    /// <summary>False: <paramref name="ready"/> is called when that has changed.</summary>
    public bool MayBegin(Action ready) => _handover.MayBegin(ready);

    /// <summary>True: it is done, and nothing will be called.</summary>
    public bool Begin(Block block, Action appended)
    {
        ObjectDisposedException.ThrowIf(_ending, typeof(SqliteLog));
        if (_handover.IsEmpty && !IsSlow)
        {
            var here = new Appending(block, appended: null);
            _handover.Keep(here);
            if (TryWrite(here))
                Sync(here, _callersWal);
            return here.Result is not null;
        }

        _handover.Hand(new Appending(block, appended));
        // It goes first, also where there is one processor for both: it will soon wait for the disk, and the
        // caller has something to tell meanwhile.
        Thread.Yield();
        return false;
    }

    public bool TryTake(out AppendResult result) => _handover.TryTake(out result);

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
        _handover.Dispose();
        _callersWal.Dispose();
    }

    private void End()
    {
        _ending = true;
        _handover.End(Most);
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
                if (_handover.AwaitNext(Distance()) is not { } next)
                    return;
                appending = next;
                isWritten = TryWrite(next);
            }

            if (isWritten)
                Sync(appending, wal);
        }
    }

    /// <summary>For how long another sync would gain little. A lone block never waits.</summary>
    private TimeSpan Distance()
    {
        if (_handover.IsEmpty)
            return TimeSpan.Zero;
        // Waits are of whole milliseconds.
        var whole = Math.Max(1, Math.Round(_pace.Shortest.TotalMilliseconds * Part));
        var left = whole - Stopwatch.GetElapsedTime(_lastBegan).TotalMilliseconds;
        return TimeSpan.FromMilliseconds(Math.Max(0, Math.Ceiling(left)));
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
            _handover.Full(appending, error.Message);
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

        _pace.Took(Stopwatch.GetElapsedTime(appending.Began));
        _handover.Durable(appending);
    }

    private void Fail(string why)
    {
        _failure ??= why;
        _handover.Failed(_failure);
    }
}
