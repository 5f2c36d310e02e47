using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Hubbub.Datagrams;

/// <summary>
/// An address and port as a value: IPv4 in its IPv6 form (::ffff:a.b.c.d), so that one kind of
/// address is compared, sealed into tickets and counted.
/// </summary>
/// <param name="Scope">The interface of a link-local IPv6 address; else 0.</param>
public readonly record struct PeerAddress(UInt128 Host, ushort Port, uint Scope = 0)
{
    /// <summary>Bytes on the wire and in tickets; the scope, which means nothing elsewhere, is not in them.</summary>
    public const int Size = 18;

    private static readonly UInt128 s_mapped = (UInt128)0xFFFF << 32;

    /// <summary>100::/64, which leads nowhere (RFC 6666): whoever does not know relays sends into the void.</summary>
    private static readonly UInt128 s_relayed = (UInt128)0x0100 << 112;

    /// <summary>Who is behind an end of a relay. It means something to who has that end, and to nobody else.</summary>
    public bool IsRelay => Host >> 64 == s_relayed >> 64;

    /// <summary>If it <see cref="IsRelay"/>.</summary>
    public ulong RelayEnd => (ulong)Host;

    public bool IsIPv4 => Host >> 32 == s_mapped >> 32;

    public static PeerAddress Of(IPEndPoint endPoint)
    {
        Span<byte> bytes = stackalloc byte[16];
        var address = endPoint.Address;
        var isV6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        (isV6 ? address : address.MapToIPv6()).TryWriteBytes(bytes, out _);
        return new(
            BinaryPrimitives.ReadUInt128BigEndian(bytes),
            (ushort)endPoint.Port,
            isV6 ? (uint)address.ScopeId : 0
        );
    }

    public static PeerAddress OfRelay(ulong end) => new(s_relayed | end, Port: 0);

    public IPEndPoint ToEndPoint()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Host);
        return new(IsIPv4 ? new IPAddress(bytes[12..]) : new IPAddress(bytes, Scope), Port);
    }

    public override string ToString() => ToEndPoint().ToString();

    internal void Write(ref WireWriter to)
    {
        BinaryPrimitives.WriteUInt128BigEndian(to.Take(16), Host);
        BinaryPrimitives.WriteUInt16BigEndian(to.Take(2), Port);
    }

    internal static PeerAddress Read(ref WireReader from)
    {
        var bytes = from.Bytes(Size);
        return bytes.IsEmpty
            ? default
            : new(
                BinaryPrimitives.ReadUInt128BigEndian(bytes),
                BinaryPrimitives.ReadUInt16BigEndian(bytes[16..])
            );
    }
}
