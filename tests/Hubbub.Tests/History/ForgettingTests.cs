using System.Text;
using Hubbub.Core;
using Hubbub.Node;
using Hubbub.Node.History;
using Hubbub.Storage.Sqlite.History;
using Hubbub.Storage.Sqlite.Search;
using Hubbub.Tests.Core;

namespace Hubbub.Tests.History;

/// <summary>What is too old is hidden, then erased: from the log, the search and the history (ADR 14).</summary>
public sealed class ForgettingTests : IDisposable
{
    private const long Hour = 3_600_000_000;
    private const long Day = 24 * Hour;

    private readonly MemoryLog _log = new();
    private readonly MemorySnapshots _snapshots = new();
    private readonly BlockWriter _writer = new(1, salt => salt.Clear());
    private readonly SqliteHistory _history = SqliteHistory.InMemory();
    private readonly SqliteSearch _search;
    private readonly long _begin = 1_700_000_000_000_000;
    private readonly Hub _hub = new();
    private long _now;

    public ForgettingTests()
    {
        _now = _begin;
        _search = SqliteSearch.InMemory(_history);
        Log(0, new Started(1));
        foreach (var (session, nick) in new[] { (1U, "ada"), (2U, "bob") })
        {
            Log(session, new Attach(nick, Fold.Nick(nick), nick, "home", nick));
            Log(session, new Join("#tea", Fold.Room("#tea")));
        }
    }

    public void Dispose()
    {
        _search.Dispose();
        _history.Dispose();
    }

    [Fact]
    public void Given_a_span_when_lines_are_older_then_they_are_hidden_and_a_grace_later_erased_everywhere()
    {
        Say("old");
        Tell("secret");
        _now += 2 * Day;
        Say("new");
        Look();
        Assert.Equal(["new"], Read());
        Assert.Equal("", ReadTalk());
        // Out of sight, but there: it can be taken back.
        Assert.Contains("old", Texts());
        _now += Day - 1;
        Look();
        Assert.Contains("old", Texts());
        _now += 1;
        Look();
        Assert.Equal(["new"], Texts());
        Assert.Equal(
            (0, 0, 1),
            (_search.CountOf("old"), _search.CountOf("secret"), _search.CountOf("new"))
        );
        Assert.Equal(["new"], Read(hiding: false));
    }

    [Fact]
    public void Given_a_clock_that_leapt_and_was_put_right_when_looked_at_again_then_all_is_back()
    {
        Say("old");
        _now += Hour;
        Propose(Plan(Day, _now + (400 * Day)));
        Assert.Empty(Read());
        Look();
        Assert.Equal(["old"], Read());
    }

    [Fact]
    public void Given_a_room_with_a_span_of_its_own_then_it_counts_there_and_nowhere_else()
    {
        Log(1, new GrantOperator("boss"));
        Log(1, new SetKeep("#tea", Fold.Room("#tea"), Keep.Forever));
        Log(2, new Join("#pie", Fold.Room("#pie")));
        Say("kept");
        Say("gone", "#pie", by: 2);
        for (var day = 0; day < 3; day++)
        {
            _now += Day;
            Look();
        }

        Assert.Equal(["kept"], Texts());
        Assert.Equal(["kept"], Read());
    }

    [Fact]
    public void Given_what_nobody_reads_back_when_it_is_old_then_its_text_is_erased_too()
    {
        Log(
            1,
            new SayToRoles("#tea", Fold.Room("#tea"), MessageKind.Said, 1, Rank.Voice),
            "whisper"
        );
        Log(1, new SayToRoom("#none", Fold.Room("#none"), MessageKind.Said, 1), "refused");
        Log(1, new SayToRoom("#tea", Fold.Room("#tea"), MessageKind.Query, 1), "VERSION");
        Log(1, new Leave("#tea", Fold.Room("#tea")), "a reason");
        Forget();
        Assert.Empty(Texts());
    }

    [Fact]
    public void Given_a_post_when_it_is_old_then_its_text_stays_until_it_is_taken_down()
    {
        Log(1, new PostToBoard("#tea", Fold.Room("#tea"), 1, false, 0, false, 0), "post");
        Say("old");
        Forget();
        Assert.Equal(["post"], Texts());
        Log(1, new TakeDown("#tea", Fold.Room("#tea"), 1));
        Forget();
        Assert.Empty(Texts());
    }

    [Fact]
    public void Given_a_history_made_anew_when_it_has_caught_up_then_nothing_is_back_and_the_log_verifies()
    {
        for (var i = 0; i < 1200; i++)
            Say($"{i}");
        Forget();
        _history.StartAnew();
        Project();
        Assert.Empty(Read());
        Assert.All(Read(hiding: false), text => Assert.Equal("", text));
        Erase();
        Assert.Equal(
            0UL,
            (ulong)_history.Old(3, 0, ulong.MaxValue >> 1, 10).Count(i => i < _hub.Index - 5)
        );
        var chain = new byte[32];
        foreach (var stored in _log.Read(1))
            Assert.Equal(chain = stored.Block.ChainOn(chain), stored.Digest);
    }

    /// <summary>Killed between any two writes; each time another eraser goes on.</summary>
    [Fact]
    public void Given_it_dies_anywhere_when_it_goes_on_then_all_is_erased()
    {
        for (var i = 0; i < 40; i++)
            Say($"word{i}");
        _now += 2 * Day;
        Propose(Plan(Day, _now));
        _now += Day;
        Propose(Plan(Day, _now));
        for (var dies = 1; dies <= 3; dies++)
        {
            var dying = new Dying(_log, _history, _search, dies);
            Assert.Throws<IOException>(() =>
                new Eraser(dying, dying, dying).Run(Facts(), () => true)
            );
        }

        Erase();
        Assert.Empty(Texts());
        Assert.Empty(Read(hiding: false));
        Assert.Equal(0, _search.CountOf("word7"));
    }

    private void Forget()
    {
        for (var day = 0; day < 4; day++)
        {
            _now += Day;
            Look();
        }
    }

    /// <summary>What the keeper does now and then.</summary>
    private void Look()
    {
        Propose(Plan(Day, _now));
        Erase();
    }

    private IReadOnlyList<ForgetMark> Plan(long span, long now) =>
        new ForgetPlan(_log, _history, span).Make(Facts(), now);

    private void Propose(IReadOnlyList<ForgetMark> marks)
    {
        if (marks.Count > 0)
            Log(0, new Forget(marks));
        Project();
    }

    private void Erase() =>
        Assert.False(new Eraser(_log, _history, _search).Run(Facts(), () => true));

    private ForgettingsAnswer Facts()
    {
        Project();
        return (ForgettingsAnswer)_hub.Answer(default, new Forgettings());
    }

    private void Project()
    {
        while (new Projector(_log, _snapshots, _history).Step(_log.Head.Index)) { }
        while (_search.Step()) { }
    }

    private void Say(string text, string room = "#tea", uint by = 1) =>
        Log(by, new SayToRoom(room, Fold.Room(room), MessageKind.Said, 1), text);

    private void Tell(string text) =>
        Log(1, new SayToPerson("bob", Fold.Nick("bob"), MessageKind.Said, 1), text);

    private void Log(uint session, Command command, string text = "")
    {
        _now += 1;
        _writer.Add(_now, new SessionId(1, session), command, Encoding.UTF8.GetBytes(text));
        _log.BeginAppend(_writer.Take(), () => { });
        Assert.True(_log.TryTakeResult(out var result));
        var entries = new List<Entry>();
        Assert.True(BlockReader.TryRead(result.Stored!.Block, result.Stored.First, entries, out _));
        foreach (var entry in entries)
            _hub.Apply(entry);
    }

    /// <summary>All texts that stand in the log.</summary>
    private List<string> Texts()
    {
        var entries = new List<Entry>();
        var texts = new List<string>();
        foreach (var stored in _log.Read(1))
        {
            Assert.True(BlockReader.TryRead(stored.Block, stored.First, entries, out _));
            texts.AddRange(entries.Select(entry => Encoding.UTF8.GetString(entry.Text.Span)));
        }

        return texts.Where(text => text.Length > 0).ToList();
    }

    private List<string> Read(bool hiding = true)
    {
        var question = Question(HistoryTarget.Of("#tea", Fold.Room("#tea")));
        var inquiry = (Inquiry)_hub.Answer(new SessionId(1, 2), question);
        var passage = (RoomPassage)inquiry.Passages.Single();
        return Lines(inquiry with { Passages = [hiding ? passage : passage with { After = 0 }] });
    }

    private string ReadTalk()
    {
        var question = Question(HistoryTarget.Of("ada", Fold.Nick("ada")));
        return string.Join(' ', Lines((Inquiry)_hub.Answer(new SessionId(1, 2), question)));
    }

    private static PageOf Question(HistoryTarget target) =>
        new(target, PageKind.Latest, Moment.None, Moment.None, 5000, WithEvents: false);

    private List<string> Lines(Inquiry inquiry) =>
        ((Page)_history.Read(inquiry))
            .Lines.Select(line => Encoding.UTF8.GetString(line.Text.Span))
            .ToList();

    /// <summary>Dies at the first (log), second (search) or third (history) step.</summary>
    private sealed class Dying(ILog log, SqliteHistory history, SqliteSearch search, int dies)
        : ILog,
            IOldLines,
            ISearchIndex
    {
        public LogHead Head => log.Head;

        public IReadOnlySet<ulong> Skipped => log.Skipped;

        public ulong Position => search.Position;

        public void Erase(IReadOnlyList<ulong> indices)
        {
            log.Erase([.. indices.Take(indices.Count / 2)]);
            if (dies == 1)
                throw new IOException("killed");
            log.Erase(indices);
        }

        public void Erase(IReadOnlyList<ulong> entries, Action then)
        {
            if (dies == 2)
                throw new IOException("killed");
            search.Erase(entries, then);
        }

        public void Remove(long place, IReadOnlyList<ulong> entries)
        {
            if (dies == 3)
                throw new IOException("killed");
            history.Remove(place, entries);
        }

        public ulong LastBefore(RoomId room, long at) => history.LastBefore(room, at);

        public long? NextPlace(long after) => history.NextPlace(after);

        public IReadOnlyList<ulong> Old(long place, ulong after, ulong upTo, int most) =>
            history.Old(place, after, upTo, most);

        public bool IsSlow => log.IsSlow;

        public bool MayBegin(Action ready) => log.MayBegin(ready);

        public bool BeginAppend(Block block, Action appended) => log.BeginAppend(block, appended);

        public bool TryTakeResult(out AppendResult result) => log.TryTakeResult(out result);

        public IEnumerable<StoredBlock> Read(ulong index) => log.Read(index);

        public StoredBlock? Find(ulong index) => log.Find(index);

        public void MarkSkipped(ulong index) => log.MarkSkipped(index);

        public bool Step() => search.Step();

        public void StartAnew() => search.StartAnew();

        public Answer Read(Inquiry inquiry) => search.Read(inquiry);

        public void Dispose() { }
    }
}
