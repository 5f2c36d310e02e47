using Hubbub.Node;

namespace Hubbub.Storage.Sqlite;

/// <summary>The log of one machine: a row for each block in <c>log.db</c> in the data folder.</summary>
public sealed class SqliteLog : ILog
{
    internal const string FileName = "log.db";

    private readonly BlockTable _table;
    private readonly LogReaders _readers;
    private readonly Checkpointer _checkpointer;
    private readonly LogWriter _writer;
    private volatile HashSet<ulong> _skipped;
    private bool _disposed;

    private SqliteLog(
        Database database,
        LogReaders readers,
        (LogHead Head, CutOff? CutOff) tail,
        SqliteLogOptions options
    )
    {
        _table = new BlockTable(database);
        _skipped = _table.Skipped();
        _readers = readers;
        CutOff = tail.CutOff;
        _checkpointer = new Checkpointer(LogSchema.OpenCheckpointer(database.Path));
        _writer = new LogWriter(_table, _checkpointer, tail.Head, options);
    }

    /// <summary>What opening it took off the end; null: nothing.</summary>
    public CutOff? CutOff { get; }

    public LogHead Head => _writer.Head;

    public IReadOnlySet<ulong> Skipped => _skipped;

    internal Checkpointer Checkpoints => _checkpointer;

    /// <param name="folder">Its lock is what keeps a second writer out.</param>
    /// <exception cref="LogDamagedException">A damaged block is followed by a whole one, or the file is broken.</exception>
    /// <exception cref="StorageException">It cannot be used, or a newer version wrote it.</exception>
    public static SqliteLog Open(DataFolder folder, SqliteLogOptions? options = null)
    {
        options ??= new SqliteLogOptions();
        try
        {
            return Open(folder.PathOf(FileName), options);
        }
        catch (StorageException full) when (full.DiskFull && folder.HasReserve)
        {
            // What opening needs is little, and without it nobody can be told that there is no room.
            folder.FreeReserve();
            return Open(folder.PathOf(FileName), options);
        }
    }

    public bool IsSlow => _writer.IsSlow;

    public bool MayBegin(Action ready) => _writer.MayBegin(ready);

    public bool BeginAppend(Block block, Action appended)
    {
        if (block.Count < 1)
            throw new ArgumentException("a block without entries", nameof(block));
        return _writer.Begin(block, appended);
    }

    public bool TryTakeResult(out AppendResult result) => _writer.TryTake(out result);

    public IEnumerable<StoredBlock> Read(ulong index) =>
        new ChainReading(_readers).Blocks(index, Head.Index);

    /// <exception cref="LogDamagedException">The block is there, and does not fit its digest or its bytes.</exception>
    public StoredBlock? Find(ulong index) =>
        index > Head.Index ? null : new ChainReading(_readers).Find(index);

    /// <summary>
    /// Checks the blocks with the entries of a range on a thread of its own, taking at most a
    /// fifth of a core. Null: all are whole; otherwise the first that is not.
    /// </summary>
    public Task<Damage?> VerifyAsync(ulong from, ulong to, CancellationToken cancellation) =>
        BackgroundCheck.RunAsync(
            new ChainReading(_readers).Blocks(from, Math.Min(to, Head.Index)),
            cancellation
        );

    /// <exception cref="StorageException">It could not be erased.</exception>
    public void Erase(IReadOnlyList<ulong> indices)
    {
        foreach (var without in BlockEraser.Without(indices, Find))
        {
            try
            {
                _table.Rewrite(without);
            }
            catch (SqliteException error)
            {
                throw error.Plainly(without.First);
            }
        }
    }

    /// <exception cref="StorageException">It could not be noted.</exception>
    public void MarkSkipped(ulong index)
    {
        _writer.Skip(index);
        _skipped = [.. _skipped, index];
    }

    /// <summary>Waits for what is under way.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _writer.Dispose();
        _checkpointer.Dispose();
        _readers.Dispose();
        if (_writer.Failure is not null)
            _table.InTurn(static database => database.NeverCheckpointOnClose());
        _table.Dispose();
    }

    private static SqliteLog Open(string path, SqliteLogOptions options)
    {
        Database? database = null;
        LogReaders? readers = null;
        try
        {
            database = LogSchema.OpenWriter(path);
            readers = new LogReaders(path);
            var reader = readers.Rent();
            var tail = LogTail.Settle(database, reader, options.VerifyFrom);
            readers.Return(reader);
            return new SqliteLog(database, readers, tail, options);
        }
        catch (Exception error)
        {
            readers?.Dispose();
            database?.Dispose();
            if (error is SqliteException said)
                throw said.Plainly(block: 0);
            throw;
        }
    }
}
