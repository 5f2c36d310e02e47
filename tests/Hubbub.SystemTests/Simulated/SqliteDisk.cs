using Hubbub.Node;
using Hubbub.Storage;
using Hubbub.Storage.Sqlite;
using Hubbub.SystemTests.Storage;
using Hubbub.Tests.Simulated;

namespace Hubbub.SystemTests.Simulated;

/// <summary>
/// The real SQLite log under the simulation's dice: commits find no room, fail to be written or
/// synced, and are cut off by a power failure before, within and after; syncs overlap and end in any order;
/// and the node dies between two. Each life sees the files as a power failure left them: of what was
/// written and not synced, any sectors.
/// </summary>
internal sealed class SqliteDisk(Random dice) : ISimulatedDisk
{
    private readonly TempFolder _temp = new();
    private int _lives;
    private bool _isWell;

    public int FullFor { get; set; }

    /// <summary>How often each thing happened, for the test of the test.</summary>
    public Dictionary<CommitFault, int> Faults { get; } = [];

    /// <summary>How often a later sync ended before an earlier one.</summary>
    public int Overtaken { get; private set; }

    /// <summary>Bytes that were written, and that a power failure took.</summary>
    public long Lost { get; private set; }

    public void Heal()
    {
        FullFor = 0;
        _isWell = true;
    }

    public ISimulatedLog Open()
    {
        var folder = DataFolder.Open(_temp.PathOf($"{_lives}"));
        return new Log(this, dice, folder, onCallersThread: dice.Next(2) == 0);
    }

    public void Dispose() => _temp.Dispose();

    private CommitFault NextFault()
    {
        var fault = dice.Next(200) switch
        {
            _ when _isWell => CommitFault.None,
            _ when FullFor > 0 => CommitFault.DiskFull,
            0 => CommitFault.WriteError,
            1 => CommitFault.SyncError,
            2 => CommitFault.CutBefore,
            3 => CommitFault.CutWithin,
            4 => CommitFault.CutAfter,
            _ => CommitFault.None,
        };
        Faults[fault] = Faults.GetValueOrDefault(fault) + 1;
        return fault;
    }

    /// <summary>The files as a power failure leaves them, without the index of the write-ahead log.</summary>
    private void CopyForNextLife(string from, SimulatedWal wal)
    {
        var to = _temp.PathOf($"{++_lives}");
        DataFolder.Open(to).Dispose();
        foreach (var file in new[] { LogStory.File, LogStory.Wal })
            File.Copy(Path.Combine(from, file), Path.Combine(to, file));
        Lost += wal.CutPower(Path.Combine(to, LogStory.Wal), dice);
    }

    /// <summary>A block between its writing and its sync, which ends when the dice say so.</summary>
    private sealed class UnderWay
    {
        public ManualResetEventSlim Sync { get; } = new();

        public CommitFault Fault { get; set; }

        /// <summary>How far the write-ahead log was written when the sync began.</summary>
        public long WrittenTo { get; set; }

        public volatile bool IsSyncing;
        public volatile bool IsKnown;
    }

    private sealed class Log : ISimulatedLog
    {
        private const int Most = LogWriter.Most;

        private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

        private readonly SqliteDisk _disk;
        private readonly Random _dice;
        private readonly DataFolder _folder;
        private readonly SimulatedWal _wal;
        private readonly SqliteLog _log;
        private readonly List<UnderWay> _underWay = [];
        private readonly int _caller = Environment.CurrentManagedThreadId;
        private UnderWay _last = new();
        private volatile bool _isCut;

        public Log(SqliteDisk disk, Random dice, DataFolder folder, bool onCallersThread)
        {
            (_disk, _dice, _folder) = (disk, dice, folder);
            _log = SqliteLog.Open(
                folder,
                new SqliteLogOptions
                {
                    OnCallersThread = onCallersThread,
                    Fault = Fault,
                    Syncing = AwaitDice,
                }
            );
            _wal = new SimulatedWal(folder.PathOf(LogStory.Wal));
            _wal.Synced(_wal.Written());
        }

        public LogHead Head => _log.Head;

        public IReadOnlySet<ulong> Skipped => _log.Skipped;

        public bool IsSlow => true;

        public bool MayBegin(Action ready)
        {
            if (_isCut)
                return false;
            if (_underWay.Count == 0)
                return _log.MayBegin(ready);
            if (
                _underWay[^1].IsKnown
                || _underWay.Count(block => block.IsSyncing) == Most
                || _dice.Next(2) == 0
            )
                return false;
            // Whatever the threads' turns are, it is ready when it can be: the dice alone decide.
            using var isReady = new ManualResetEventSlim();
            return _log.MayBegin(isReady.Set) || isReady.Wait(s_patience);
        }

        public bool BeginAppend(Block block, Action appended)
        {
            var begun = _last = new UnderWay();
            _underWay.Add(begun);
            if (_log.BeginAppend(block, () => begun.IsKnown = true))
            {
                begun.IsKnown = true;
                _wal.Synced(_wal.Written());
                return true;
            }

            Await(() => begun.IsSyncing || begun.IsKnown || _isCut);
            return false;
        }

        public void Advance()
        {
            var syncing = _underWay.FindAll(block => block.IsSyncing);
            if (_isCut || syncing.Count == 0 || (!_disk._isWell && _dice.Next(3) == 0))
                return;
            var ends = syncing[_dice.Next(syncing.Count)];
            // Who fails is not overtaken: what it does to the others would come at any time.
            var fails = syncing.Find(block => block.Fault == CommitFault.SyncError);
            if (fails is not null && syncing.IndexOf(fails) <= syncing.IndexOf(ends))
            {
                fails.Sync.Set();
                Await(() => _underWay.TrueForAll(block => block.IsKnown));
                return;
            }

            End(ends);
        }

        public void Crash()
        {
            _disk.CopyForNextLife(_folder.Path, _wal);
            Dispose();
        }

        public bool TryTakeResult(out AppendResult result)
        {
            var had = _log.TryTakeResult(out result);
            if (had)
            {
                Release(_underWay[..1]);
                _underWay.RemoveAt(0);
            }

            return had;
        }

        public IEnumerable<StoredBlock> Read(ulong index) => _log.Read(index);

        public StoredBlock? Find(ulong index) => _log.Find(index);

        public void Erase(IReadOnlyList<ulong> indices)
        {
            _log.Erase(indices);
            _wal.Synced(_wal.Written());
        }

        public void MarkSkipped(ulong index)
        {
            _log.MarkSkipped(index);
            _wal.Synced(_wal.Written());
        }

        public void Dispose()
        {
            Release(_underWay);
            _log.Dispose();
            _folder.Dispose();
        }

        /// <summary>The sync of one block ends, and so those before it count.</summary>
        private void End(UnderWay synced)
        {
            var before = _underWay.TakeWhile(block => block != synced).ToArray();
            if (before.Any(block => !block.IsKnown))
                _disk.Overtaken++;
            synced.Sync.Set();
            Await(() => synced.IsKnown && before.All(block => block.IsKnown));
            _wal.Synced(synced.WrittenTo);
            Release(before.Append(synced));
        }

        /// <summary>What is known of them does not change any more, or nobody is left to know it.</summary>
        private static void Release(IEnumerable<UnderWay> blocks)
        {
            foreach (var block in blocks)
            {
                block.IsSyncing = false;
                block.Sync.Set();
            }
        }

        private static void Await(Func<bool> condition) =>
            Assert.True(SpinWait.SpinUntil(condition, s_patience), "it never came");

        private CommitFault Fault(long commit)
        {
            var fault = _last.Fault = _disk.NextFault();
            _isCut =
                fault is CommitFault.CutBefore or CommitFault.CutWithin or CommitFault.CutAfter;
            return fault;
        }

        /// <summary>On the thread that is about to sync.</summary>
        private void AwaitDice(ulong index)
        {
            if (Environment.CurrentManagedThreadId == _caller)
                return;
            var mine = _last;
            mine.WrittenTo = _wal.Written();
            mine.IsSyncing = true;
            mine.Sync.Wait();
        }
    }
}
