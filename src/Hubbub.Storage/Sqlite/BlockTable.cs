using Hubbub.Node;

namespace Hubbub.Storage.Sqlite;

/// <summary>
/// What is written: blocks, durable when the write-ahead log has been synced, and what is rarer, durable when
/// the call returns. The calls take turns, so any thread may make them.
/// </summary>
internal sealed class BlockTable : IDisposable
{
    private readonly Database _database;
    private readonly Statement _insert;
    private readonly WalFile _wal;
    private readonly Lock _turn = new();

    public BlockTable(Database database)
    {
        _database = database;
        _insert = database.Prepare(
            "INSERT INTO block (first, count, digest, entries, texts) VALUES (?, ?, ?, ?, ?)"
        );
        _wal = OpenWal();
        // What opening wrote, and the name of the file that it wrote it to.
        _wal.Sync();
        FolderSync.Sync(Path.GetDirectoryName(database.Path));
    }

    /// <summary>To sync what <see cref="Append"/> wrote.</summary>
    public WalFile OpenWal() => new(_database);

    /// <summary>Written, and durable after the next sync of the write-ahead log.</summary>
    /// <exception cref="SqliteException">Nothing was kept if it is for want of room; otherwise nobody knows.</exception>
    public void Append(StoredBlock stored)
    {
        lock (_turn)
        {
            try
            {
                _ = _insert
                    .Bind(1, stored.First)
                    .Bind(2, (ulong)stored.Block.Count)
                    .Bind(3, stored.Digest)
                    .Bind(4, stored.Block.Entries.Span)
                    .Bind(5, stored.Block.Texts.Span)
                    .Step();
            }
            finally
            {
                _insert.Reset();
                _database.RollBack();
            }
        }
    }

    /// <summary>Puts other texts into a block that is there. The bytes that go are overwritten.</summary>
    /// <exception cref="SqliteException">As with <see cref="Append"/>.</exception>
    public void Rewrite(StoredBlock stored)
    {
        lock (_turn)
        {
            _database.Execute("PRAGMA secure_delete = ON");
            using var update = _database.Prepare("UPDATE block SET texts = ? WHERE first = ?");
            _ = update.Bind(1, stored.Block.Texts.Span).Bind(2, stored.First).Step();
            _wal.Sync();
        }
    }

    /// <exception cref="SqliteException">As with <see cref="Append"/>.</exception>
    public void Skip(ulong index)
    {
        lock (_turn)
        {
            using var insert = _database.Prepare("INSERT OR IGNORE INTO skipped VALUES (?)");
            _ = insert.Bind(1, index).Step();
            _wal.Sync();
        }
    }

    public HashSet<ulong> Skipped()
    {
        lock (_turn)
        {
            var skipped = new HashSet<ulong>();
            using var all = _database.Prepare("SELECT idx FROM skipped");
            while (all.Step())
                skipped.Add(all.Number(0));
            return skipped;
        }
    }

    /// <summary>Something else on the same connection.</summary>
    public void InTurn(Action<Database> work)
    {
        lock (_turn)
            work(_database);
    }

    public void Dispose()
    {
        _insert.Dispose();
        _wal.Dispose();
        _database.Dispose();
    }
}
