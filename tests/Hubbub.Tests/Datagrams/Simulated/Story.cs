using Hubbub.Datagrams;

namespace Hubbub.Tests.Datagrams.Simulated;

/// <summary>One run by seed: people dial, talk on streams, send blocks, move, sleep, and part in order.</summary>
internal sealed class Story : IDisposable
{
    private const long Second = 1_000_000;

    private readonly Random _dice;
    private readonly Network _network;
    private readonly Node _server;
    private readonly List<Talker> _heard = [];
    private readonly List<(Node Node, Talker Talker, long Blocks)> _people = [];
    private readonly long _answers;

    private Story(int seed, Identity identity)
    {
        _dice = new Random(seed);
        _network = new Network(_dice, AnyLink());
        _answers = _dice.Next(40_000);
        _server = new Node(_network, 1, identity)
        {
            Handlers = connection => Listen(connection),
            MostSegments = 1 + _dice.Next(20),
        };
    }

    public static void Run(int seed, Identity identity)
    {
        try
        {
            using var story = new Story(seed, identity);
            story.Live();
        }
        catch (Exception broken)
        {
            throw new InvalidOperationException($"seed {seed}: {broken.Message}", broken);
        }
    }

    public void Dispose()
    {
        _server.Dispose();
        foreach (var (node, _, _) in _people)
            node.Dispose();
    }

    private void Live()
    {
        var count = 1 + _dice.Next(3);
        for (var i = 0; i < count; i++)
            Come(i);
        var moves = _dice.Next(3);
        for (var i = 0; i < moves; i++)
        {
            _network.RunUntil(() => false, _dice.NextInt64(Second));
            var (node, _, _) = _people[_dice.Next(count)];
            // Before the handshake is done there is nothing to move.
            if (_dice.Next(3) == 0)
                node.Leap(_dice.NextInt64(6 * Second));
            else if (node.Connections.Count > 0)
                node.Address = Node.AddressOf(100 + _dice.Next(100), (ushort)_dice.Next(1, 9_999));
        }

        Assert.True(_network.RunUntil(IsAllThere, 300 * Second), Where());
        foreach (var (node, _, _) in _people)
            node.Connections[0].CloseWhenSent(7, "bye");
        _network.RunUntil(() => _server.Endpoint.Count == 0, 60 * Second);
        Assert.Equal(0, _server.Endpoint.Count);
        Assert.All(_people, who => Assert.Equal(CloseKind.Here, who.Talker.Closed!.Kind));
        // The last of three farewells may be lost too: then silence ends it.
        Assert.All(
            _heard,
            heard =>
                Assert.True(
                    heard.Closed
                        is { Kind: CloseKind.There, Code: 7, Text: "bye" }
                            or { Kind: CloseKind.Silence }
                )
        );
    }

    private void Come(int i)
    {
        var blocks = _dice.Next(3) == 0 ? _dice.Next(200_000) : 0;
        var talker = new Talker(_dice);
        var node = new Node(_network, 10 + i)
        {
            MostSegments = 1 + _dice.Next(20),
            Handlers = connection =>
            {
                var stream = connection.TryOpenStream()!;
                talker.Say(stream, _dice.Next(60_000));
                if (blocks > 0)
                    connection.SendBlocks(3, talker).Send(_dice.Next(1_000), blocks);
                return talker;
            },
        };
        _people.Add((node, talker, blocks));
        node.Dial(_server, new DialOptions { Patience = TimeSpan.FromSeconds(60) });
    }

    private Talker Listen(Connection connection)
    {
        var talker = new Talker(_dice) { Answers = _answers };
        connection.AcceptBlocks(3, talker, window: 20_000 + _dice.Next(100_000));
        _heard.Add(talker);
        return talker;
    }

    private bool IsAllThere() =>
        _heard.Count == _people.Count
        && _heard.TrueForAll(heard => heard.Ended == 1)
        && _people.TrueForAll(who =>
            who.Talker.Ended == 1
            && who.Talker.BytesRead == _answers
            && (who.Blocks == 0 || who.Talker.AreBlocksSent)
        )
        && _heard.Sum(heard => heard.BlockBytes) == _people.Sum(who => who.Blocks);

    private string Where() =>
        $"not done: {_heard.Count} of {_people.Count} there; "
        + string.Join(
            "; ",
            _people.Select(who =>
                $"{who.Node.Failure} {who.Talker.Closed} read {who.Talker.BytesRead} of {_answers}"
                + $" {who.Node.Connections.FirstOrDefault()?.Statistics}"
            )
        )
        + $" server: {string.Join(", ", _heard.Select(h => $"{h.Closed} {h.BytesRead} {h.BlockBytes}"))}";

    private Link AnyLink() =>
        new()
        {
            Delay = _dice.Next(5) == 0 ? 50 : _dice.Next(150_000),
            Jitter = _dice.Next(3) == 0 ? _dice.Next(20_000) : 0,
            Loss = _dice.Next(2) == 0 ? _dice.NextDouble() * 0.2 : 0,
            Doubled = _dice.Next(3) == 0 ? _dice.NextDouble() * 0.2 : 0,
            Damaged = _dice.Next(3) == 0 ? _dice.NextDouble() * 0.1 : 0,
            Late = _dice.Next(2) == 0 ? _dice.NextDouble() * 0.3 : 0,
            LateBy = _dice.Next(50_000),
            Rate = _dice.Next(2) == 0 ? 0 : 0.1 + (_dice.NextDouble() * 20),
            Queue = 20_000 + _dice.Next(500_000),
            Largest = _dice.Next(2) == 0 ? 9_000 : 1_200 + _dice.Next(400),
        };
}
