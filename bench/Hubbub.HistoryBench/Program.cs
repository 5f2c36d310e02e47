// History and search over many messages: how fast they are made, paged through and searched.
// Arguments: messages (1000000), the folder's parent (the temporary folder).
using Hubbub.HistoryBench;
using Hubbub.Node;
using Hubbub.Node.History;
using Hubbub.Storage;
using Hubbub.Storage.Sqlite;
using Hubbub.Storage.Sqlite.History;
using Hubbub.Storage.Sqlite.Search;

var messages = args.Length > 0 ? int.Parse(args[0]) : 1_000_000;
var parent = args.Length > 1 ? args[1] : Path.GetTempPath();
var path = Path.Combine(parent, $"hubbub-historybench-{Environment.ProcessId}");
Console.WriteLine($"{messages:N0} messages, SQLite {SqliteLibrary.Version}, in {parent}");
using (var folder = DataFolder.Open(path))
using (var log = SqliteLog.Open(folder))
using (var history = SqliteHistory.Open(folder))
using (var search = SqliteSearch.Open(folder, history))
{
    var story = new BenchStory(log);
    Measure.Rate("log written", messages, () => story.Write(messages));
    var projector = new Projector(log, new MemorySnapshots(), history);
    Measure.Rate(
        "history made from the log",
        messages,
        () =>
        {
            while (projector.Step(log.Head.Index)) { }
        }
    );
    Measure.Rate(
        "search index made from the history",
        messages,
        () =>
        {
            while (search.Step()) { }
        }
    );
    foreach (var file in new[] { "log.db", "history.db", "search.db" })
        Console.WriteLine(
            $"{file, -36} {new FileInfo(folder.PathOf(file)).Length / 1e6, 10:F0} MB"
        );

    var pages = new BenchPages(history, log, story);
    pages.Run();
    new BenchSearches(search, story).Run();
}

Directory.Delete(path, recursive: true);
