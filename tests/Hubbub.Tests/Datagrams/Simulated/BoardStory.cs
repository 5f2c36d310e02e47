using System.Globalization;
using Hubbub.Core;
using Hubbub.Datagrams;
using Hubbub.Node;
using Hubbub.Tests.Simulated;
using Identity = Hubbub.Datagrams.Identity;

namespace Hubbub.Tests.Datagrams.Simulated;

/// <summary>
/// A board on top of the transport, one run by seed: people on bad links, who may get other addresses, post, edit and
/// take down; the node logs on a disk that takes its time. "Everyone has all of them, once, in the same order."
/// </summary>
internal sealed class BoardStory : IDisposable
{
    private const long Second = 1_000_000;

    private static readonly FoldedRoom s_room = new("#lobby");

    private readonly Random _dice;
    private readonly Network _network;
    private readonly Node _port;
    private readonly ISimulatedLog _log;
    private readonly NodeLoop _node;
    private readonly List<Person> _people = [];
    private readonly Dictionary<SessionId, LineEnd> _attached = [];
    private readonly List<string> _told = [];
    private readonly List<string> _posted = [];
    private uint _sessions;

    private BoardStory(int seed, Identity identity)
    {
        _dice = new Random(seed);
        _network = new Network(_dice, AnyLink());
        _port = new Node(_network, 1, identity) { Handlers = Accept };
        _log = new SimulatedDisk(_dice).Open();
        var parts = new NodeParts(
            _log,
            new Teller(this),
            new SimulatedReserve(),
            new Silence(),
            new NetworkTime(_network),
            _dice.NextBytes
        );
        _node = new NodeLoop(parts, new Recovery(_log, new MemorySnapshotShelf()), 1, () => { });
        _node.Start(Settings.Default);
    }

    public static void Run(int seed, Identity identity)
    {
        try
        {
            using var story = new BoardStory(seed, identity);
            story.Live();
        }
        catch (Exception broken)
        {
            throw new InvalidOperationException($"seed {seed}: {broken.Message}", broken);
        }
    }

    public void Dispose()
    {
        _port.Dispose();
        _people.ForEach(person => person.Node.Dispose());
        _log.Dispose();
    }

    private void Live()
    {
        var count = 2 + _dice.Next(4);
        for (var i = 0; i < count; i++)
            _people.Add(new Person(this, i));
        Assert.True(Goes(() => _attached.Count == count, 120), "not all came");
        foreach (var person in _people)
        {
            for (var i = _dice.Next(8); i > 0; i--)
                person.DoSomething();
        }

        for (var i = _dice.Next(3); i > 0; i--)
        {
            Goes(() => false, _dice.NextDouble());
            _people[_dice.Next(count)].Move();
        }

        Assert.True(Goes(IsAllHeard, 300), "not all was heard");
        // "All of them, once": the log has each text of the posters as often as it was posted.
        Assert.Equal(
            _posted.Order(),
            _told.Select(TextOf).Where(text => text.StartsWith('p')).Order()
        );
        // "In the same order": each has what was told from the own coming on.
        foreach (var person in _people)
            Assert.Equal(_told[^person.Heard.Count..], person.Heard);
    }

    /// <summary>Everything asked for stands in the log, and the last line has reached everybody.</summary>
    private bool IsAllHeard() =>
        _node.IsIdle
        && _told.Count(line => TextOf(line).Length > 0) == _people.Sum(person => person.Asked)
        && _people.TrueForAll(person => person.Heard.LastOrDefault() == _told[^1]);

    private static string TextOf(string line) => line[(line.LastIndexOf(' ') + 1)..];

    private bool Goes(Func<bool> holds, double seconds)
    {
        // The disk goes on where the network has nothing to do.
        for (var end = _network.Now + (long)(seconds * Second); _network.Now < end; )
        {
            if (_network.RunUntil(() => IsSteppedTo(holds), Second / 20))
                return true;
        }

        return false;
    }

    private bool IsSteppedTo(Func<bool> holds)
    {
        _node.ProposeDue();
        _log.Advance();
        _node.Step();
        Assert.Null(_node.Failure);
        return holds();
    }

    private LineEnd Accept(Connection connection)
    {
        var session = new SessionId(1, ++_sessions);
        LineEnd? end = null;
        end = new LineEnd(line => Take(session, end!, line.Split(' ')));
        return end;
    }

    private void Take(SessionId session, LineEnd end, string[] words)
    {
        Command command;
        switch (words[0])
        {
            case "NICK":
                _attached.Add(session, end);
                _node.Submit(
                    Ask.Of(
                        session,
                        new Attach(words[1], new FoldedNick(words[1]), "u", "h", "r"),
                        ""
                    )
                );
                command = new Join("#lobby", s_room);
                words[1] = "";
                break;
            case "EDIT":
                command = new EditPost(
                    "#lobby",
                    s_room,
                    Number(words[2]),
                    1,
                    Titled: false,
                    Lasts: null
                );
                break;
            case "DOWN":
                command = new TakeDown("#lobby", s_room, Number(words[2]));
                break;
            default:
                command = new PostToBoard(
                    "#lobby",
                    s_room,
                    1,
                    Titled: false,
                    Number(words[2]) * Second,
                    Pinned: false,
                    Answers: 0
                );
                break;
        }

        _node.Submit(Ask.Of(session, command, words[1]));
    }

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    private Link AnyLink() =>
        new()
        {
            Delay = _dice.Next(150_000),
            Jitter = _dice.Next(20_000),
            Loss = _dice.NextDouble() * 0.15,
            Doubled = _dice.NextDouble() * 0.1,
            Damaged = _dice.Next(3) == 0 ? _dice.NextDouble() * 0.1 : 0,
            Late = _dice.NextDouble() * 0.2,
            LateBy = _dice.Next(50_000),
        };

    private sealed class Person
    {
        private readonly BoardStory _story;
        private readonly LineEnd _end;
        private readonly int _number;

        public Person(BoardStory story, int number)
        {
            _story = story;
            _number = number;
            _end = new LineEnd(Heard.Add);
            Node = new Node(story._network, 10 + number)
            {
                Handlers = connection =>
                {
                    _end.Open(connection);
                    return _end;
                },
            };
            Node.Dial(story._port, new DialOptions { Patience = TimeSpan.FromSeconds(60) });
            _end.Say($"NICK n{number}");
        }

        public Node Node { get; }

        public List<string> Heard { get; } = [];

        /// <summary>What has a text of its own in the log.</summary>
        public int Asked { get; private set; }

        public void DoSomething()
        {
            var dice = _story._dice;
            var text = $"{_number}/{Asked++}";
            switch (dice.Next(5))
            {
                case 0:
                    _end.Say($"EDIT e{text} {dice.Next(1, 6)}");
                    break;
                case 1:
                    _end.Say($"DOWN d{text} {dice.Next(1, 6)}");
                    break;
                default:
                    // As long as lasting ones are rare, some expire while the others still post.
                    _end.Say($"POST p{text} {dice.Next(1, 4)}");
                    _story._posted.Add("p" + text);
                    break;
            }
        }

        public void Move()
        {
            if (Node.Connections.Count > 0)
                Node.Address = Node.AddressOf(100 + _number, (ushort)_story._dice.Next(1, 9_999));
        }
    }

    private sealed class Teller(BoardStory story) : ITeller
    {
        public void Tell(Ask? ask, in Entry entry, IReadOnlyList<Event> events, Hub hub)
        {
            var what = string.Join(" | ", events.Select(e => e.GetType().Name));
            var text = System.Text.Encoding.UTF8.GetString(entry.Text.Span);
            var line = $"{entry.Index} {what} {text}";
            story._told.Add(line);
            foreach (var end in story._attached.Values)
                end.Say(line);
        }

        public void Signal(Ask ask, Event came, ReadOnlyMemory<byte> tags, long at, Hub hub) { }

        public void Answer(Ask ask, Answer? answer, Hub hub) { }

        public void TurnAway(Ask ask, string reason) =>
            Assert.Fail($"it was turned away: {reason}");
    }
}
