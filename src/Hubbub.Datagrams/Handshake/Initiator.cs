using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Hubbub.Datagrams;

/// <summary>What came of an answer to a hello.</summary>
internal enum HandshakeStep
{
    /// <summary>Not meant for this handshake, forged or damaged: nothing has changed.</summary>
    Ignored,

    /// <summary>The hello has changed and goes again at once.</summary>
    Again,
    Admitted,
    Refused,
}

/// <summary>The client's side of the handshake.</summary>
internal sealed class Initiator : IDisposable
{
    private readonly KeyAgreement _key;
    private readonly byte[] _hello = new byte[Packet.Base];
    private readonly byte[] _random = new byte[Datagrams.Hello.RandomSize];
    private readonly byte[] _parameters;
    private readonly byte[] _introduction;
    private readonly byte[] _secret;
    private bool _wasRetried;

    /// <param name="introduction">The name of a secret that both share; 0: none.</param>
    /// <param name="secret">That secret; empty: none.</param>
    public Initiator(
        FillRandom random,
        Parameters parameters,
        UInt128 introduction,
        ReadOnlySpan<byte> secret
    )
    {
        _key = new KeyAgreement(random);
        random(_random);
        Span<byte> id = stackalloc byte[ConnectionId.Size];
        random(id);
        Own = new ConnectionId(new WireReader(id).UInt64());
        var bytes = new byte[Datagrams.Hello.MostParameters];
        _parameters = bytes[..parameters.Write(bytes)];
        _introduction = new byte[introduction == 0 ? 0 : Datagrams.Hello.IntroductionSize];
        if (introduction != 0)
            BinaryPrimitives.WriteUInt128BigEndian(_introduction, introduction);
        _secret = secret.ToArray();
        Write([]);
    }

    public ConnectionId Own { get; }

    /// <summary>The whole datagram to send, and to send again while nothing comes.</summary>
    public ReadOnlySpan<byte> Hello => _hello;

    public Admission? Admission { get; private set; }

    public RefusalReason Refusal { get; private set; }

    /// <summary>The version that the server speaks, if that was why it refused.</summary>
    public byte OtherVersion { get; private set; }

    /// <param name="datagram">Opened in place.</param>
    public HandshakeStep Take(Span<byte> datagram, PeerAddress from) =>
        Packet.KindOf(datagram) switch
        {
            PacketKind.Retry => TakeRetry(datagram),
            PacketKind.Refusal => TakeRefusal(datagram),
            PacketKind.Welcome => TakeWelcome(datagram, from),
            _ => HandshakeStep.Ignored,
        };

    public void Dispose() => _key.Dispose();

    private HandshakeStep TakeRetry(ReadOnlySpan<byte> datagram)
    {
        if (
            _wasRetried
            || !Retry.TryRead(datagram, out var retry)
            || retry.Client != Own
            || !retry.Random.SequenceEqual(_random)
        )
            return HandshakeStep.Ignored;
        _wasRetried = true;
        Write(retry.Cookie);
        return HandshakeStep.Again;
    }

    private HandshakeStep TakeRefusal(ReadOnlySpan<byte> datagram)
    {
        if (
            !Datagrams.Refusal.TryRead(datagram, out var refusal)
            || refusal.Client != Own
            || !refusal.Random.SequenceEqual(_random)
        )
            return HandshakeStep.Ignored;
        Refusal = refusal.Reason;
        OtherVersion = refusal.Version;
        return HandshakeStep.Refused;
    }

    private HandshakeStep TakeWelcome(Span<byte> datagram, PeerAddress from)
    {
        if (!Welcome.TryRead(datagram, out var welcome) || welcome.Client != Own)
            return HandshakeStep.Ignored;
        if ((int)welcome.Cipher > 7 || (PacketCipher.Available & (1 << (int)welcome.Cipher)) == 0)
            return HandshakeStep.Ignored;
        if (_key.Agree(welcome.PublicKey) is not { } shared)
            return HandshakeStep.Ignored;
        var transcript = new Transcript(shared, _secret, _hello, datagram[..Welcome.Clear]);
        using var key = transcript.WelcomeKey(welcome.Cipher);
        if (!key.TryOpen(0, datagram, welcome.HeaderSize))
            return HandshakeStep.Ignored;
        var text = datagram[welcome.HeaderSize..^Packet.Tag];
        if (
            !WelcomeBody.TryRead(text, out var body)
            || !Parameters.TryRead(body.Parameters, out var parameters)
        )
            return HandshakeStep.Ignored;
        var whole = transcript.Whole(text[..^Identity.SignatureSize]);
        if (!Identity.IsSigned(body.Identity, KeySchedule.Signed(whole), body.Signature))
            return HandshakeStep.Ignored;
        Admission = new Admission
        {
            Own = Own,
            Other = welcome.Server,
            Address = from,
            Cipher = welcome.Cipher,
            Master = transcript.Master(whole),
            Parameters = parameters,
            Introduction = Ticket.ReadIntroduction(_introduction),
            Ticket = welcome.Ticket.ToArray(),
            ResetToken = body.ResetToken.ToArray(),
            Fingerprint = Fingerprint.Of(body.Identity),
            Observed = body.Observed,
        };
        CryptographicOperations.ZeroMemory(shared);
        return HandshakeStep.Admitted;
    }

    private void Write(ReadOnlySpan<byte> cookie) =>
        new Hello
        {
            Client = Own,
            Random = _random,
            PublicKey = _key.PublicKey,
            Ciphers = PacketCipher.Available,
            Introduction = _introduction,
            Cookie = cookie,
            Parameters = _parameters,
        }.Write(_hello);
}
