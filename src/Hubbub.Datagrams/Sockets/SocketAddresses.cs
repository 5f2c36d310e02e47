using System.Buffers.Binary;
using System.Net.Sockets;

namespace Hubbub.Datagrams;

/// <summary>The bytes of <c>sockaddr_in</c> and <c>sockaddr_in6</c>, without an object for each packet.</summary>
internal static class SocketAddresses
{
    private const int V4 = 16;
    private const int V6 = 28;

    private static readonly bool s_hasLength =
        OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD();

    public static PeerAddress Read(ReadOnlySpan<byte> address)
    {
        var port = BinaryPrimitives.ReadUInt16BigEndian(address[2..]);
        var family = s_hasLength ? address[1] : BitConverter.ToUInt16(address);
        if (family == 2)
        {
            var v4 = BinaryPrimitives.ReadUInt32BigEndian(address[4..]);
            return new(((UInt128)0xFFFF << 32) | v4, port);
        }

        return new(
            BinaryPrimitives.ReadUInt128BigEndian(address[8..]),
            port,
            BitConverter.ToUInt32(address[24..])
        );
    }

    /// <returns>The size of the structure.</returns>
    public static int Write(PeerAddress address, Span<byte> to, AddressFamily family)
    {
        var isV6 = family == AddressFamily.InterNetworkV6;
        var size = isV6 ? V6 : V4;
        to[..size].Clear();
        WriteFamily(to, isV6 ? FamilyV6 : 2, size);
        BinaryPrimitives.WriteUInt16BigEndian(to[2..], address.Port);
        if (isV6)
        {
            BinaryPrimitives.WriteUInt128BigEndian(to[8..], address.Host);
            BitConverter.TryWriteBytes(to[24..], address.Scope);
        }
        else
        {
            BinaryPrimitives.WriteUInt32BigEndian(to[4..], (uint)address.Host);
        }

        return size;
    }

    private static int FamilyV6 =>
        OperatingSystem.IsLinux() ? 10
        : OperatingSystem.IsMacOS() ? 30
        : OperatingSystem.IsFreeBSD() ? 28
        : 23;

    private static void WriteFamily(Span<byte> to, int family, int size)
    {
        if (s_hasLength)
        {
            to[0] = (byte)size;
            to[1] = (byte)family;
        }
        else
        {
            BitConverter.TryWriteBytes(to, (ushort)family);
        }
    }
}
