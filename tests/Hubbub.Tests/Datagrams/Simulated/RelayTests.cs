using Hubbub.Datagrams;

namespace Hubbub.Tests.Datagrams.Simulated;

/// <summary>Two who cannot reach each other talk through a relay, and go straight as soon as they can.</summary>
public sealed class RelayTests : IDisposable
{
    private const long Second = 1_000_000;

    private static readonly PeerAddress s_eve = Node.AddressOf(9, 9_000);

    private readonly Identity _identity = Identity.Create();
    private readonly Network _network;
    private readonly RelayTable _relays;
    private readonly Node _relay;
    private readonly Node _sender;
    private readonly Node _receiver;
    private readonly List<string> _heard = [];
    private readonly LineEnd _said = new(_ => { });
    private readonly ulong _end;
    private bool _isWall = true;

    public RelayTests()
    {
        _network = new Network(new Random(5), new Link { Loss = 0.02, Jitter = 3_000 });
        _relays = new RelayTable(100_000_000, new NetworkTime(_network));
        _relay = new Node(_network, 1, relays: _relays);
        _sender = new Node(_network, 2)
        {
            Handlers = connection =>
            {
                _said.Open(connection);
                return _said;
            },
        };
        _receiver = new Node(_network, 3, _identity) { Handlers = _ => new LineEnd(_heard.Add) };
        _network.IsCut = (from, to) => _isWall && from != _relay.Address && to != _relay.Address;
        _end = _relays.TryOpen(owner: 0)!.Value;
    }

    public void Dispose()
    {
        _relay.Dispose();
        _sender.Dispose();
        _receiver.Dispose();
        _identity.Dispose();
    }

    [Fact]
    public void Behind_a_wall_all_goes_through_the_relay_once_in_order()
    {
        Meet();
        Assert.True(_sender.Connections[0].Address.IsRelay);
        Say(0, 500);
        Assert.True(_network.RunUntil(() => _heard.Count == 500, 60 * Second));
        Assert.Equal(Lines(500), _heard);
        Assert.True(_relays.Bytes.Passed > 4_000);
    }

    [Fact]
    public void When_the_wall_falls_both_go_straight_and_nothing_is_lost()
    {
        Meet();
        var connection = _sender.Connections[0];
        connection.Search([_receiver.Address], TimeSpan.FromSeconds(10));
        Say(0, 100);
        _network.RunUntil(() => false, 2 * Second);
        Assert.True(connection.Address.IsRelay);
        _isWall = false;
        Say(100, 500);
        Assert.True(_network.RunUntil(() => !connection.Address.IsRelay, 2 * Second));
        Assert.True(_network.RunUntil(() => _heard.Count == 500, 60 * Second));
        Assert.Equal(Lines(500), _heard);
        Assert.Equal(_receiver.Address, connection.Address);
        // The receiver follows by itself, and then nothing passes the relay any more.
        Assert.True(
            _network.RunUntil(() => _receiver.Connections[0].Address == _sender.Address, Second)
        );
        // What is still under way comes to its end.
        _network.RunUntil(() => false, Second);
        var passed = _relays.Bytes.Passed;
        Say(500, 900);
        Assert.True(_network.RunUntil(() => _heard.Count == 900, 60 * Second));
        Assert.Equal(passed, _relays.Bytes.Passed);
    }

    [Fact]
    public void Where_there_is_no_better_way_the_search_ends_and_the_relay_stays()
    {
        Meet();
        var connection = _sender.Connections[0];
        connection.Search([_receiver.Address], TimeSpan.FromSeconds(3));
        _network.RunUntil(() => false, 5 * Second);
        var questions = 0;
        _network.Overhear = (from, to, _) =>
            questions += from == _sender && to == _receiver.Address ? 1 : 0;
        Say(0, 50);
        Assert.True(_network.RunUntil(() => _heard.Count == 50, 60 * Second));
        Assert.True(connection.Address.IsRelay);
        Assert.Equal(0, questions);
    }

    [Fact]
    public void A_new_address_of_either_side_is_proven_and_used()
    {
        Meet();
        Say(0, 100);
        Assert.True(_network.RunUntil(() => _heard.Count == 100, 60 * Second));
        _sender.Address = Node.AddressOf(22, 4_000);
        Say(100, 200);
        Assert.True(_network.RunUntil(() => _heard.Count == 200, 60 * Second));
        _receiver.Address = Node.AddressOf(33, 4_000);
        Say(200, 300);
        Assert.True(_network.RunUntil(() => _heard.Count == 300, 60 * Second));
        Assert.Equal(Lines(300), _heard);
    }

    [Fact]
    public void Nothing_goes_to_an_address_that_has_not_repeated_its_cookie()
    {
        Meet();
        var toEve = new List<byte[]>();
        _network.Overhear = (_, to, bytes) =>
        {
            if (to == s_eve)
                toEve.Add(bytes);
        };
        var question = new byte[RelayPacket.BindingSize];
        // Eve's packets come from a forged address: she never sees what is answered.
        for (var i = 1; i <= 1_000; i++)
        {
            RelayPacket.WriteBinding(question, _end | 1, new((ulong)i, IsBound: true));
            _relay.Endpoint.Receive(question.ToArray(), s_eve, _network.Now);
        }

        Say(0, 100);
        Assert.True(_network.RunUntil(() => _heard.Count == 100, 60 * Second));
        Assert.Equal(1_000, toEve.Count);
        Assert.All(toEve, answer => Assert.Equal(PacketKind.Binding, Packet.KindOf(answer)));
        Assert.All(toEve, answer => Assert.True(answer.Length <= question.Length));
    }

    [Fact]
    public void A_relay_that_nobody_was_given_answers_nothing()
    {
        var sent = 0;
        _network.Overhear = (from, _, _) => sent += from == _relay ? 1 : 0;
        var dice = new Random(1);
        for (var i = 0; i < 10_000; i++)
        {
            var bytes = new byte[dice.Next(1, 200)];
            dice.NextBytes(bytes);
            bytes[0] = (byte)(0xA6 + dice.Next(2));
            if (bytes.Length > 1)
                bytes[1] = Packet.Version;
            _relay.Endpoint.Receive(bytes, s_eve, _network.Now);
        }

        Assert.Equal(0, sent);
    }

    [Fact]
    public void More_than_its_rate_does_not_pass()
    {
        var slow = new RelayTable(10_000, new NetworkTime(_network));
        using var relay = new Node(_network, 4, relays: slow);
        _network.IsCut = (from, to) => from != relay.Address && to != relay.Address;
        Meet(relay, slow.TryOpen(owner: 0)!.Value);
        Say(0, 5_000);
        _network.RunUntil(() => false, 10 * Second);
        Assert.InRange(slow.Bytes.Passed, 50_000, 102_500);
        Assert.True(slow.Bytes.Lost > 0);
    }

    [Fact]
    public void There_is_a_bound_and_whoever_was_idle_makes_room()
    {
        for (var i = 1UL; i < RelayTable.Most; i++)
            Assert.NotNull(_relays.TryOpen(i));
        Assert.Equal(_end, _relays.TryOpen(owner: 0));
        Assert.Null(_relays.TryOpen(RelayTable.Most));
        _network.RunUntil(() => false, 61 * Second);
        Assert.NotNull(_relays.TryOpen(RelayTable.Most));
    }

    private static IEnumerable<string> Lines(int count) =>
        Enumerable.Range(0, count).Select(i => $"line {i}");

    private void Meet() => Meet(_relay, _end);

    private void Meet(Node relay, ulong end)
    {
        _sender.Endpoint.OpenRelay(end, [relay.Address], _network.Now);
        _receiver.Endpoint.OpenRelay(end | 1, [relay.Address], _network.Now);
        _sender.Dial(
            [_receiver.Address, PeerAddress.OfRelay(end)],
            new DialOptions { Patience = TimeSpan.FromSeconds(30) }
        );
        Assert.True(
            _network.RunUntil(
                () => _sender.Connections.Count + _receiver.Connections.Count == 2,
                30 * Second
            ),
            $"{_sender.Failure}"
        );
    }

    private void Say(int from, int to)
    {
        for (var i = from; i < to; i++)
            _said.Say($"line {i}");
    }
}
