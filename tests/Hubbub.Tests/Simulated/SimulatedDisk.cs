using Hubbub.Core;
using Hubbub.Node;

namespace Hubbub.Tests.Simulated;

/// <summary>
/// A disk under a log in memory, driven by a seed: appends take time, overlap, sometimes find no room, and
/// when the node dies, a beginning of the blocks under way was kept.
/// </summary>
internal sealed class SimulatedDisk(Random dice) : ISimulatedDisk
{
    private readonly List<StoredBlock> _kept = [];
    private readonly HashSet<ulong> _skipped = [];

    public int FullFor { get; set; }

    public void Heal() => FullFor = 0;

    public ISimulatedLog Open() => new Log(this);

    public void Dispose() { }

    private sealed class Log : ISimulatedLog
    {
        private readonly SimulatedDisk _disk;
        private const int Most = 3;

        private readonly List<(Block Block, int Takes, bool IsFull)> _underWay = [];
        private readonly Queue<AppendResult> _results = new();

        public Log(SimulatedDisk disk)
        {
            _disk = disk;
            Head = disk.HeadNow();
        }

        public LogHead Head { get; private set; }

        public IReadOnlySet<ulong> Skipped => _disk._skipped;

        public bool IsSlow => true;

        public bool MayBegin(Action ready) =>
            _results.Count == 0
            && (
                _underWay.Count == 0
                || (_underWay.Count < Most && !_underWay[^1].IsFull && _disk.Dice.Next(2) == 0)
            );

        public bool BeginAppend(Block block, Action appended)
        {
            Assert.True(_underWay.Count < Most);
            Assert.DoesNotContain(_underWay, before => before.IsFull);
            _underWay.Add((block, _disk.Dice.Next(4), _disk.FullFor > 0));
            if (_disk.Dice.Next(3) == 0)
                Advance();
            return _underWay.Count == 0;
        }

        /// <summary>A later sync that ends first has made the blocks before it durable too.</summary>
        public void Advance()
        {
            var synced = 0;
            for (var i = 0; i < _underWay.Count; i++)
            {
                var (block, takes, isFull) = _underWay[i];
                _underWay[i] = (block, takes - 1, isFull);
                if (takes <= 0 && (!isFull || synced == i))
                    synced = i + 1;
            }

            foreach (var (block, _, isFull) in _underWay.Take(synced))
                _results.Enqueue(
                    isFull
                        ? new AppendResult(AppendOutcome.DiskFull, null, "no room")
                        : new AppendResult(AppendOutcome.Durable, _disk.Keep(block))
                );
            _underWay.RemoveRange(0, synced);
            Head = _disk.HeadNow();
        }

        public void Crash()
        {
            foreach (var (block, _, isFull) in _underWay.Take(_disk.Dice.Next(Most + 1)))
            {
                if (!isFull)
                    _disk.Keep(block);
            }
        }

        public bool TryTakeResult(out AppendResult result) => _results.TryDequeue(out result);

        public IEnumerable<StoredBlock> Read(ulong index) =>
            _disk._kept.Where(block => block.Last >= index).ToArray();

        public StoredBlock? Find(ulong index) =>
            _disk._kept.Find(block => block.First <= index && block.Last >= index);

        public void Erase(IReadOnlyList<ulong> indices)
        {
            foreach (var without in BlockEraser.Without(indices, Find))
                _disk._kept[_disk._kept.FindIndex(block => block.First == without.First)] = without;
        }

        public void MarkSkipped(ulong index) => _disk._skipped.Add(index);

        public void Dispose() { }
    }

    private Random Dice { get; } = dice;

    private StoredBlock Keep(Block block)
    {
        var head = HeadNow();
        var stored = new StoredBlock(head.Index + 1, block, block.ChainOn(head.Digest));
        _kept.Add(stored);
        return stored;
    }

    private LogHead HeadNow()
    {
        if (_kept.Count == 0)
            return LogHead.Empty;
        var entries = new List<Entry>();
        Assert.True(BlockReader.TryRead(_kept[^1].Block, _kept[^1].First, entries, out _));
        return new LogHead(_kept[^1].Last, _kept[^1].Digest, entries[^1].At);
    }
}
