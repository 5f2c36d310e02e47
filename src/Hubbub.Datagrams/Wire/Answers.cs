namespace Hubbub.Datagrams;

/// <summary>"Say that again, with this": the server asks for a proof of the address first.</summary>
internal readonly ref struct Retry
{
    public ConnectionId Client { get; init; }

    /// <summary>The client's own random number: who has not seen the hello cannot forge an answer.</summary>
    public ReadOnlySpan<byte> Random { get; init; }

    public ReadOnlySpan<byte> Cookie { get; init; }

    public int Write(Span<byte> to)
    {
        var writer = new WireWriter(to);
        Packet.WriteLong(ref writer, PacketKind.Retry, Client, default);
        writer.Bytes(Random);
        writer.Short(Cookie);
        return writer.Position;
    }

    public static bool TryRead(ReadOnlySpan<byte> datagram, out Retry retry)
    {
        var reader = new WireReader(datagram);
        var isWhole = Packet.TryReadLong(ref reader, out var header);
        retry = new Retry
        {
            Client = header.Destination,
            Random = reader.Bytes(Hello.RandomSize),
            Cookie = reader.Short(),
        };
        return isWhole
            && !reader.Failed
            && header.Version == Packet.Version
            && retry.Cookie.Length is > 0 and <= Hello.MostCookie;
    }
}

/// <summary>Why a server will not have a client. Numbers stand on the wire.</summary>
public enum RefusalReason
{
    /// <summary>The two speak different versions.</summary>
    Version = 1,

    /// <summary>The server has as many connections as it takes.</summary>
    Full = 2,
}

/// <summary>Layout invariant in every version, so that an old and a new program can part in plain words.</summary>
internal readonly ref struct Refusal
{
    public ConnectionId Client { get; init; }

    public ReadOnlySpan<byte> Random { get; init; }

    public RefusalReason Reason { get; init; }

    /// <summary>The version that the server speaks.</summary>
    public byte Version { get; init; }

    public int Write(Span<byte> to)
    {
        var writer = new WireWriter(to);
        Packet.WriteLong(ref writer, PacketKind.Refusal, Client, default);
        writer.Bytes(Random);
        writer.Byte((int)Reason);
        return writer.Position;
    }

    public static bool TryRead(ReadOnlySpan<byte> datagram, out Refusal refusal)
    {
        var reader = new WireReader(datagram);
        Packet.TryReadLong(ref reader, out var header);
        refusal = new Refusal
        {
            Client = header.Destination,
            Random = reader.Bytes(Hello.RandomSize),
            Reason = (RefusalReason)reader.Byte(),
            Version = header.Version,
        };
        return !reader.Failed;
    }
}
