using Hubbub.Node;

namespace Hubbub.Tests.Log;

/// <summary>A log in memory whose syncs end when the test says so.</summary>
internal sealed class OverlappingLog : ILog
{
    private readonly MemoryLog _kept = new();
    private readonly Queue<(Block Block, bool IsFull)> _underWay = new();
    private readonly Queue<AppendResult> _results = new();

    /// <summary>How many blocks it takes at once.</summary>
    public int Most { get; set; } = 3;

    /// <summary>There is no room for blocks that begin now.</summary>
    public bool IsFull { get; set; }

    public int UnderWay => _underWay.Count;

    public LogHead Head => _kept.Head;

    public IReadOnlySet<ulong> Skipped => _kept.Skipped;

    /// <summary>So many of the blocks under way have an end.</summary>
    public void End(int blocks)
    {
        for (; blocks > 0; blocks--)
        {
            var (block, isFull) = _underWay.Dequeue();
            if (isFull)
            {
                _results.Enqueue(new AppendResult(AppendOutcome.DiskFull, null, "full"));
                continue;
            }

            _kept.BeginAppend(block, () => { });
            Assert.True(_kept.TryTakeResult(out var result));
            _results.Enqueue(result);
        }
    }

    public void Fail()
    {
        for (; _underWay.Count > 0; _underWay.Dequeue())
            _results.Enqueue(new AppendResult(AppendOutcome.Failed, null, "broken"));
    }

    public bool IsSlow => true;

    public bool MayBegin(Action ready) =>
        _underWay.Count + _results.Count == 0
        || (_underWay.Count < Most && _underWay.All(block => !block.IsFull));

    public bool BeginAppend(Block block, Action appended)
    {
        Assert.True(MayBegin(() => { }));
        _underWay.Enqueue((block, IsFull));
        return false;
    }

    public bool TryTakeResult(out AppendResult result) => _results.TryDequeue(out result);

    public IEnumerable<StoredBlock> Read(ulong index) => _kept.Read(index);

    public StoredBlock? Find(ulong index) => _kept.Find(index);

    public void Erase(IReadOnlyList<ulong> indices) => _kept.Erase(indices);

    public void MarkSkipped(ulong index) => _kept.MarkSkipped(index);

    public void Dispose() => _kept.Dispose();
}
