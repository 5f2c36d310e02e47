using Hubbub.Core;
using Hubbub.Node;

namespace Hubbub.Storage.Sqlite;

/// <summary>
/// The two halves of a commit: blocks are written one at a time, in order, and synced by whoever wrote them,
/// while others write and sync theirs.
/// </summary>
internal sealed class Committer(
    BlockTable table,
    Checkpointer checkpointer,
    LogHead head,
    SqliteLogOptions options
)
{
    private readonly List<Entry> _entries = [];
    private LogHead _written = head;
    private long _commits;

    public WalFile OpenWal() => table.OpenWal();

    /// <summary>Puts the block behind the last one. One thread at a time.</summary>
    /// <returns>False: the power is cut (a test's), nobody is left to have a result.</returns>
    /// <exception cref="SqliteException">As with <see cref="BlockTable.Append"/>.</exception>
    /// <exception cref="StorageException">It is not a block.</exception>
    public bool TryWrite(Appending appending)
    {
        var first = _written.Index + 1;
        var block = appending.Block;
        // What could not be read back must not become durable: the next start would cut it off.
        if (!BlockReader.TryRead(block, first, _entries, out _, verifyTexts: false))
            throw new StorageException(
                "a block that cannot be read was to be appended; this is a bug"
            );
        var stored = new StoredBlock(first, block, block.ChainOn(_written.Digest));
        appending.Fault = options.Fault?.Invoke(++_commits) ?? CommitFault.None;
        checkpointer.FinishIfDue(table);
        if (!CommitFaults.TryWrite(table, stored, appending.Fault))
            return false;
        _written = new LogHead(stored.Last, stored.Digest, _entries[^1].At);
        (appending.Stored, appending.Head) = (stored, _written);
        checkpointer.Grew(block);
        return true;
    }

    /// <summary>When this returns, what is written is durable, and so is all before it.</summary>
    /// <param name="wal">Of the thread that calls.</param>
    /// <exception cref="SqliteException">As with <see cref="WalFile.Sync"/>.</exception>
    public void Sync(Appending written, WalFile wal)
    {
        if (options.SyncDelay > TimeSpan.Zero)
            Thread.Sleep(options.SyncDelay);
        options.Syncing?.Invoke(written.Head.Index);
        CommitFaults.Sync(wal, written.Fault);
    }

    /// <exception cref="SqliteException">As with <see cref="BlockTable.Append"/>.</exception>
    public void Skip(ulong index) => table.Skip(index);
}
