using Hubbub.Core;
using Hubbub.Node;
using Hubbub.Tests.Simulated;

namespace Hubbub.Tests.Log;

/// <summary>What the next start would have to replay: it decides when a snapshot is due.</summary>
public sealed class TailTests
{
    private readonly MemoryLog _log = new();
    private readonly MemorySnapshots _snapshots = new();
    private ulong _incarnation;

    [Fact]
    public void Given_many_short_lives_when_none_comes_to_a_snapshot_then_their_tail_grows()
    {
        var first = Live().Tail;
        Assert.Equal(_log.Head.Index, first.Entries);
        var second = Live().Tail;
        Assert.Equal(_log.Head.Index, second.Entries);
        Assert.True(second.Bytes > first.Bytes);
    }

    [Fact]
    public void Given_a_snapshot_when_started_again_then_only_what_came_after_it_counts()
    {
        Live();
        var node = Live();
        Assert.True(new SnapshotMaker(_log, _snapshots).TryMake(node.Hub.Index, node.Hub.Digest()));
        var before = _log.Head.Index;
        var after = Live().Tail;
        Assert.NotEqual(before, _log.Head.Index);
        Assert.Equal(_log.Head.Index - before, after.Entries);
    }

    private NodeLoop Live()
    {
        var parts = new NodeParts(
            _log,
            new Deaf(),
            new SimulatedReserve(),
            new Silence(),
            new VirtualTime(),
            salt => salt.Clear()
        );
        var node = new NodeLoop(parts, new Recovery(_log, _snapshots), ++_incarnation, () => { });
        node.Start(Settings.Default);
        while (!node.IsIdle)
            node.Step();
        return node;
    }

    private sealed class Deaf : ITeller
    {
        public void Tell(Ask? ask, in Entry entry, IReadOnlyList<Event> events, Hub hub) { }

        public void Signal(Ask ask, Event came, ReadOnlyMemory<byte> tags, long at, Hub hub) { }

        public void Answer(Ask ask, Answer? answer, Hub hub) { }

        public void TurnAway(Ask ask, string reason) { }
    }
}
