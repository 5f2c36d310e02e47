namespace Hubbub.Storage.Sqlite;

public sealed record SqliteLogOptions
{
    /// <summary>
    /// The start checks the blocks with entries after this one: those that it replays. 0: all.
    /// </summary>
    public ulong VerifyFrom { get; init; }

    /// <summary>What a sync takes on a slower disk, for benchmarks; whole milliseconds.</summary>
    public TimeSpan SyncDelay { get; init; }

    /// <summary>For tests: whether blocks are appended on the caller's thread; null: as the disk's pace says.</summary>
    internal bool? OnCallersThread { get; init; }

    /// <summary>
    /// For tests: called on the thread that is about to sync, with the last entry that the sync is for.
    /// </summary>
    internal Action<ulong>? Syncing { get; init; }

    /// <summary>For tests: what becomes of the n-th commit, counted from 1.</summary>
    internal Func<long, CommitFault>? Fault { get; init; }
}

/// <summary>How a commit goes wrong on purpose.</summary>
internal enum CommitFault
{
    None,

    /// <summary>Nothing is kept.</summary>
    DiskFull,

    /// <summary>An error on writing: nothing was kept.</summary>
    WriteError,

    /// <summary>An error on syncing: the block is there at the next start all the same.</summary>
    SyncError,

    /// <summary>The power fails before the commit: its result never comes.</summary>
    CutBefore,

    /// <summary>The same half-way: the next start finds half a block.</summary>
    CutWithin,

    /// <summary>The same after the commit: the block is durable, and nobody was told.</summary>
    CutAfter,
}
