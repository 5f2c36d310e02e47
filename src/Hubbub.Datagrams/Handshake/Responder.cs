namespace Hubbub.Datagrams;

/// <summary>
/// The server's side of the handshake, which keeps no memory of anybody: each hello is answered from
/// itself alone, with less than it brought.
/// </summary>
internal sealed class Responder : IDisposable
{
    /// <summary>Work with keys for addresses that have proven nothing; beyond it a cookie is asked for.</summary>
    public const int UnprovenPerSecond = 250;

    /// <summary>Work with keys for anybody: about half of one processor.</summary>
    public const int PerSecond = 1_500;

    /// <summary>A key pair serves so many hellos, or so long: making one costs as much as answering.</summary>
    private const int UsesOfKey = 1_000;
    private const long LifeOfKey = 10_000_000;

    private readonly Identity _identity;
    private readonly FillRandom _random;
    private readonly IIntroductions? _introductions;
    private readonly SealingBox _box;
    private readonly Allowance _unproven = new(UnprovenPerSecond);
    private readonly Allowance _all = new(PerSecond);
    private readonly byte[] _parameters;
    private KeyAgreement? _key;
    private long _keyBorn;
    private int _keyUses;

    public Responder(
        Identity identity,
        Parameters parameters,
        FillRandom random,
        IIntroductions? introductions
    )
    {
        _identity = identity;
        _random = random;
        _introductions = introductions;
        _box = new SealingBox(random);
        var bytes = new byte[Hello.MostParameters];
        _parameters = bytes[..parameters.Write(bytes)];
    }

    /// <summary>The server takes nobody more.</summary>
    public bool IsFull { get; set; }

    /// <param name="reply">At least <see cref="Packet.Base"/> bytes.</param>
    /// <returns>The answer's length; 0: none.</returns>
    public int Answer(ReadOnlySpan<byte> datagram, PeerAddress from, long now, Span<byte> reply)
    {
        if (datagram.Length < Packet.Base)
            return 0;
        if (datagram[1] != Packet.Version)
            return Refuse(datagram, RefusalReason.Version, reply);
        if (!Hello.TryRead(datagram, out var hello))
            return 0;
        if (IsFull)
            return Refuse(datagram, RefusalReason.Full, reply);
        if (!IsProven(hello, from, now) && !_unproven.TryTake(now))
            return AskForProof(hello, from, now, reply);
        return _all.TryTake(now) ? Welcome(hello, datagram, from, now, reply) : 0;
    }

    /// <summary>Opens the ticket of a finish; the packet itself is the new connection's to open.</summary>
    public Admission? Admit(ReadOnlySpan<byte> datagram, long now)
    {
        if (!Finish.TryRead(datagram, out var finish))
            return null;
        Span<byte> text = stackalloc byte[Ticket.Most];
        var size = _box.Open(finish.Ticket, "ticket"u8, now, text);
        return
            size >= Ticket.Least
            && Ticket.TryRead(text[..size], out var admission)
            && admission!.Own == finish.Server
            && admission.Other == finish.Client
            ? admission
            : null;
    }

    public void Dispose()
    {
        _box.Dispose();
        _key?.Dispose();
    }

    private static int Refuse(ReadOnlySpan<byte> datagram, RefusalReason reason, Span<byte> reply)
    {
        var reader = new WireReader(datagram);
        Packet.TryReadLong(ref reader, out var header);
        return new Refusal
        {
            Client = header.Source,
            Random = reader.Bytes(Hello.RandomSize),
            Reason = reason,
        }.Write(reply);
    }

    private bool IsProven(in Hello hello, PeerAddress from, long now)
    {
        if (hello.Cookie.IsEmpty)
            return false;
        Span<byte> context = stackalloc byte[PeerAddress.Size + ConnectionId.Size];
        CookieContext(hello, from, context);
        return _box.Open(hello.Cookie, context, now, []) == 0;
    }

    private int AskForProof(in Hello hello, PeerAddress from, long now, Span<byte> reply)
    {
        Span<byte> context = stackalloc byte[PeerAddress.Size + ConnectionId.Size];
        Span<byte> cookie = stackalloc byte[SealingBox.Overhead];
        CookieContext(hello, from, context);
        _box.Seal([], context, now, cookie);
        return new Retry
        {
            Client = hello.Client,
            Random = hello.Random,
            Cookie = cookie,
        }.Write(reply);
    }

    private static void CookieContext(in Hello hello, PeerAddress from, Span<byte> context)
    {
        var writer = new WireWriter(context);
        from.Write(ref writer);
        writer.UInt64(hello.Client.Value);
    }

    private int Welcome(
        in Hello hello,
        ReadOnlySpan<byte> datagram,
        PeerAddress from,
        long now,
        Span<byte> reply
    )
    {
        ReadOnlyMemory<byte> introduced = default;
        var introduction = Ticket.ReadIntroduction(hello.Introduction);
        if (!hello.Introduction.IsEmpty && !IsIntroduced(introduction, out introduced))
            return 0;
        var ciphers = (byte)(hello.Ciphers & PacketCipher.Available);
        if (ciphers == 0)
            return 0;
        if (!Parameters.TryRead(hello.Parameters, out var parameters))
            return 0;
        var key = Key(now);
        if (key.Agree(hello.PublicKey) is not { } shared)
            return 0;

        var cipher = Transcript.Choose(ciphers);
        Span<byte> id = stackalloc byte[ConnectionId.Size];
        _random(id);
        var server = new ConnectionId(new WireReader(id).UInt64());
        Span<byte> clear = stackalloc byte[Datagrams.Welcome.Clear];
        var clearWriter = new WireWriter(clear);
        Packet.WriteLong(ref clearWriter, PacketKind.Welcome, hello.Client, server);
        clearWriter.Bytes(key.PublicKey);
        clearWriter.Byte((int)cipher);
        var transcript = new Transcript(shared, introduced.Span, datagram, clear);

        Span<byte> said = stackalloc byte[256];
        var saidSize = Say(from, server, said);
        var whole = transcript.Whole(said[..saidSize]);
        var admission = new Admission
        {
            Own = server,
            Other = hello.Client,
            Address = from,
            Cipher = cipher,
            Introduction = introduction,
            Master = transcript.Master(whole),
            Parameters = parameters,
        };
        Span<byte> ticket = stackalloc byte[Datagrams.Welcome.MostTicket];
        var ticketSize = SealTicket(admission, hello.Parameters, now, ticket);

        scoped var writer = new WireWriter(reply);
        var welcome = new Welcome
        {
            Client = hello.Client,
            Server = server,
            PublicKey = key.PublicKey,
            Cipher = cipher,
            Ticket = ticket[..ticketSize],
        };
        welcome.WriteHeader(ref writer);
        writer.Bytes(said[..saidSize]);
        _identity.Sign(KeySchedule.Signed(whole), writer.Take(Identity.SignatureSize));
        writer.Take(Packet.Tag);
        using var welcomeKey = transcript.WelcomeKey(cipher);
        welcomeKey.Seal(0, reply[..writer.Position], welcome.HeaderSize);
        return writer.Position;
    }

    private bool IsIntroduced(UInt128 name, out ReadOnlyMemory<byte> secret)
    {
        secret = default;
        return _introductions is not null && _introductions.TryFind(name, out secret);
    }

    private int Say(PeerAddress from, ConnectionId server, Span<byte> to)
    {
        Span<byte> token = stackalloc byte[WelcomeBody.ResetTokenSize];
        _identity.ResetToken(server, token);
        scoped var writer = new WireWriter(to);
        new WelcomeBody
        {
            Identity = _identity.PublicKey,
            Observed = from,
            ResetToken = token,
            Parameters = _parameters,
        }.WriteSigned(ref writer);
        return writer.Position;
    }

    private int SealTicket(
        Admission admission,
        ReadOnlySpan<byte> parameters,
        long now,
        Span<byte> ticket
    )
    {
        Span<byte> text = stackalloc byte[Ticket.Most];
        var size = Ticket.Write(text, admission, parameters);
        return _box.Seal(text[..size], "ticket"u8, now, ticket);
    }

    private KeyAgreement Key(long now)
    {
        if (_key is not null && _keyUses < UsesOfKey && now - _keyBorn < LifeOfKey)
        {
            _keyUses++;
            return _key;
        }

        _key?.Dispose();
        _keyBorn = now;
        _keyUses = 1;
        return _key = new KeyAgreement(_random);
    }
}
