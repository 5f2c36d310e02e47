// How many commits a second the log makes, as the node appends: a block as soon as one may begin,
// the time that it takes to gather included.
// Arguments: seconds for each row (1), the folder's parent (the temporary folder), milliseconds that
// every sync takes longer (0).
using System.Diagnostics;
using System.Security.Cryptography;
using Hubbub.Core;
using Hubbub.Node;
using Hubbub.Storage;
using Hubbub.Storage.Sqlite;

var seconds = args.Length > 0 ? int.Parse(args[0]) : 1;
var parent = args.Length > 1 ? args[1] : Path.GetTempPath();
var options = new SqliteLogOptions
{
    SyncDelay = TimeSpan.FromMilliseconds(args.Length > 2 ? int.Parse(args[2]) : 0),
};
var path = Path.Combine(parent, $"hubbub-logbench-{Environment.ProcessId}");
Console.WriteLine(
    $"SQLite {SqliteLibrary.Version}, {(SqliteLibrary.IsSystems ? "system's" : "bundled")}, in {parent}"
);
Console.WriteLine(
    "entries/block  commits/s   entries/s   p50 ms   p99 ms   max ms   log MB   WAL MB"
);
foreach (var entries in new[] { 1, 10, 100, 500 })
{
    using (var folder = DataFolder.Open(path))
    using (var log = SqliteLog.Open(folder, options))
    {
        var times = Run(log, entries, TimeSpan.FromSeconds(seconds));
        var total = (double)seconds;
        times.Sort();
        Console.WriteLine(
            $"{entries, 13}  {times.Count / total, 9:F0}  {entries * times.Count / total, 10:F0}"
                + $"  {Milliseconds(times, 0.5), 7:F3}  {Milliseconds(times, 0.99), 7:F3}"
                + $"  {times[^1] * 1000, 7:F1}  {Megabytes(folder, "log.db"), 7:F1}"
                + $"  {Megabytes(folder, "log.db-wal"), 7:F1}"
        );
    }

    Directory.Delete(path, recursive: true);
}

// Seconds for each append: handing over, commit, result. Gathering the block is not in them. On a slow disk
// several are under way at once.
static List<double> Run(SqliteLog log, int entries, TimeSpan length)
{
    var writer = new BlockWriter(1, RandomNumberGenerator.Fill);
    var say = new SayToRoom("#tea", new FoldedRoom("#tea"), MessageKind.Said, 60);
    var text = new byte[60];
    using var changed = new AutoResetEvent(initialState: false);
    var (times, starts) = (new List<double>(), new Queue<long>());
    var began = Stopwatch.GetTimestamp();
    while (true)
    {
        while (log.TryTakeResult(out var result))
        {
            if (result.Outcome != AppendOutcome.Durable)
                throw new InvalidOperationException(result.Error);
            times.Add(Stopwatch.GetElapsedTime(starts.Dequeue()).TotalSeconds);
        }

        var isOver = Stopwatch.GetElapsedTime(began) >= length;
        if (isOver && starts.Count == 0)
            return times;
        if (isOver || !log.MayBegin(() => changed.Set()))
        {
            changed.WaitOne();
            continue;
        }

        for (var i = 0; i < entries; i++)
            writer.Add(1_000_000, new SessionId(1, 1), say, text);
        var block = writer.Take();
        starts.Enqueue(Stopwatch.GetTimestamp());
        log.BeginAppend(block, () => changed.Set());
    }
}

static double Milliseconds(List<double> sorted, double part) =>
    sorted[(int)(part * (sorted.Count - 1))] * 1000;

static double Megabytes(DataFolder folder, string file) =>
    new FileInfo(folder.PathOf(file)).Length / 1e6;
