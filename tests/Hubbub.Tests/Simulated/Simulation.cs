using System.Globalization;
using System.Text;
using Hubbub.Core;
using Hubbub.Node;

namespace Hubbub.Tests.Simulated;

/// <summary>
/// One run by seed: people come, join, talk, leave; the disk delays, fills up; the node dies at any
/// step and starts again. What anybody was told must be in the log, once, in the log's order.
/// </summary>
internal sealed class Simulation
{
    private static readonly string[] s_rooms = ["#tea", "#coffee", "#lobby"];

    private readonly Random _dice;
    private readonly ISimulatedDisk _disk;
    private readonly VirtualTime _time = new();
    private readonly MemorySnapshotShelf _snapshots = new();
    private readonly HashSet<SessionId> _attached = [];
    private ulong _incarnation;
    private uint _sessions;

    private Simulation(int seed, Func<Random, ISimulatedDisk> makeDisk)
    {
        _dice = new Random(seed);
        _disk = makeDisk(_dice);
    }

    /// <summary>Everything told by all lives of the node, in the order of telling.</summary>
    private List<ToldLine> Told { get; } = [];

    /// <param name="makeDisk">Null: a disk in memory.</param>
    public static void Run(int seed, int steps = 150, Func<Random, ISimulatedDisk>? makeDisk = null)
    {
        var simulation = new Simulation(seed, makeDisk ?? InMemory);
        using var disk = simulation._disk;
        try
        {
            using var log = simulation.Live(steps);
            simulation.Check(log);
        }
        catch (Exception broken)
        {
            throw new InvalidOperationException($"seed {seed}: {broken.Message}", broken);
        }
    }

    /// <summary>For the test of the test: runs, then pretends that something else was told.</summary>
    public static void RunAndForge(int seed, Func<Random, ISimulatedDisk>? makeDisk = null)
    {
        var simulation = new Simulation(seed, makeDisk ?? InMemory);
        using var disk = simulation._disk;
        using var log = simulation.Live(300);
        simulation.Told.RemoveAt(simulation.Told.Count / 2);
        simulation.Told.Add(new ToldLine(ulong.MaxValue, "forged"));
        simulation.Check(log);
    }

    private static SimulatedDisk InMemory(Random dice) => new(dice);

    /// <returns>The log of the last life.</returns>
    private ISimulatedLog Live(int steps)
    {
        var (node, log) = Start();
        for (var step = 0; step < steps; step++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(_dice.Next(700)));
            _disk.FullFor = Math.Max(0, _disk.FullFor - 1);
            switch (_dice.Next(60))
            {
                case 0:
                    log.Crash();
                    (node, log) = Start();
                    break;
                case 1:
                    _disk.FullFor = _dice.Next(1, 20);
                    break;
                case 2:
                    Snapshot(node, log);
                    break;
                default:
                    for (var asks = _dice.Next(5); asks > 0; asks--)
                        node.Submit(NextAsk());
                    break;
            }

            node.ProposeDue();
            if (_dice.Next(3) == 0)
                node.BeginEarly();
            log.Advance();
            node.Step();
            // The disk broke: the node has stopped, and nobody was told what it did not keep.
            if (node.Failure is not null)
            {
                log.Crash();
                (node, log) = Start();
            }
        }

        // A last life, on a disk that is well again.
        log.Crash();
        _disk.Heal();
        (node, log) = Start();
        for (var i = 0; i < 20; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            node.ProposeDue();
            log.Advance();
            node.Step();
        }

        Assert.Null(node.Failure);
        Assert.True(node.IsIdle);
        Assert.True(node.Hub.NextDue is not { } due || due > node.Hub.At, "a post stands too long");
        // The live state is what the log gives, from the start and from the snapshot.
        Assert.Equal(
            node.Hub.Digest(),
            new Recovery(log, new MemorySnapshotShelf()).Load().Digest()
        );
        Assert.Equal(node.Hub.Digest(), new Recovery(log, _snapshots).Load().Digest());
        return log;
    }

    private (NodeLoop Node, ISimulatedLog Log) Start()
    {
        var log = _disk.Open();
        _incarnation++;
        _attached.Clear();
        var parts = new NodeParts(
            log,
            new Teller(this),
            new SimulatedReserve(),
            new Silence(),
            _time,
            _dice.NextBytes
        );
        var node = new NodeLoop(parts, new Recovery(log, _snapshots), _incarnation, () => { });
        node.Start(Settings.Default);
        return (node, log);
    }

    private void Snapshot(NodeLoop node, ISimulatedLog log)
    {
        if (node.Hub.Index > 0)
            Assert.True(
                new SnapshotMaker(log, _snapshots).TryMake(node.Hub.Index, node.Hub.Digest())
            );
    }

    private Ask NextAsk()
    {
        var session = new SessionId(_incarnation, (uint)_dice.Next(1, (int)_sessions + 2));
        _sessions = Math.Max(_sessions, session.Number);
        var room = s_rooms[_dice.Next(s_rooms.Length)];
        var folded = new FoldedRoom(room);
        var nick = "n" + _dice.Next(12).ToString(CultureInfo.InvariantCulture);
        var number = _dice.Next(1, 9);
        Command command = _dice.Next(14) switch
        {
            0 or 1 => new Attach(nick, new FoldedNick(nick), "u", "h", "r"),
            2 or 3 => new Join(room, folded),
            4 => new Leave(room, folded),
            5 => new Detach(DetachCause.Left),
            6 => new Rename(nick, new FoldedNick(nick)),
            7 => new SetTopic(room, folded, "t" + nick),
            8 or 9 => new PostToBoard(
                room,
                folded,
                1,
                Titled: false,
                Lasts: _dice.Next(3) == 0 ? 0 : _dice.Next(1, 9) * 1_000_000,
                Pinned: false,
                Answers: 0
            ),
            10 => new EditPost(room, folded, number, 1, Titled: false, Lasts: null),
            11 => new TakeDown(room, folded, number),
            _ => new SayToRoom(room, folded, MessageKind.Said, 1),
        };
        return Ask.Of(session, command, "x" + nick);
    }

    private void Check(ILog log)
    {
        // Replay from nothing: what the log says had to be told, at each index.
        var hub = new Hub();
        var truth = new Dictionary<ulong, string>();
        var entries = new List<Entry>();
        foreach (var stored in log.Read(1))
        {
            Assert.True(BlockReader.TryRead(stored.Block, stored.First, entries, out _));
            foreach (var entry in entries)
                truth[entry.Index] = Describe(entry, hub.Apply(entry));
        }

        ulong last = 0;
        foreach (var line in Told)
        {
            Assert.True(
                line.Index > last,
                $"told {line.Index} after {last}: twice or out of order"
            );
            Assert.True(
                truth.TryGetValue(line.Index, out var logged),
                $"{line.Index} was told and lost"
            );
            Assert.Equal(logged, line.What);
            last = line.Index;
        }
    }

    private static string Describe(in Entry entry, IReadOnlyList<Event> events) =>
        $"{Encoding.UTF8.GetString(entry.Text.Span)}: {string.Join(" | ", events.Select(e => e.GetType().Name))}";

    private sealed record ToldLine(ulong Index, string What);

    private sealed class Teller(Simulation simulation) : ITeller
    {
        public void Tell(Ask? ask, in Entry entry, IReadOnlyList<Event> events, Hub hub) =>
            simulation.Told.Add(new ToldLine(entry.Index, Describe(entry, events)));

        public void Signal(Ask ask, Event came, ReadOnlyMemory<byte> tags, long at, Hub hub) { }

        public void Answer(Ask ask, Answer? answer, Hub hub) { }

        public void TurnAway(Ask ask, string reason) { }
    }
}
