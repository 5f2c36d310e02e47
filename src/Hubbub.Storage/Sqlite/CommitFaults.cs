using Hubbub.Node;
using SQLitePCL;

namespace Hubbub.Storage.Sqlite;

/// <summary>Makes a commit go wrong, for tests. Not part of the product's path.</summary>
internal static class CommitFaults
{
    /// <summary>False: the power is cut, nobody is left to have a result.</summary>
    public static bool Append(BlockTable table, StoredBlock stored, CommitFault fault)
    {
        if (fault == CommitFault.CutWithin)
        {
            var whole = stored.Block;
            var half = whole with { Entries = whole.Entries[..(whole.Entries.Length / 2)] };
            table.Append(stored with { Block = half });
        }

        if (fault is CommitFault.SyncError or CommitFault.CutAfter)
            table.Append(stored);
        return fault switch
        {
            CommitFault.DiskFull => throw Error(raw.SQLITE_FULL, "database or disk is full"),
            CommitFault.WriteError => throw Error(raw.SQLITE_IOERR_WRITE, "disk I/O error"),
            CommitFault.SyncError => throw Error(raw.SQLITE_IOERR_FSYNC, "disk I/O error"),
            _ => false,
        };

        static SqliteException Error(int code, string said) => new(code, "log.db", said);
    }
}
