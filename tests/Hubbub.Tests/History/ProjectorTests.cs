using System.Text;
using Hubbub.Core;
using Hubbub.Node;
using Hubbub.Node.History;
using Hubbub.Storage.Sqlite.History;

namespace Hubbub.Tests.History;

/// <summary>The history is what the log says, wherever it was interrupted.</summary>
public sealed class ProjectorTests
{
    private readonly MemoryLog _log = new();
    private readonly MemorySnapshots _snapshots = new();
    private readonly BlockWriter _writer = new(1, salt => salt.Clear());

    public ProjectorTests()
    {
        Log(0, new Started(1));
        Log(1, new Attach("ada", new FoldedNick("ada"), "a", "home", "Ada"));
        Log(1, new Join("#tea", new FoldedRoom("#tea")));
        Append();
    }

    [Fact]
    public void Given_it_dies_at_any_write_when_it_goes_on_then_each_message_is_there_once()
    {
        for (var i = 0; i < 40; i++)
            Say($"{i}", blockEnds: i % 3 == 0);
        Append();
        var dice = new Random(1);
        using var store = SqliteHistory.InMemory();
        var dying = new Dying(store);
        for (var upTo = 3UL; upTo < _log.Head.Index; upTo = NextEnd(upTo))
        {
            // A new projector each time: as after a kill -9. Half of them die before or after a write.
            dying.Dies = dice.Next(3);
            var projector = new Projector(_log, _snapshots, dying);
            try
            {
                while (projector.Step(upTo)) { }
            }
            catch (IOException) { }
        }

        dying.Dies = 0;
        while (new Projector(_log, _snapshots, dying).Step(_log.Head.Index)) { }
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i}"), Read(store));
    }

    [Fact]
    public void Given_a_log_whose_end_is_another_when_projected_then_it_begins_anew()
    {
        Say("one", blockEnds: true);
        using var store = SqliteHistory.InMemory();
        new Projector(_log, _snapshots, store).Step(_log.Head.Index);
        // As if the end had been cut off and other things been said: the same index, another digest.
        store.Write([], new HistoryPosition(_log.Head.Index, new byte[32]));
        new Projector(_log, _snapshots, store).Step(_log.Head.Index);
        Assert.Equal(["one"], Read(store));
        Assert.Equal(_log.Head.Digest, store.Position.Digest);
    }

    [Fact]
    public void Given_a_history_ahead_of_the_log_when_projected_then_it_begins_anew()
    {
        Say("one", blockEnds: true);
        using var store = SqliteHistory.InMemory();
        store.Write([], new HistoryPosition(1000, new byte[32]));
        new Projector(_log, _snapshots, store).Step(_log.Head.Index);
        Assert.Equal(["one"], Read(store));
    }

    [Fact]
    public void Given_a_block_not_applied_yet_when_projected_then_it_waits()
    {
        Say("one", blockEnds: true);
        var end = _log.Head.Index;
        Say("two", blockEnds: true);
        using var store = SqliteHistory.InMemory();
        Assert.False(new Projector(_log, _snapshots, store).Step(end));
        Assert.Equal(["one"], Read(store));
    }

    [Fact]
    public void Given_a_skipped_entry_when_projected_then_it_has_no_effect()
    {
        Say("one", blockEnds: true);
        Say("two", blockEnds: true);
        _log.MarkSkipped(_log.Head.Index);
        using var store = SqliteHistory.InMemory();
        new Projector(_log, _snapshots, store).Step(_log.Head.Index);
        Assert.Equal(["one"], Read(store));
    }

    private ulong NextEnd(ulong index) => _log.Find(index + 1)!.Last;

    private void Say(string text, bool blockEnds)
    {
        Log(1, new SayToRoom("#tea", new FoldedRoom("#tea"), MessageKind.Said, 1), text);
        if (blockEnds)
            Append();
    }

    private void Log(uint session, Command command, string text = "") =>
        _writer.Add(1_000, new SessionId(1, session), command, Encoding.UTF8.GetBytes(text));

    private void Append()
    {
        if (_writer.Count == 0)
            return;
        _log.BeginAppend(_writer.Take(), () => { });
        Assert.True(_log.TryTakeResult(out _));
    }

    private static IEnumerable<string> Read(SqliteHistory store)
    {
        var question = new PageOf(
            HistoryTarget.Of("#tea", new FoldedRoom("#tea")),
            PageKind.Latest,
            Moment.None,
            Moment.None,
            1000,
            WithEvents: false
        );
        var page = (Page)
            store.Read(new Inquiry(question, [new RoomPassage(new RoomId(3), "#tea", 0)]));
        return page.Lines.Select(line => Encoding.UTF8.GetString(line.Text.Span));
    }

    /// <summary>Dies before (1) or after (2) the next write.</summary>
    private sealed class Dying(SqliteHistory store) : IHistoryStore
    {
        public int Dies { get; set; }

        public HistoryPosition Position => store.Position;

        public void Write(IReadOnlyList<HistoryRow> rows, HistoryPosition position)
        {
            if (Dies == 1)
                throw new IOException("killed before");
            store.Write(rows, position);
            if (Dies == 2)
                throw new IOException("killed after");
        }

        public void StartAnew() => store.StartAnew();

        public Answer Read(Inquiry inquiry) => store.Read(inquiry);

        public ulong LastBefore(RoomId room, long at) => store.LastBefore(room, at);

        public long? NextPlace(long after) => store.NextPlace(after);

        public IReadOnlyList<ulong> Old(long place, ulong after, ulong upTo, int most) =>
            store.Old(place, after, upTo, most);

        public void Remove(long place, IReadOnlyList<ulong> entries) =>
            store.Remove(place, entries);

        public void Dispose() { }
    }
}
