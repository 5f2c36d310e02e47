using Hubbub.Core;
using Hubbub.Node;

namespace Hubbub.Tests.Simulated;

/// <summary>
/// A disk under a log in memory, driven by a seed: appends take time, sometimes find no room, and
/// when the node dies, the block under way was either kept or not.
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
        private Block? _underWay;
        private int _takes;
        private AppendResult? _result;

        public Log(SimulatedDisk disk)
        {
            _disk = disk;
            Head = disk.HeadNow();
        }

        public LogHead Head { get; private set; }

        public IReadOnlySet<ulong> Skipped => _disk._skipped;

        public bool BeginAppend(Block block, Action appended)
        {
            Assert.Null(_underWay);
            _underWay = block;
            _takes = _disk.Dice.Next(4);
            if (_disk.Dice.Next(3) == 0)
                Advance();
            return _result is not null;
        }

        public void Advance()
        {
            if (_underWay is null || _takes-- > 0)
                return;
            if (_disk.FullFor > 0)
                _result = new AppendResult(AppendOutcome.DiskFull, null, "no room");
            else
                _result = new AppendResult(AppendOutcome.Durable, _disk.Keep(_underWay));
            _underWay = null;
            Head = _disk.HeadNow();
        }

        public void Crash()
        {
            if (_underWay is not null && _disk.Dice.Next(2) == 0)
                _disk.Keep(_underWay);
        }

        public bool TryTakeResult(out AppendResult result)
        {
            result = _result.GetValueOrDefault();
            var had = _result is not null;
            _result = null;
            return had;
        }

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
