using Hubbub.Core;
using Hubbub.Storage.Sqlite.Search;

namespace Hubbub.HistoryBench;

/// <summary>Searches over all rooms and in one, of frequent and of rare words.</summary>
internal sealed class BenchSearches(SqliteSearch search, BenchStory story)
{
    private readonly Random _dice = new(3);

    public void Run()
    {
        var all = story.Passages.ToArray();
        Time("a word, any rank", all, () => Word(50_000));
        Time("one of the 20 most frequent", all, () => Word(20));
        Time("two words", all, () => $"{Word(5_000)} {Word(5_000)}");
        Time("a phrase of two", all, () => $"\"{Word(200)} {Word(200)}\"");
        Time("a beginning (3 letters)", all, () => Word(50_000)[..3] + "*");
        Time("a beginning (2 letters)", all, () => Word(50_000)[..2] + "*");
        Time("a word in one of 100 rooms", [all[50]], () => Word(50_000));
        Time("two of the most frequent, quiet room", [all[50]], () => $"{Word(20)} {Word(20)}");
        Time("no such word", all, () => "nosuchwordatall");
        Time("all of these, mixed", all, Mixed);
    }

    private string Mixed() =>
        _dice.Next(6) switch
        {
            0 => Word(50_000),
            1 => Word(20),
            2 => $"{Word(5_000)} {Word(5_000)}",
            3 => $"\"{Word(200)} {Word(200)}\"",
            4 => Word(50_000)[..3] + "*",
            _ => $"{Word(100)} {Word(50_000)}",
        };

    private void Time(string what, Passage[] passages, Func<string> text) =>
        Measure.Times(
            "search: " + what,
            200,
            run =>
            {
                var question = new SearchFor(null, text(), null, -1, -1, 100);
                _ = search.Read(new Inquiry(question, passages));
            }
        );

    private string Word(int most) => BenchStory.WordOf((int)Math.Pow(most, _dice.NextDouble()) - 1);
}
