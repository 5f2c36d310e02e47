using Hubbub.Node;

namespace Hubbub.Storage.Sqlite;

/// <summary>
/// The blocks under way, in order, and what became of them. A sync covers what was written before it, so it
/// settles the blocks before its own too; results are taken in order. Not safe for two threads at once.
/// </summary>
internal sealed class AppendQueue
{
    private static readonly IReadOnlyList<Appending> s_none = [];

    private readonly Queue<Appending> _underWay = new();

    public bool IsEmpty => _underWay.Count == 0;

    /// <summary>The last one found no room: nothing follows it until its result is taken.</summary>
    public bool IsFull { get; private set; }

    public void Add(Appending appending) => _underWay.Enqueue(appending);

    /// <summary>It and all before it are durable.</summary>
    /// <returns>Those of which that was not known.</returns>
    public IReadOnlyList<Appending> Durable(Appending synced)
    {
        // A later sync has told it: what stands in the queue now may all have come after.
        if (synced.Result is not null)
            return s_none;
        var settled = new List<Appending>();
        foreach (var appending in _underWay)
        {
            Settle(appending, AppendOutcome.Durable, "", settled);
            if (appending == synced)
                break;
        }

        return settled;
    }

    /// <summary>There was no room for the last one.</summary>
    public void Full(Appending last, string why)
    {
        IsFull = true;
        last.Result = new AppendResult(AppendOutcome.DiskFull, null, why);
    }

    /// <summary>Whether any of those under way was kept is not known.</summary>
    public IReadOnlyList<Appending> Failed(string why)
    {
        var settled = new List<Appending>();
        foreach (var appending in _underWay)
            Settle(appending, AppendOutcome.Failed, why, settled);
        return settled;
    }

    public bool TryTake(out AppendResult result)
    {
        result = default;
        if (!_underWay.TryPeek(out var first) || first.Result is not { } known)
            return false;
        result = known;
        IsFull &= known.Outcome != AppendOutcome.DiskFull;
        _underWay.Dequeue();
        return true;
    }

    private static void Settle(
        Appending appending,
        AppendOutcome outcome,
        string why,
        List<Appending> settled
    )
    {
        if (appending.Result is not null)
            return;
        var stored = outcome == AppendOutcome.Durable ? appending.Stored : null;
        appending.Result = new AppendResult(outcome, stored, why);
        settled.Add(appending);
    }
}
