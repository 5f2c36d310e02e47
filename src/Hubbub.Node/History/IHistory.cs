using Hubbub.Core;

namespace Hubbub.Node.History;

/// <summary>Answers what leaves the loop. Bounded: too many at once, or too slow, is an answer too.</summary>
public interface IHistory
{
    /// <summary>
    /// Reads what an inquiry may read, of data that is complete up to entry
    /// <paramref name="upTo"/>. Never waits.
    /// </summary>
    /// <param name="answered">Called once, from any thread.</param>
    void Begin(Inquiry inquiry, ulong upTo, Action<Answer> answered);
}

/// <summary>Where nothing is kept to be read back.</summary>
public sealed class NoHistory : IHistory
{
    public static readonly NoHistory Instance = new();

    public void Begin(Inquiry inquiry, ulong upTo, Action<Answer> answered) =>
        answered(new Unread(Unread.Why.Unavailable));
}

/// <summary>Where history is kept: a projection of the log, which can be thrown away and made again.</summary>
public interface IHistoryStore : IOldLines, IDisposable
{
    /// <summary>How far it is. Any thread.</summary>
    HistoryPosition Position { get; }

    /// <summary>Keeps rows and position, both or neither. The same rows again change nothing.</summary>
    /// <exception cref="HistoryBrokenException" />
    void Write(IReadOnlyList<HistoryRow> rows, HistoryPosition position);

    /// <summary>Throws all away: it does not fit the log, or it is broken.</summary>
    void StartAnew();

    /// <summary>Any one thread at a time, beside the writing one.</summary>
    /// <exception cref="HistoryBrokenException" />
    Answer Read(Inquiry inquiry);
}

/// <summary>
/// Finds what was said by its words. Made from the history, at its own pace; can be thrown away and
/// made again.
/// </summary>
public interface ISearchIndex : IDisposable
{
    /// <summary>Everything up to this entry can be found. Any thread.</summary>
    ulong Position { get; }

    /// <summary>Takes on some more of the history; false: there is no more.</summary>
    /// <exception cref="HistoryBrokenException" />
    bool Step();

    /// <summary>
    /// Nothing of these entries is found any more; <paramref name="then"/> is done before more of the
    /// history is taken on. Any thread.
    /// </summary>
    /// <exception cref="HistoryBrokenException" />
    void Erase(IReadOnlyList<ulong> entries, Action then);

    /// <inheritdoc cref="IHistoryStore.StartAnew"/>
    void StartAnew();

    /// <summary>Any one thread at a time, beside the one that steps. Ends in time, with an answer.</summary>
    /// <exception cref="HistoryBrokenException" />
    Answer Read(Inquiry inquiry);
}

/// <summary>History cannot be written or read now.</summary>
public sealed class HistoryBrokenException(string what, Exception cause) : Exception(what, cause)
{
    /// <summary>It has to be made again from the log.</summary>
    public bool IsDamage { get; init; }
}

/// <summary>The end of the block up to which a projection has seen the log.</summary>
/// <param name="Digest">Of that block: tells whether it is still the same log.</param>
public sealed record HistoryPosition(ulong Index, byte[] Digest)
{
    public static readonly HistoryPosition Start = new(0, new byte[32]);

    public bool Fits(ILog log) =>
        Index == 0
        || (
            log.Find(Index) is { } block
            && block.Last == Index
            && block.Digest.AsSpan().SequenceEqual(Digest)
        );
}
