// How many commits a second the log makes, one block after the other, as the node appends.
// Arguments: seconds for each row (1), the folder's parent (the temporary folder).
using System.Diagnostics;
using System.Security.Cryptography;
using Hubbub.Core;
using Hubbub.Node;
using Hubbub.Storage;
using Hubbub.Storage.Sqlite;

var seconds = args.Length > 0 ? int.Parse(args[0]) : 1;
var parent = args.Length > 1 ? args[1] : Path.GetTempPath();
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
    using (var log = SqliteLog.Open(folder))
    {
        var times = Run(log, entries, TimeSpan.FromSeconds(seconds));
        var total = times.Sum();
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

// Seconds for each append: handing over, commit, result. Gathering the block is not in them.
static List<double> Run(SqliteLog log, int entries, TimeSpan length)
{
    var writer = new BlockWriter(1, RandomNumberGenerator.Fill);
    var say = new SayToRoom("#tea", new FoldedRoom("#tea"), MessageKind.Said, 60);
    var text = new byte[60];
    using var appended = new SemaphoreSlim(0);
    var times = new List<double>();
    var began = Stopwatch.GetTimestamp();
    while (Stopwatch.GetElapsedTime(began) < length)
    {
        for (var i = 0; i < entries; i++)
            writer.Add(1_000_000, new SessionId(1, 1), say, text);
        var block = writer.Take();
        var start = Stopwatch.GetTimestamp();
        if (!log.BeginAppend(block, () => appended.Release()))
            appended.Wait();
        if (!log.TryTakeResult(out var result) || result.Outcome != AppendOutcome.Durable)
            throw new InvalidOperationException(result.Error);
        times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    return times;
}

static double Milliseconds(List<double> sorted, double part) =>
    sorted[(int)(part * (sorted.Count - 1))] * 1000;

static double Megabytes(DataFolder folder, string file) =>
    new FileInfo(folder.PathOf(file)).Length / 1e6;
