using Hubbub.Node;

namespace Hubbub.Storage.Sqlite;

/// <summary>
/// One reading connection. Every call ends its own read transaction: a reader that stays in one
/// would keep the WAL from beginning anew. Checks nothing.
/// </summary>
internal sealed class LogReader : IDisposable
{
    private const string Columns = "SELECT first, count, digest, entries, texts FROM block";

    /// <summary>A batch ends with the block that passes one of these.</summary>
    private const int BatchBlocks = 64;
    private const int BatchBytes = 1 << 20;

    private readonly Database _database;
    private readonly Statement _at;
    private readonly Statement _from;
    private readonly Statement _before;

    public LogReader(Database database)
    {
        _database = database;
        _at = database.Prepare($"{Columns} WHERE first <= ? ORDER BY first DESC LIMIT 1");
        _from = database.Prepare($"{Columns} WHERE first >= ? ORDER BY first");
        _before = database.Prepare(
            "SELECT first, count, digest FROM block WHERE first < ? ORDER BY first DESC LIMIT 1"
        );
    }

    /// <summary>The last block that begins at an index or before it.</summary>
    public StoredBlock? At(ulong index)
    {
        var found = ReadSome(_at, index, most: 1);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>Some of the blocks that begin at an index or later; empty: there are none.</summary>
    public List<StoredBlock> From(ulong first) => ReadSome(_from, first, BatchBlocks);

    /// <summary>What a block that begins at an index has to follow.</summary>
    public ChainEnd Before(ulong first)
    {
        try
        {
            if (!_before.Bind(1, Clamp(first)).Step())
                return ChainEnd.Start;
            return new ChainEnd(_before.Number(0) + _before.Number(1) - 1, _before.Bytes(2));
        }
        finally
        {
            _before.Reset();
        }
    }

    /// <summary>Entries that are to have no effect.</summary>
    public HashSet<ulong> Skipped()
    {
        var skipped = new HashSet<ulong>();
        using var all = _database.Prepare("SELECT idx FROM skipped");
        while (all.Step())
            skipped.Add(all.Number(0));
        return skipped;
    }

    public void Dispose()
    {
        _at.Dispose();
        _from.Dispose();
        _before.Dispose();
        _database.Dispose();
    }

    private static List<StoredBlock> ReadSome(Statement statement, ulong index, int most)
    {
        var blocks = new List<StoredBlock>();
        try
        {
            statement.Bind(1, Clamp(index));
            for (var bytes = 0; blocks.Count < most && bytes < BatchBytes && statement.Step(); )
            {
                var block = new Block(
                    statement.Bytes(3),
                    statement.Bytes(4),
                    unchecked((int)statement.Number(1))
                );
                blocks.Add(new StoredBlock(statement.Number(0), block, statement.Bytes(2)));
                bytes += block.Entries.Length + block.Texts.Length;
            }
        }
        finally
        {
            statement.Reset();
        }

        return blocks;
    }

    // SQLite's numbers are signed; no index comes near.
    private static ulong Clamp(ulong index) => Math.Min(index, long.MaxValue);
}
