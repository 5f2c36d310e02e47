using System.Text;
using Hubbub.Core;
using Hubbub.Node;
using Hubbub.Tests.Simulated;

namespace Hubbub.Tests.Log;

/// <summary>Several blocks on their way to the disk at once (ADR 23).</summary>
public sealed class OverlapTests : IDisposable
{
    private static readonly SessionId s_ada = new(1, 1);

    private readonly OverlappingLog _log = new();
    private readonly Diary _diary = new();
    private readonly VirtualTime _time = new();
    private readonly NodeLoop _node;

    public OverlapTests()
    {
        var parts = new NodeParts(
            _log,
            _diary,
            new SimulatedReserve(),
            new Silence(),
            _time,
            salt => salt.Clear()
        );
        _node = new NodeLoop(parts, new Recovery(_log, new MemorySnapshots()), 1, () => { });
        _node.Start(Settings.Default);
        _node.Step();
        _log.End(1);
        _node.Step();
        Assert.True(_node.IsIdle);
        _diary.Lines.Clear();
    }

    public void Dispose() => _log.Dispose();

    [Fact]
    public void Given_a_block_under_way_when_more_is_asked_then_it_is_on_its_way_at_once_and_told_in_order()
    {
        Say("a");
        Say("b");
        Assert.Equal(2, _log.UnderWay);
        Assert.Empty(_diary.Lines);

        _log.End(1);
        _node.Step();
        Assert.Equal(["a", "."], _diary.Lines);
        _log.End(1);
        _node.Step();
        Assert.Equal(["a", ".", "b", "."], _diary.Lines);
    }

    [Fact]
    public void Given_a_later_sync_that_ends_first_when_the_node_steps_then_both_blocks_are_told()
    {
        Say("a");
        Say("b");
        _log.End(2);
        _node.Step();
        Assert.Equal(["a", ".", "b", "."], _diary.Lines);
        Assert.True(_node.IsIdle);
    }

    [Fact]
    public void Given_a_log_that_takes_no_more_when_more_is_asked_then_it_gathers_and_goes_as_one_block()
    {
        _log.Most = 1;
        Say("a");
        Say("b");
        Say("c");
        Assert.Equal(1, _log.UnderWay);
        _log.End(1);
        _node.Step();
        Assert.Equal(1, _log.UnderWay);
        _log.End(1);
        _node.Step();
        Assert.Equal(["a", ".", "b", ".", "c", "."], _diary.Lines);
    }

    [Fact]
    public void Given_blocks_under_way_when_a_question_is_asked_then_all_of_them_come_before_its_answer()
    {
        Say("a");
        Say("b");
        _node.Submit(Ask.Of(s_ada, new StateOf(new FoldedRoom("#tea"))));
        _log.End(1);
        _node.Step();
        Assert.Equal(["a", "."], _diary.Lines);
        _log.End(1);
        _node.Step();
        Assert.Equal(["a", ".", "b", ".", "?"], _diary.Lines);
    }

    [Fact]
    public void Given_no_room_for_the_last_block_when_there_is_some_then_it_follows_those_before_and_nothing_overtakes_it()
    {
        Say("a");
        _log.IsFull = true;
        Say("b");
        Say("c");
        _log.End(2);
        _node.Step();
        _log.End(1);
        _node.Step();
        Assert.Equal(["a", "."], _diary.Lines);
        Assert.False(_node.IsAppending);
        Assert.NotNull(_node.DueIn);
        Say("d");

        _log.IsFull = false;
        _time.Advance(TimeSpan.FromSeconds(1));
        _node.Step();
        _log.End(1);
        _node.Step();
        Assert.Equal(["a", ".", "b", "."], _diary.Lines);
        _log.End(1);
        _node.Step();
        Assert.Equal(["a", ".", "b", ".", "c", ".", "d", "."], _diary.Lines);
    }

    [Fact]
    public void Given_a_failed_sync_when_others_are_under_way_then_nothing_is_told_any_more()
    {
        Say("a");
        Say("b");
        _log.Fail();
        _node.Step();
        _node.Step();
        Assert.Empty(_diary.Lines);
        Assert.Equal("broken", _node.Failure);
    }

    [Fact]
    public void Given_a_block_begun_early_when_it_is_durable_then_it_is_told_by_the_next_step()
    {
        Submit("a");
        _node.BeginEarly();
        Assert.Equal((1, 1), (_log.UnderWay, _node.UnderWay));

        _log.End(1);
        Submit("b");
        _node.BeginEarly();
        Assert.Empty(_diary.Lines);
        Assert.Equal(1, _node.Step());
        Assert.Equal(["a", "."], _diary.Lines);
        Assert.Equal(1, _node.UnderWay);
    }

    [Fact]
    public void Given_a_log_that_failed_when_a_block_would_begin_early_then_it_does_not()
    {
        Submit("a");
        _node.BeginEarly();
        _log.Fail();
        _node.Step();

        Submit("b");
        _node.BeginEarly();
        Assert.Equal(0, _log.UnderWay);
    }

    private void Say(string text)
    {
        Submit(text);
        _node.Step();
    }

    private void Submit(string text) =>
        _node.Submit(Ask.Of(s_ada, new Leave("#tea", new FoldedRoom("#tea")), text));

    /// <summary>What was told: each entry's text, and the ends of asks: "?" with an answer, "." without.</summary>
    private sealed class Diary : ITeller
    {
        public List<string> Lines { get; } = [];

        public void Tell(Ask? ask, in Entry entry, IReadOnlyList<Event> events, Hub hub) =>
            Lines.Add(Encoding.UTF8.GetString(entry.Text.Span));

        public void Signal(Ask ask, Event came, ReadOnlyMemory<byte> tags, long at, Hub hub) { }

        public void Answer(Ask ask, Answer? answer, Hub hub) =>
            Lines.Add(ask.Question is null ? "." : "?");

        public void TurnAway(Ask ask, string reason) => Assert.Fail(reason);
    }
}
