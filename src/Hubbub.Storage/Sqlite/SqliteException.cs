using Hubbub.Node;
using SQLitePCL;

namespace Hubbub.Storage.Sqlite;

/// <summary>What SQLite said. Leaves this room only as one of the two that speak plainly.</summary>
internal sealed class SqliteException(int code, string path, string said)
    : Exception($"{path}: {said} (SQLite {code})")
{
    /// <summary>For what SQLite took for whole.</summary>
    public static SqliteException Damage(string what) => new(raw.SQLITE_CORRUPT, "history", what);

    /// <summary>The extended code.</summary>
    public int Code { get; } = code;

    private int Primary => Code & 0xFF;

    /// <summary>There was no room, and nothing was kept.</summary>
    public bool IsFull => Primary == raw.SQLITE_FULL;

    /// <summary>
    /// There was no room. Where it lacked for the index that connections share, a commit may have
    /// been kept; a start on a full disk fails there first.
    /// </summary>
    public bool IsDiskFull => IsFull || Code == raw.SQLITE_IOERR_SHMSIZE;

    /// <summary>It took too long, and was broken off.</summary>
    public bool IsInterrupt => Primary == raw.SQLITE_INTERRUPT;

    public bool IsDamage => Primary is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB;

    /// <param name="block">From which block on nothing can be read, if it is damage.</param>
    public Exception Plainly(ulong block)
    {
        if (IsDamage)
            return new LogDamagedException(
                block,
                $"{path} is not a whole database any more ({said}). "
                    + "Put back a backup of the folder, or move the file away to start anew."
            );
        if (IsDiskFull)
            return new StorageException($"the disk with {path} is full: make room on it.", this)
            {
                DiskFull = true,
            };
        return new StorageException($"cannot use {path}: {said}. {Advice}", this);
    }

    private string Advice =>
        Primary switch
        {
            raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_AUTH =>
                "Make it readable and writable for the user who runs the server.",
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "Another program has it open: close that one.",
            raw.SQLITE_IOERR => "The disk reports an error: look at the system's log.",
            _ => "",
        };
}
