namespace Hubbub.Node;

/// <summary>
/// The one ordered log. An appender appends a block and goes on working meanwhile: <see cref="MayBegin"/>,
/// <see cref="BeginAppend"/>, and some time later <see cref="TryTakeResult"/>. A block is durable
/// when, and only when, its result is <see cref="AppendOutcome.Durable"/>. One thread appends.
/// </summary>
public interface ILog : IDisposable
{
    /// <summary>The end of the log as it was opened, or of what is durable since.</summary>
    LogHead Head { get; }

    /// <summary>
    /// Appends take their time elsewhere: whoever has much else to do gains by beginning one early. Any thread.
    /// </summary>
    bool IsSlow { get; }

    /// <summary>
    /// Whether another block may be begun: always where none is under way, and where some are if their
    /// syncs can overlap (ADR 23).
    /// </summary>
    /// <param name="ready">Where not: called once, from any thread, when it may be.</param>
    bool MayBegin(Action ready);

    /// <summary>
    /// Starts to append, behind the blocks under way. True: it is done already, and its result can be taken.
    /// </summary>
    /// <param name="appended">
    /// Where it is not done at once: called from any thread when the result can be taken.
    /// </param>
    bool BeginAppend(Block block, Action appended);

    /// <summary>The result of the first block under way; false: there is none yet.</summary>
    bool TryTakeResult(out AppendResult result);

    /// <summary>The blocks from the one that holds <paramref name="index"/> to the head, in order, verified.</summary>
    /// <exception cref="LogDamagedException">A block does not fit its digest or its bytes.</exception>
    IEnumerable<StoredBlock> Read(ulong index);

    /// <summary>
    /// The block that holds one entry; null: not there (any more). Any thread may ask.
    /// </summary>
    StoredBlock? Find(ulong index);

    /// <summary>
    /// Takes the texts of entries out of the log, durably, for ever; the chain still verifies. Any
    /// thread, one at a time; where there is none (any more) nothing is done.
    /// </summary>
    /// <param name="indices">Ascending: each block is written once.</param>
    void Erase(IReadOnlyList<ulong> indices);

    /// <summary>Entries that are to have no effect. Read before replay.</summary>
    IReadOnlySet<ulong> Skipped { get; }

    /// <summary>Notes, durably and at once, that an entry is to have no effect.</summary>
    void MarkSkipped(ulong index);
}

/// <summary>The end of a log.</summary>
/// <param name="Index">The last entry; 0: the log is empty.</param>
/// <param name="Digest">SHA-256 chained over the entries of all blocks (<see cref="Block.ChainOn"/>), 32 bytes.</param>
/// <param name="At">When the last entry was logged, microseconds since 1970 UTC.</param>
public sealed record LogHead(ulong Index, byte[] Digest, long At)
{
    public static readonly LogHead Empty = new(0, new byte[32], 0);
}

/// <summary>A block with its place in the log.</summary>
/// <param name="First">The index of its first entry.</param>
/// <param name="Digest">The chain up to and with this block.</param>
public sealed record StoredBlock(ulong First, Block Block, byte[] Digest)
{
    public ulong Last => First + (ulong)Block.Count - 1;
}

/// <summary>How much of a log.</summary>
public readonly record struct LogSize(ulong Entries, long Bytes)
{
    public LogSize With(StoredBlock block) =>
        new(
            Entries + (ulong)block.Block.Count,
            Bytes + block.Block.Entries.Length + block.Block.Texts.Length
        );
}

public enum AppendOutcome
{
    Durable,

    /// <summary>
    /// There is no room, and nothing of it was kept. It was the last one under way, and may be tried again later.
    /// </summary>
    DiskFull,

    /// <summary>
    /// Whether it was kept is not known, nor of those behind it: stop at once, never try a failed sync again.
    /// </summary>
    Failed,
}

/// <param name="Stored">Where <see cref="Outcome"/> is durable: the block with its place.</param>
/// <param name="Error">Where it is not: why, for people.</param>
public readonly record struct AppendResult(
    AppendOutcome Outcome,
    StoredBlock? Stored,
    string Error = ""
);

/// <summary>The log cannot be read from <paramref name="block"/> on.</summary>
public sealed class LogDamagedException(ulong block, string what)
    : Exception($"the log is damaged: {what}")
{
    /// <summary>The index of the first entry of the damaged block.</summary>
    public ulong Block { get; } = block;
}
