using Hubbub.Datagrams;

namespace Hubbub.Tests.Datagrams.Simulated;

/// <summary>Strangers and liars: dropped, counted, never answered with more than they brought.</summary>
public sealed class HostileTests : IDisposable
{
    private const long Second = 1_000_000;

    private readonly Identity _identity = Identity.Create();
    private readonly Network _network = new(new Random(7), new Link());
    private readonly Node _server;
    private readonly Node _client;
    private readonly Node _eve;
    private readonly List<byte[]> _overheard = [];
    private readonly Talker _heard;

    public HostileTests()
    {
        _heard = new Talker(new Random(3));
        _server = new Node(_network, 1, _identity) { Handlers = _ => _heard };
        _client = new Node(_network, 2) { Handlers = _ => new Talker(new Random(4)) };
        _eve = new Node(_network, 3);
        _network.Overhear = (from, _, bytes) =>
        {
            if (from == _client)
                _overheard.Add(bytes.ToArray());
        };
    }

    public void Dispose()
    {
        _server.Dispose();
        _client.Dispose();
        _eve.Dispose();
        _identity.Dispose();
    }

    private EndpointCounters Counters => _server.Endpoint.Counters;

    [Fact]
    public void Random_datagrams_are_counted_and_get_less_than_they_brought()
    {
        var dice = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[dice.Next(1, 1_500)];
            dice.NextBytes(bytes);
            bytes[0] = (byte)(0x80 | (bytes[0] & 0x3F));
            if (dice.Next(2) == 0 && bytes.Length > 1)
                bytes[1] = Packet.Version;
            _server.Endpoint.Receive(bytes, _eve.Address, _network.Now + i);
        }

        Assert.Equal(20_000, Counters.Received);
        Assert.Equal(0, _server.Endpoint.Count);
        Assert.InRange(Counters.AnswerBytes, 1, Counters.StrangersBytes / 2);
    }

    [Fact]
    public void A_packet_too_large_is_counted_and_a_line_is_handed_on()
    {
        _server.Endpoint.Receive([0x80, .. new byte[Packet.Largest]], _eve.Address, 0);
        _server.Endpoint.Receive("ada"u8.ToArray(), _eve.Address, 0);
        Assert.Equal((1, 1), (Counters.Oversized, Counters.Foreign));
        Assert.Equal(["ada"], _server.Lines);
    }

    [Fact]
    public void What_was_overheard_and_comes_again_changes_nothing()
    {
        Connect();
        Talk(20_000);
        var before = _heard.BytesRead;
        Assert.Equal(20_000, before);
        foreach (var packet in _overheard.ToArray())
            Offer(packet, _eve);
        Settle(Second);
        Assert.Equal(before, _heard.BytesRead);
        Assert.True(Counters.Repeated > 10);
        Assert.Equal(1, _server.Endpoint.Count);
        Assert.Equal(_client.Address, _server.Connections[0].Address);
    }

    [Fact]
    public void A_first_packet_overheard_begins_no_second_connection_when_the_first_has_ended()
    {
        Connect();
        _client.Connections[0].Close(0, "bye");
        Settle(3 * Second);
        Assert.Equal(0, _server.Endpoint.Count);
        foreach (var packet in _overheard.ToArray())
            Offer(packet, _eve);
        Settle(Second);
        Assert.Equal(0, _server.Endpoint.Count);
        Assert.Single(_server.Connections);
    }

    [Fact]
    public void A_bit_turned_or_a_byte_missing_is_forged_and_the_connection_lives()
    {
        Connect();
        Talk(5_000);
        _network.Link = _network.Link with { Loss = 1 };
        _overheard.Clear();
        Say(1_000);
        Settle(100_000);
        var packet = _overheard.MaxBy(bytes => bytes.Length)!;
        for (var i = 9; i < packet.Length; i++)
        {
            var damaged = packet.ToArray();
            damaged[i] ^= 0x04;
            Offer(damaged, _client);
            Offer(packet[..i], _client);
        }

        Assert.True(Counters.Forged > 100);
        _network.Link = new Link();
        Assert.True(_network.RunUntil(() => _heard.BytesRead == 6_000, 20 * Second));
    }

    /// <summary>"Forged, replayed, truncated, bit-flipped, oversized and random datagrams: […] never a crash".</summary>
    [Fact]
    public void Packets_of_a_session_however_damaged_break_nothing_and_the_session_goes_on()
    {
        Connect();
        Talk(20_000);
        var whole = _overheard.ToArray();
        var dice = new Random(17);
        for (var i = 0; i < 20_000; i++)
        {
            var packet = Damaged(whole[dice.Next(whole.Length)], whole, dice);
            var from = dice.Next(2) == 0 ? _client : _eve;
            // What throws fails the test: nobody takes bugs here.
            if (dice.Next(2) == 0)
                Offer(packet, from);
            else
                _client.Endpoint.Receive(packet, _server.Address, _network.Now);
        }

        Assert.Equal(0, Counters.Broken);
        Assert.Equal(1, _server.Endpoint.Count);
        Assert.Equal(0, _heard.Moves);
        Talk(20_000);
    }

    private static byte[] Damaged(byte[] packet, byte[][] others, Random dice)
    {
        var other = others[dice.Next(others.Length)];
        var cut = dice.Next(1, Math.Min(packet.Length, other.Length));
        byte[] damaged = dice.Next(5) switch
        {
            0 => packet[..cut],
            1 => [.. packet, .. other[..cut]],
            2 => [.. packet[..cut], .. other[cut..]],
            3 => [.. other[..1], .. packet[1..]],
            _ => packet.ToArray(),
        };
        for (var turned = dice.Next(4); turned >= 0; turned--)
            damaged[dice.Next(1, Math.Max(2, damaged.Length)) % damaged.Length] ^= (byte)(
                1 << dice.Next(8)
            );
        return damaged;
    }

    [Fact]
    public void Who_copies_packets_from_another_address_moves_nobody()
    {
        Connect();
        var toEve = 0;
        var fromEve = 0;
        _network.Overhear = (from, to, bytes) =>
        {
            if (from == _server && to == _eve.Address)
                toEve += bytes.Length;
            if (from != _client)
                return;
            // Eve's copy is the first to arrive.
            fromEve += bytes.Length;
            _server.Endpoint.Receive(bytes.ToArray(), _eve.Address, _network.Now);
        };
        Say(40_000);
        Assert.True(_network.RunUntil(() => _heard.BytesRead == 40_000, 20 * Second));
        Settle(5 * Second);
        Assert.Equal(_client.Address, _server.Connections[0].Address);
        Assert.Equal(0, _heard.Moves);
        Assert.InRange(toEve, 1, 3 * fromEve);
    }

    [Fact]
    public void A_client_that_moves_keeps_its_connection()
    {
        Connect();
        Talk(5_000);
        _client.Address = Node.AddressOf(77, 7);
        Say(5_000);
        Assert.True(_network.RunUntil(() => _heard.Moves == 1, Second));
        Assert.True(_network.RunUntil(() => _heard.BytesRead == 10_000, 2 * Second));
        Assert.Equal(_client.Address, _server.Connections[0].Address);
    }

    /// <summary>"A flood of handshakes from forged addresses doesn't stop those who are logged on."</summary>
    [Fact]
    public void A_flood_of_hellos_costs_no_memory_and_stops_nobody()
    {
        Connect();
        using var forger = new Initiator(new Random(5).NextBytes, new Parameters(), 0, []);
        var hello = forger.Hello.ToArray();
        var before = Counters.AnswerBytes;
        for (var i = 0; i < 5_000; i++)
        {
            var from = Node.AddressOf(i % 250, (ushort)i);
            _server.Endpoint.Receive(hello.ToArray(), from, _network.Now);
        }

        Assert.Equal(1, _server.Endpoint.Count);
        Assert.InRange(Counters.AnswerBytes - before, 1, 5_000 * Packet.Base / 2);
        Talk(30_000);
        using var late = new Node(_network, 9);
        late.Dial(_server);
        Assert.True(_network.RunUntil(() => late.Connections.Count == 1, 3 * Second));
    }

    [Fact]
    public void Who_does_not_read_fills_a_window_and_no_more()
    {
        using var server = new Node(_network, 4, _identity)
        {
            Handlers = _ => new Talker(new Random(1)) { IsDeaf = true },
        };
        _client.Dial(server);
        Assert.True(_network.RunUntil(() => server.Connections.Count == 1, Second));
        Say(1_000_000);
        Settle(5 * Second);
        var stream = server.Connections[0].Streams.Find(0)!;
        Assert.Equal(new Parameters().StreamWindow, stream.Available);
        Assert.InRange(_client.Connections[0].Streams.Find(0)!.Unacked, 1, 128 * 1024);
    }

    [Fact]
    public void Who_acknowledges_what_was_never_sent_is_closed()
    {
        Connect();
        var connection = _client.Connections[0];
        var bytes = new byte[] { 0x02, 0x7F, 0xFF, 0x00, 0x00, 0x00 };
        var taker = new FrameTaker(connection);
        Assert.NotNull(taker.Take(bytes, _server.Address, _network.Now));
    }

    [Theory]
    [InlineData("", "an empty packet")]
    [InlineData("ff", "a frame that nobody knows")]
    [InlineData("020000", "an ACK cut off")]
    [InlineData("0200003f00", "more ranges than may be told")]
    [InlineData("04", "a stream cut off")]
    [InlineData("0401000161", "a stream of ours that we never opened")]
    [InlineData("0440640161", "a stream beyond those granted")]
    [InlineData("0400bfffffff0161", "bytes beyond the credit")]
    [InlineData("0400ffffffffffffffff0161", "an offset beyond all numbers")]
    [InlineData("0300ff61", "a text cut off")]
    [InlineData("0b0102", "a response cut off")]
    [InlineData("0a0102030405", "a challenge cut off")]
    public void A_wrong_frame_ends_the_connection_and_throws_nothing(string hex, string what)
    {
        Connect();
        var taker = new FrameTaker(_server.Connections[0]);
        Assert.True(
            taker.Take(Convert.FromHexString(hex), _client.Address, _network.Now) is not null,
            what
        );
    }

    [Fact]
    public void Whatever_an_insider_sends_nothing_throws()
    {
        var dice = new Random(11);
        Connect();
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[dice.Next(1, 60)];
            dice.NextBytes(bytes);
            bytes[0] = (byte)dice.Next(0x0C);
            if (_server.Connections[^1].IsEnded)
                return;
            if (bytes[0] != (byte)FrameKind.Close)
                new FrameTaker(_server.Connections[^1]).Take(bytes, _eve.Address, _network.Now);
        }
    }

    [Fact]
    public void A_server_that_has_started_anew_says_so_and_the_client_knows_at_once()
    {
        Connect();
        Talk(1_000);
        var address = _server.Address;
        _server.Address = Node.AddressOf(200, 1);
        using var anew = new Node(_network, 1, _identity);
        anew.Address = address;
        Say(1_000);
        var talker = (Talker)_client.Connections[0].Handler;
        Assert.True(_network.RunUntil(() => talker.Closed is not null, Second));
        Assert.Equal(CloseKind.Forgotten, talker.Closed!.Kind);
    }

    [Fact]
    public void A_server_that_vanishes_is_missed_within_fifteen_seconds()
    {
        Connect();
        Settle(20 * Second);
        var talker = (Talker)_client.Connections[0].Handler;
        Assert.Null(talker.Closed);
        _server.Address = Node.AddressOf(200, 1);
        Assert.True(_network.RunUntil(() => talker.Closed is not null, 15 * Second + 1_000));
        Assert.Equal(CloseKind.Silence, talker.Closed!.Kind);
    }

    [Fact]
    public void Who_dials_nobody_is_told_in_time_and_another_identity_is_refused()
    {
        using var lost = new Node(_network, 20);
        lost.Endpoint.Dial(
            [Node.AddressOf(222, 1)],
            new DialOptions { Patience = TimeSpan.FromSeconds(3) },
            lost,
            lost.Now
        );
        Assert.False(_network.RunUntil(() => lost.Failure is not null, 2 * Second));
        Assert.True(_network.RunUntil(() => lost.Failure is not null, Second));
        Assert.Equal(DialFailure.Silence, lost.Failure);

        using var careful = new Node(_network, 21);
        using var other = Identity.Create();
        careful.Dial(_server, new DialOptions { Expected = other.Fingerprint });
        Assert.True(_network.RunUntil(() => careful.Failure is not null, Second));
        Assert.Equal(DialFailure.OtherIdentity, careful.Failure);
        Assert.Equal(0, _server.Endpoint.Count);
    }

    private void Connect()
    {
        _client.Dial(_server);
        Assert.True(_network.RunUntil(() => _server.Connections.Count == 1, 3 * Second));
    }

    private void Say(long bytes)
    {
        var connection = _client.Connections[0];
        ((Talker)connection.Handler).Say(connection.TryOpenStream()!, bytes);
    }

    private void Talk(long bytes)
    {
        var before = _heard.BytesRead;
        Say(bytes);
        Assert.True(_network.RunUntil(() => _heard.BytesRead == before + bytes, 10 * Second));
    }

    private void Settle(long time) => _network.RunUntil(() => false, time);

    private void Offer(byte[] packet, Node from) =>
        _server.Endpoint.Receive(packet.ToArray(), from.Address, _network.Now);
}
