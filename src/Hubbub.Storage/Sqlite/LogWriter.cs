using System.Diagnostics;
using Hubbub.Core;
using Hubbub.Node;

namespace Hubbub.Storage.Sqlite;

/// <summary>
/// Appends one block at a time: on the caller's thread where that is quick, otherwise on a thread of
/// its own, which makes it durable, hands over the result, and calls.
/// </summary>
internal sealed class LogWriter : IDisposable
{
    private readonly BlockTable _table;
    private readonly Checkpointer _checkpointer;
    private readonly SqliteLogOptions _options;
    private readonly List<Entry> _entries = [];
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Lock _lock = new();
    private readonly Thread _thread;
    private readonly CommitPace _pace = new();

    private (Block Block, Action Appended)? _waiting;
    private bool _underWay;
    private AppendResult? _result;
    private volatile bool _ending;
    private volatile string? _failure;
    private volatile LogHead _head;
    private long _commits;

    public LogWriter(
        BlockTable table,
        Checkpointer checkpointer,
        LogHead head,
        SqliteLogOptions options
    )
    {
        (_table, _checkpointer, _head, _options) = (table, checkpointer, head, options);
        checkpointer.Failed = why => _failure ??= why;
        _thread = new Thread(Run) { IsBackground = true, Name = "log writer" };
        _thread.Start();
    }

    public LogHead Head => _head;

    /// <summary>Why nothing more is appended; null: all is well.</summary>
    public string? Failure => _failure;

    /// <summary>True: it is done, and nothing will be called.</summary>
    public bool Begin(Block block, Action appended)
    {
        ObjectDisposedException.ThrowIf(_ending, typeof(SqliteLog));
        bool here;
        lock (_lock)
        {
            if (_underWay)
                throw new InvalidOperationException("the result of the block before was not taken");
            _underWay = true;
            here = _options.OnCallersThread ?? _pace.IsShort;
            if (!here)
                _waiting = (block, appended);
        }

        if (here)
            return Finish(block);
        _wake.Release();
        // It goes first, also where there is one processor for both: it will soon wait for the disk, and the
        // caller has something to tell meanwhile.
        Thread.Yield();
        return false;
    }

    public bool TryTake(out AppendResult result)
    {
        lock (_lock)
        {
            result = _result.GetValueOrDefault();
            if (_result is null)
                return false;
            _result = null;
            _underWay = false;
            return true;
        }
    }

    /// <summary>Notes a skip on the same connection, between two commits.</summary>
    public void Skip(ulong index)
    {
        if (_failure is { } failure)
            throw new StorageException(failure);
        try
        {
            _table.Skip(index);
        }
        catch (SqliteException error)
        {
            if (!error.IsFull)
                Fail(error.Message);
            throw error.Plainly(index);
        }
    }

    public void Dispose()
    {
        _ending = true;
        _wake.Release();
        _thread.Join();
        _wake.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            _wake.Wait();
            (Block Block, Action Appended) taken;
            lock (_lock)
            {
                if (_waiting is null)
                    return;
                taken = _waiting.Value;
                _waiting = null;
            }

            if (Finish(taken.Block))
                taken.Appended();
        }
    }

    /// <summary>False: there will be no result.</summary>
    private bool Finish(Block block)
    {
        var began = Stopwatch.GetTimestamp();
        var result = Append(block);
        lock (_lock)
        {
            _result = result;
            _pace.Took(Stopwatch.GetElapsedTime(began));
        }

        return result is not null;
    }

    /// <summary>Null: the power is cut (a test's), there will be no result.</summary>
    private AppendResult? Append(Block block)
    {
        if (_failure is { } failure)
            return new AppendResult(AppendOutcome.Failed, null, failure);
        var first = _head.Index + 1;
        // What could not be read back must not become durable: the next start would cut it off.
        if (!BlockReader.TryRead(block, first, _entries, out _, verifyTexts: false))
            return Fail("a block that cannot be read was to be appended; this is a bug");
        var stored = new StoredBlock(first, block, block.ChainOn(_head.Digest));
        _commits++;
        try
        {
            _checkpointer.FinishIfDue(_table);
            // Before the commit: like a longer sync it is one wait for the disk, not two.
            if (_options.SyncDelay > TimeSpan.Zero)
                Thread.Sleep(_options.SyncDelay);
            var fault = _options.Fault?.Invoke(_commits) ?? CommitFault.None;
            if (fault == CommitFault.None)
                _table.Append(stored);
            else if (!CommitFaults.Append(_table, stored, fault))
                return null;
        }
        catch (SqliteException error) when (error.IsFull)
        {
            return new AppendResult(AppendOutcome.DiskFull, null, error.Message);
        }
        catch (SqliteException error)
        {
            return Fail(error.Message);
        }

        _head = new LogHead(stored.Last, stored.Digest, _entries[^1].At);
        _checkpointer.Grew(stored.Block);
        return new AppendResult(AppendOutcome.Durable, stored);
    }

    private AppendResult Fail(string why)
    {
        _failure ??= why;
        return new AppendResult(AppendOutcome.Failed, null, _failure);
    }
}
