namespace Hubbub.Datagrams;

/// <summary>
/// The server's half of the handshake. The server keeps nothing: all that it would have to remember
/// is in the ticket, sealed for itself, and comes back with the client's <see cref="Finish"/>.
/// </summary>
internal readonly ref struct Welcome
{
    public const int MostTicket = 255;

    public ConnectionId Client { get; init; }

    public ConnectionId Server { get; init; }

    public ReadOnlySpan<byte> PublicKey { get; init; }

    public CipherKind Cipher { get; init; }

    public ReadOnlySpan<byte> Ticket { get; init; }

    /// <summary>The bytes before the ticket: what the transcript covers.</summary>
    public const int Clear = Packet.LongHeader + KeyAgreement.PublicKeySize + 1;

    /// <summary>Where the sealed part begins.</summary>
    public int HeaderSize => Clear + 1 + Ticket.Length;

    public void WriteHeader(ref WireWriter to)
    {
        Packet.WriteLong(ref to, PacketKind.Welcome, Client, Server);
        to.Bytes(PublicKey);
        to.Byte((int)Cipher);
        to.Short(Ticket);
    }

    public static bool TryRead(ReadOnlySpan<byte> datagram, out Welcome welcome)
    {
        var reader = new WireReader(datagram);
        var isWhole = Packet.TryReadLong(ref reader, out var header);
        welcome = new Welcome
        {
            Client = header.Destination,
            Server = header.Source,
            PublicKey = reader.Bytes(KeyAgreement.PublicKeySize),
            Cipher = (CipherKind)reader.Byte(),
            Ticket = reader.Short(),
        };
        return isWhole
            && !reader.Failed
            && header.Version == Packet.Version
            && reader.Remaining >= Packet.Tag
            && !welcome.Ticket.IsEmpty;
    }
}

/// <summary>What the sealed part of a <see cref="Welcome"/> says.</summary>
internal readonly ref struct WelcomeBody
{
    public const int ResetTokenSize = 16;

    /// <summary>The server's lasting key: x and y of a point of P-256.</summary>
    public ReadOnlySpan<byte> Identity { get; init; }

    /// <summary>The address that the server saw: what the client looks like from there.</summary>
    public PeerAddress Observed { get; init; }

    /// <summary>Ends a packet that says "I know nothing of this connection": after a restart.</summary>
    public ReadOnlySpan<byte> ResetToken { get; init; }

    public ReadOnlySpan<byte> Parameters { get; init; }

    /// <summary>Covers the transcript: docs/datagrams.md, "Key schedule".</summary>
    public ReadOnlySpan<byte> Signature { get; init; }

    /// <summary>All but the signature, which signs it.</summary>
    public void WriteSigned(ref WireWriter to)
    {
        to.Bytes(Identity);
        Observed.Write(ref to);
        to.Bytes(ResetToken);
        to.Short(Parameters);
    }

    public static bool TryRead(ReadOnlySpan<byte> text, out WelcomeBody body)
    {
        var reader = new WireReader(text);
        body = new WelcomeBody
        {
            Identity = reader.Bytes(Datagrams.Identity.PublicKeySize),
            Observed = PeerAddress.Read(ref reader),
            ResetToken = reader.Bytes(ResetTokenSize),
            Parameters = reader.Short(),
            Signature = reader.Bytes(Datagrams.Identity.SignatureSize),
        };
        return !reader.Failed && reader.IsEmpty;
    }
}
