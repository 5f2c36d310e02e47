using System.Diagnostics;
using Hubbub.Node;
using Hubbub.Storage;
using Hubbub.Storage.Sqlite;
using Hubbub.SystemTests.Storage;
using Hubbub.Tests.Simulated;

namespace Hubbub.SystemTests.Simulated;

/// <summary>
/// The real SQLite log under the simulation's dice: commits find no room, fail to be written or
/// synced, and are cut off by a power failure before, within and after; and the node dies between
/// two. Each life sees the files as the one before left them, its write-ahead log not tidied up.
/// </summary>
internal sealed class SqliteDisk(Random dice) : ISimulatedDisk
{
    private readonly TempFolder _temp = new();
    private int _lives;
    private bool _isWell;

    public int FullFor { get; set; }

    /// <summary>How often each thing happened, for the test of the test.</summary>
    public Dictionary<CommitFault, int> Faults { get; } = [];

    public void Heal()
    {
        FullFor = 0;
        _isWell = true;
    }

    public ISimulatedLog Open()
    {
        var folder = DataFolder.Open(_temp.PathOf($"{_lives}"));
        return new Log(this, folder, onCallersThread: dice.Next(2) == 0);
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

    /// <summary>The files as a power failure leaves them: what was synced, and no index of the write-ahead log.</summary>
    private void CopyForNextLife(string from)
    {
        var to = _temp.PathOf($"{++_lives}");
        DataFolder.Open(to).Dispose();
        foreach (var file in new[] { LogStory.File, LogStory.File + "-wal" })
        {
            var source = Path.Combine(from, file);
            if (File.Exists(source))
                File.Copy(source, Path.Combine(to, file));
        }
    }

    private sealed class Log : ISimulatedLog
    {
        private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

        private readonly SqliteDisk _disk;
        private readonly DataFolder _folder;
        private readonly SqliteLog _log;
        private readonly SemaphoreSlim _appended = new(0);
        private volatile bool _isCut;
        private bool _isUnderWay;

        public Log(SqliteDisk disk, DataFolder folder, bool onCallersThread)
        {
            _disk = disk;
            _folder = folder;
            _log = SqliteLog.Open(
                folder,
                new SqliteLogOptions { OnCallersThread = onCallersThread, Fault = Fault }
            );
        }

        public LogHead Head => _log.Head;

        public IReadOnlySet<ulong> Skipped => _log.Skipped;

        public bool BeginAppend(Block block, Action appended)
        {
            var isDone = _log.BeginAppend(block, () => _appended.Release());
            _isUnderWay = !isDone;
            return isDone;
        }

        /// <summary>Whatever thread it is on, it is done when time goes on: the dice alone decide the order.</summary>
        public void Advance()
        {
            var since = Stopwatch.GetTimestamp();
            // The power may fail meanwhile: then nobody calls.
            while (_isUnderWay && !_isCut)
            {
                _isUnderWay = !_appended.Wait(TimeSpan.FromMilliseconds(1));
                Assert.True(Stopwatch.GetElapsedTime(since) < s_patience, "it is never appended");
            }
        }

        public void Crash()
        {
            Advance();
            _disk.CopyForNextLife(_folder.Path);
            Dispose();
        }

        public bool TryTakeResult(out AppendResult result) => _log.TryTakeResult(out result);

        public IEnumerable<StoredBlock> Read(ulong index) => _log.Read(index);

        public StoredBlock? Find(ulong index) => _log.Find(index);

        public void Erase(IReadOnlyList<ulong> indices) => _log.Erase(indices);

        public void MarkSkipped(ulong index) => _log.MarkSkipped(index);

        public void Dispose()
        {
            _log.Dispose();
            _folder.Dispose();
            _appended.Dispose();
        }

        private CommitFault Fault(long commit)
        {
            var fault = _disk.NextFault();
            _isCut =
                fault is CommitFault.CutBefore or CommitFault.CutWithin or CommitFault.CutAfter;
            return fault;
        }
    }
}
