using Hubbub.Core;
using Hubbub.Node;
using Hubbub.Storage.Sqlite.History;

namespace Hubbub.HistoryBench;

/// <summary>Pages of 100 of the busiest room, backwards from the end; and what they would cost without copies.</summary>
internal sealed class BenchPages(SqliteHistory history, ILog log, BenchStory story)
{
    private const int PageLines = 100;

    public void Run()
    {
        var passage = new RoomPassage(story.Busy, "#room0", 0);
        Page? page = null;
        Measure.Times(
            "first page (LATEST * 100)",
            200,
            _ => page = Read(passage, PageKind.Latest, Moment.None)
        );
        var first = page!;
        Measure.Times(
            "pages 1 to 5 000, each from the last",
            5_000,
            _ =>
            {
                if (page!.Lines.Count == 0)
                    page = first;
                page = Read(passage, PageKind.Before, Moment.Of(page.Lines[0].Id));
            }
        );
        page = first;
        for (var i = 0; i < 4_900 && page.Lines.Count == PageLines; i++)
            page = Read(passage, PageKind.Before, Moment.Of(page.Lines[0].Id));
        var deep = Moment.Of(page.Lines[0].Id);
        Measure.Times(
            "a page some 4 900 pages back",
            200,
            _ => Read(passage, PageKind.Before, deep)
        );
        Measure.Times(
            "a page by time",
            200,
            i => Read(passage, PageKind.Before, Moment.Of(1_700_000_000_000 + (i * 1_000)))
        );
        Measure.Times(
            "its 100 texts from the log's blocks",
            50,
            run =>
            {
                var entries = new List<Entry>();
                foreach (var line in first.Lines)
                {
                    var stored = log.Find(line.Index)!;
                    _ = BlockReader.TryRead(
                        stored.Block,
                        stored.First,
                        entries,
                        out ulong _,
                        verifyTexts: false
                    );
                }
            }
        );
    }

    private Page Read(Passage passage, PageKind kind, Moment from)
    {
        var target = HistoryTarget.Of("#room0", new FoldedRoom("#room0"));
        var question = new PageOf(target, kind, from, Moment.None, PageLines, WithEvents: false);
        return (Page)history.Read(new Inquiry(question, [passage]));
    }
}
