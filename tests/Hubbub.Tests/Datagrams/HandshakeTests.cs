using Hubbub.Datagrams;

namespace Hubbub.Tests.Datagrams;

public sealed class HandshakeTests : IDisposable
{
    private const long Second = 1_000_000;
    private static readonly PeerAddress s_ada = Address("192.0.2.7", 4000);
    private static readonly PeerAddress s_bob = Address("2001:db8::7", 4000);
    private static readonly PeerAddress s_home = Address("192.0.2.1", 53142);

    private readonly Random _dice = new(1);
    private readonly Identity _identity = Identity.Create();
    private readonly Responder _server;
    private readonly byte[] _reply = new byte[Packet.Base];

    public HandshakeTests() => _server = Server(null);

    public void Dispose()
    {
        _server.Dispose();
        _identity.Dispose();
    }

    [Fact]
    public void In_one_round_trip_both_have_the_same_secret_and_the_client_knows_the_server()
    {
        using var client = Client();
        var size = _server.Answer(client.Hello, s_ada, now: 0, _reply);
        Assert.Equal(HandshakeStep.Admitted, client.Take(_reply.AsSpan(0, size), s_home));
        var inside = client.Admission!;
        Assert.Equal(_identity.Fingerprint, inside.Fingerprint);
        Assert.Equal(s_ada, inside.Observed);
        var admitted = _server.Admit(FinishOf(inside), now: Second)!;
        Assert.Equal(inside.Master, admitted.Master);
        Assert.Equal((inside.Own, inside.Other), (admitted.Other, admitted.Own));
        Assert.Equal(s_ada, admitted.Address);
        Assert.Equal(new Parameters { Streams = 3 }, admitted.Parameters);
    }

    /// <summary>"Never answered with more than they brought."</summary>
    [Fact]
    public void No_answer_is_longer_than_the_hello()
    {
        using var client = Client();
        for (var i = 0; i < 2 * Responder.UnprovenPerSecond; i++)
            Assert.InRange(_server.Answer(client.Hello, s_ada, 0, _reply), 1, Packet.Base / 2);
        Assert.Equal(0, _server.Answer(client.Hello[..^1], s_ada, 0, _reply));
    }

    [Fact]
    public void In_a_flood_who_has_proven_the_address_goes_first()
    {
        using var flood = Client();
        using var client = Client();
        while (Packet.KindOf(_reply.AsSpan(0, Answer(flood, s_bob))) == PacketKind.Welcome) { }
        var size = Answer(client, s_ada);
        Assert.Equal(PacketKind.Retry, Packet.KindOf(_reply));
        var retry = _reply[..size];
        Assert.Equal(HandshakeStep.Ignored, flood.Take(retry.ToArray(), s_home));
        Assert.Equal(HandshakeStep.Again, client.Take(retry.ToArray(), s_home));
        Assert.Equal(HandshakeStep.Ignored, client.Take(retry, s_home));
        Answer(client, s_bob);
        // The cookie is for one address.
        Assert.Equal(PacketKind.Retry, Packet.KindOf(_reply));
        size = Answer(client, s_ada);
        Assert.Equal(HandshakeStep.Admitted, client.Take(_reply.AsSpan(0, size), s_home));
    }

    [Fact]
    public void A_flood_of_proven_hellos_costs_half_a_processor_at_most()
    {
        using var client = Client();
        while (Packet.KindOf(_reply.AsSpan(0, Answer(client, s_ada))) == PacketKind.Welcome) { }
        client.Take(_reply.AsSpan(0, Answer(client, s_ada)), s_home);
        var answered = 0;
        while (Answer(client, s_ada) > 0)
            answered++;
        Assert.InRange(answered, 1, Responder.PerSecond);
    }

    [Fact]
    public void A_cookie_and_a_ticket_are_worth_ten_seconds()
    {
        using var client = Client();
        var size = _server.Answer(client.Hello, s_ada, now: 0, _reply);
        client.Take(_reply.AsSpan(0, size), s_home);
        var finish = FinishOf(client.Admission!);
        Assert.NotNull(_server.Admit(finish, SealingBox.Life));
        Assert.Null(_server.Admit(finish, SealingBox.Life + 1));
        Assert.Null(_server.Admit(finish, 100 * SealingBox.Life));
    }

    [Fact]
    public void A_damaged_welcome_is_ignored_and_the_whole_one_still_taken()
    {
        using var client = Client();
        var size = _server.Answer(client.Hello, s_ada, now: 0, _reply);
        for (var i = 1; i < size; i += 7)
        {
            var damaged = _reply[..size];
            damaged[i] ^= 0x10;
            Assert.Equal(HandshakeStep.Ignored, client.Take(damaged, s_home));
            Assert.Equal(HandshakeStep.Ignored, client.Take(_reply.AsSpan(0, i).ToArray(), s_home));
        }

        Assert.Equal(HandshakeStep.Admitted, client.Take(_reply.AsSpan(0, size), s_home));
    }

    [Fact]
    public void A_damaged_finish_admits_nobody()
    {
        using var client = Client();
        var size = _server.Answer(client.Hello, s_ada, now: 0, _reply);
        client.Take(_reply.AsSpan(0, size), s_home);
        var finish = FinishOf(client.Admission!);
        for (var i = 1; i < finish.Length - Packet.Tag - 1; i++)
        {
            // The packet number and the sealed frames are the connection's to judge.
            if (i is >= Packet.LongHeader and < Packet.LongHeader + sizeof(uint))
                continue;
            var damaged = finish.ToArray();
            damaged[i] ^= 1;
            Assert.Null(_server.Admit(damaged, 0));
            Assert.Null(_server.Admit(finish.AsSpan(0, i), 0));
        }
    }

    [Fact]
    public void An_old_and_a_new_version_refuse_each_other()
    {
        using var client = Client();
        var hello = client.Hello.ToArray();
        hello[1] = 2;
        var size = _server.Answer(hello, s_ada, 0, _reply);
        Assert.Equal(HandshakeStep.Refused, client.Take(_reply.AsSpan(0, size), s_home));
        Assert.Equal(RefusalReason.Version, client.Refusal);
        Assert.Equal(Packet.Version, client.OtherVersion);
    }

    [Fact]
    public void A_full_server_says_so()
    {
        using var client = Client();
        _server.IsFull = true;
        var size = Answer(client, s_ada);
        Assert.Equal(HandshakeStep.Refused, client.Take(_reply.AsSpan(0, size), s_home));
        Assert.Equal(RefusalReason.Full, client.Refusal);
    }

    [Fact]
    public void Who_was_introduced_shares_a_secret_and_who_was_not_gets_nowhere()
    {
        using var server = Server(new OneIntroduction(5, "the secret"u8.ToArray()));
        using var ada = Client(5, "the secret");
        using var eve = Client(5, "a guess");
        using var mallory = Client(6, "the secret");
        var size = server.Answer(ada.Hello, s_ada, 0, _reply);
        Assert.Equal(HandshakeStep.Admitted, ada.Take(_reply.AsSpan(0, size), s_home));
        Assert.Equal((UInt128)5, server.Admit(FinishOf(ada.Admission!), 0)!.Introduction);
        size = server.Answer(eve.Hello, s_ada, 0, _reply);
        Assert.Equal(HandshakeStep.Ignored, eve.Take(_reply.AsSpan(0, size), s_home));
        Assert.Equal(0, server.Answer(mallory.Hello, s_ada, 0, _reply));
    }

    [Fact]
    public void A_public_key_that_is_no_point_of_the_curve_is_not_answered()
    {
        using var client = Client();
        var hello = client.Hello.ToArray();
        hello[Hello.Invariant + 3] ^= 1;
        Assert.Equal(0, _server.Answer(hello, s_ada, 0, _reply));
        hello.AsSpan(Hello.Invariant, 64).Clear();
        Assert.Equal(0, _server.Answer(hello, s_ada, 0, _reply));
    }

    private static PeerAddress Address(string host, int port) =>
        PeerAddress.Of(new(System.Net.IPAddress.Parse(host), port));

    private static byte[] FinishOf(Admission client)
    {
        var bytes = new byte[Finish.HeaderSize(client.Ticket.Length) + 1 + Packet.Tag];
        var writer = new WireWriter(bytes);
        new Finish
        {
            Server = client.Other,
            Client = client.Own,
            Ticket = client.Ticket,
        }.WriteHeader(ref writer);
        return bytes;
    }

    private int Answer(Initiator client, PeerAddress from) =>
        _server.Answer(client.Hello, from, now: 0, _reply);

    private Initiator Client(int introduction = 0, string secret = "") =>
        new(
            _dice.NextBytes,
            new Parameters { Streams = 3 },
            (UInt128)introduction,
            System.Text.Encoding.UTF8.GetBytes(secret)
        );

    private Responder Server(IIntroductions? introductions) =>
        new(_identity, new Parameters(), _dice.NextBytes, introductions);

    private sealed class OneIntroduction(UInt128 name, byte[] secret) : IIntroductions
    {
        public bool TryFind(UInt128 asked, out ReadOnlyMemory<byte> found)
        {
            found = secret;
            return asked == name;
        }
    }
}
