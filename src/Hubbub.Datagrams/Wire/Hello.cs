namespace Hubbub.Datagrams;

/// <summary>
/// A client's first packet, at least <see cref="Packet.Base"/> bytes long, so that no answer is
/// longer than what it answers.
/// </summary>
internal readonly ref struct Hello
{
    public const int RandomSize = 32;
    public const int IntroductionSize = 16;
    public const int MostCookie = 64;
    public const int MostParameters = 64;

    /// <summary>Invariant in every version: header and random number stand here, for the refusal's sake.</summary>
    public const int Invariant = Packet.LongHeader + RandomSize;

    public ConnectionId Client { get; init; }

    public ReadOnlySpan<byte> Random { get; init; }

    /// <summary>x and y of a point of P-256.</summary>
    public ReadOnlySpan<byte> PublicKey { get; init; }

    /// <summary>A bit for each <see cref="CipherKind"/> that the client has.</summary>
    public byte Ciphers { get; init; }

    /// <summary>Empty, or 16 bytes that name a secret which both already share.</summary>
    public ReadOnlySpan<byte> Introduction { get; init; }

    /// <summary>Empty, or what a <see cref="Retry"/> gave.</summary>
    public ReadOnlySpan<byte> Cookie { get; init; }

    public ReadOnlySpan<byte> Parameters { get; init; }

    /// <summary>Fills <paramref name="to"/>: zeros after the fields.</summary>
    public void Write(Span<byte> to)
    {
        var writer = new WireWriter(to);
        Packet.WriteLong(ref writer, PacketKind.Hello, default, Client);
        writer.Bytes(Random);
        writer.Bytes(PublicKey);
        writer.Byte(Ciphers);
        writer.Short(Introduction);
        writer.Short(Cookie);
        writer.Short(Parameters);
        writer.Zeros(writer.Room);
    }

    /// <summary>False: too short, cut off, or a field of a wrong length. The version is the caller's to check.</summary>
    public static bool TryRead(ReadOnlySpan<byte> datagram, out Hello hello)
    {
        hello = default;
        if (datagram.Length < Packet.Base)
            return false;
        var reader = new WireReader(datagram);
        if (!Packet.TryReadLong(ref reader, out var header))
            return false;
        hello = new Hello
        {
            Client = header.Source,
            Random = reader.Bytes(RandomSize),
            PublicKey = reader.Bytes(KeyAgreement.PublicKeySize),
            Ciphers = reader.Byte(),
            Introduction = reader.Short(),
            Cookie = reader.Short(),
            Parameters = reader.Short(),
        };
        return !reader.Failed
            && hello.Introduction.Length is 0 or IntroductionSize
            && hello.Cookie.Length <= MostCookie
            && hello.Parameters.Length <= MostParameters;
    }
}
