using Hubbub.Node;
using SQLitePCL;

namespace Hubbub.Storage.Sqlite;

/// <summary>The two halves of a commit, which in tests go wrong on purpose.</summary>
internal static class CommitFaults
{
    /// <summary>False: the power is cut, nobody is left to have a result.</summary>
    /// <exception cref="SqliteException">As with <see cref="BlockTable.Append"/>.</exception>
    public static bool TryWrite(BlockTable table, StoredBlock stored, CommitFault fault)
    {
        switch (fault)
        {
            case CommitFault.DiskFull:
                throw Error(raw.SQLITE_FULL, "database or disk is full");
            case CommitFault.WriteError:
                throw Error(raw.SQLITE_IOERR_WRITE, "disk I/O error");
            case CommitFault.CutBefore:
                return false;
            case CommitFault.CutWithin:
                var whole = stored.Block;
                var half = whole with { Entries = whole.Entries[..(whole.Entries.Length / 2)] };
                table.Append(stored with { Block = half });
                return false;
            default:
                table.Append(stored);
                return fault != CommitFault.CutAfter;
        }
    }

    /// <exception cref="SqliteException">As with <see cref="WalFile.Sync"/>.</exception>
    public static void Sync(WalFile wal, CommitFault fault)
    {
        wal.Sync();
        if (fault == CommitFault.SyncError)
            throw Error(raw.SQLITE_IOERR_FSYNC, "disk I/O error");
    }

    private static SqliteException Error(int code, string said) => new(code, "log.db", said);
}
