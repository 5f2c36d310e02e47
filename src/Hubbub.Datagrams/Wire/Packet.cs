using System.Buffers.Binary;

namespace Hubbub.Datagrams;

/// <summary>What the first byte of a datagram says: docs/datagrams.md, "First byte".</summary>
internal enum PacketKind
{
    /// <summary>Not of this transport: a raw line, or noise.</summary>
    Foreign,
    Short,
    Hello,
    Retry,
    Welcome,
    Refusal,
    Finish,

    /// <summary>Passed on by a relay, with a packet inside.</summary>
    Relayed,

    /// <summary>About an end of a relay.</summary>
    Binding,

    /// <summary>By its first byte of this transport, but nothing that this version knows.</summary>
    Unknown,
}

/// <summary>
/// The first bytes of a datagram. 0x80–0xBF, the continuation bytes of UTF-8, never begin a text, so
/// that lines of <c>nc -u</c> may come to the same port. Integers are big-endian.
/// </summary>
internal static class Packet
{
    public const byte Version = 1;

    /// <summary>first byte, version, destination and source connection id.</summary>
    public const int LongHeader = 2 + (2 * ConnectionId.Size);

    /// <summary>first byte, destination connection id, packet number.</summary>
    public const int ShortHeader = 1 + ConnectionId.Size + sizeof(uint);

    public const int Tag = 16;

    /// <summary>The largest datagram that is sent or looked at.</summary>
    public const int Largest = 9000;

    /// <summary>Every path carries it: 1280 (IPv6's least MTU) less 28… 48 bytes of headers, less 20.</summary>
    public const int Base = 1200;

    private const byte LongFirst = 0xA0;
    private const byte ShortFirst = 0x80;
    private const byte KeyPhase = 0x10;
    private const byte AckNow = 0x08;

    public static PacketKind KindOf(ReadOnlySpan<byte> datagram)
    {
        if (datagram.IsEmpty || (datagram[0] & 0xC0) != 0x80)
            return PacketKind.Foreign;
        if ((datagram[0] & 0x20) == 0)
            return PacketKind.Short;
        return (datagram[0] & 0x1F) switch
        {
            1 => PacketKind.Hello,
            2 => PacketKind.Retry,
            3 => PacketKind.Welcome,
            4 => PacketKind.Refusal,
            5 => PacketKind.Finish,
            6 => PacketKind.Relayed,
            7 => PacketKind.Binding,
            _ => PacketKind.Unknown,
        };
    }

    /// <summary>Of any kind but a short packet, whose first byte says more.</summary>
    public static byte FirstOf(PacketKind kind) => (byte)(LongFirst | (kind - PacketKind.Short));

    public static void WriteLong(
        ref WireWriter to,
        PacketKind kind,
        ConnectionId destination,
        ConnectionId source
    )
    {
        to.Byte(FirstOf(kind));
        to.Byte(Version);
        to.UInt64(destination.Value);
        to.UInt64(source.Value);
    }

    /// <summary>The kind is known; false: cut off.</summary>
    public static bool TryReadLong(ref WireReader from, out LongHeader header)
    {
        from.Byte();
        header = new LongHeader(from.Byte(), new(from.UInt64()), new(from.UInt64()));
        return !from.Failed;
    }

    public static void WriteShort(
        Span<byte> to,
        ConnectionId destination,
        long number,
        bool keyPhase,
        bool ackNow,
        int spare
    )
    {
        // The spare bits carry noise, so that no box on the way comes to rely on them.
        to[0] = (byte)(
            ShortFirst | (keyPhase ? KeyPhase : 0) | (ackNow ? AckNow : 0) | (spare & 0x07)
        );
        BinaryPrimitives.WriteUInt64BigEndian(to[1..], destination.Value);
        BinaryPrimitives.WriteUInt32BigEndian(to[9..], (uint)number);
    }

    public static bool TryReadShort(ReadOnlySpan<byte> datagram, out ShortHeader header)
    {
        header = default;
        if (datagram.Length < ShortHeader + Tag)
            return false;
        header = new(
            new(BinaryPrimitives.ReadUInt64BigEndian(datagram[1..])),
            BinaryPrimitives.ReadUInt32BigEndian(datagram[9..]),
            (datagram[0] & KeyPhase) != 0,
            (datagram[0] & AckNow) != 0
        );
        return true;
    }

    /// <summary>
    /// The number nearest to the one after <paramref name="largest"/> that ends in these 32 bits
    /// (RFC 9000, appendix A.3). −1: there is none.
    /// </summary>
    public static long WholeNumber(uint low, long largest)
    {
        var expected = largest + 1;
        var candidate = (expected & ~0xFFFF_FFFFL) | low;
        if (candidate <= expected - (1L << 31) && candidate <= Varint.Most - (1L << 32))
            return candidate + (1L << 32);
        return candidate > expected + (1L << 31) && candidate >= 1L << 32
            ? candidate - (1L << 32)
            : candidate;
    }
}

internal readonly record struct LongHeader(
    byte Version,
    ConnectionId Destination,
    ConnectionId Source
);

/// <param name="Number">The low 32 bits of the packet number.</param>
/// <param name="AckNow">The sender asks for an acknowledgement at once.</param>
internal readonly record struct ShortHeader(
    ConnectionId Destination,
    uint Number,
    bool KeyPhase,
    bool AckNow
);
