using Hubbub.Core;

namespace Hubbub.Node;

/// <summary>
/// A log in memory: for <c>serve --ephemeral</c>, where the oldest blocks fall out, and for tests.
/// </summary>
/// <param name="mostBytes">How much is kept.</param>
public sealed class MemoryLog(long mostBytes = long.MaxValue) : ILog
{
    private readonly Lock _lock = new();
    private readonly LinkedList<StoredBlock> _blocks = [];
    private readonly HashSet<ulong> _skipped = [];
    private long _bytes;
    private AppendResult? _result;

    public LogHead Head { get; private set; } = LogHead.Empty;

    public IReadOnlySet<ulong> Skipped => _skipped;

    public bool IsSlow => false;

    public bool MayBegin(Action ready) => _result is null;

    public bool BeginAppend(Block block, Action appended)
    {
        var digest = block.ChainOn(Head.Digest);
        var stored = new StoredBlock(Head.Index + 1, block, digest);
        var entries = new List<Entry>();
        if (
            !BlockReader.TryRead(block, stored.First, entries, out _, verifyTexts: false)
            || entries.Count == 0
        )
            throw new ArgumentException("not a block", nameof(block));
        Head = new LogHead(stored.Last, digest, entries[^1].At);
        Keep(stored);
        _result = new AppendResult(AppendOutcome.Durable, stored);
        return true;
    }

    public bool TryTakeResult(out AppendResult result)
    {
        result = _result.GetValueOrDefault();
        var had = _result is not null;
        _result = null;
        return had;
    }

    public IEnumerable<StoredBlock> Read(ulong index)
    {
        lock (_lock)
            return _blocks.Where(block => block.Last >= index).ToArray();
    }

    public StoredBlock? Find(ulong index)
    {
        lock (_lock)
            return NodeOf(index)?.Value;
    }

    public void Erase(IReadOnlyList<ulong> indices)
    {
        lock (_lock)
        {
            foreach (var without in BlockEraser.Without(indices, index => NodeOf(index)?.Value))
                NodeOf(without.First)!.Value = without;
        }
    }

    public void MarkSkipped(ulong index) => _skipped.Add(index);

    public void Dispose() { }

    private LinkedListNode<StoredBlock>? NodeOf(ulong index)
    {
        for (var node = _blocks.Last; node is not null; node = node.Previous)
        {
            if (node.Value.First <= index)
                return node.Value.Last >= index ? node : null;
        }

        return null;
    }

    private void Keep(StoredBlock stored)
    {
        lock (_lock)
        {
            _blocks.AddLast(stored);
            _bytes += SizeOf(stored);
            while (_bytes > mostBytes && _blocks.Count > 1)
            {
                _bytes -= SizeOf(_blocks.First!.Value);
                _blocks.RemoveFirst();
            }
        }
    }

    private static long SizeOf(StoredBlock stored) =>
        stored.Block.Entries.Length + stored.Block.Texts.Length + 200;
}
