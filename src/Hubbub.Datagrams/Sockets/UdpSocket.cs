using System.Net;
using System.Net.Sockets;

namespace Hubbub.Datagrams;

/// <summary>Makes sockets: IPv6 that takes IPv4 too, so that all addresses look alike.</summary>
internal static class UdpSocket
{
    private const int Buffer = 4 * 1024 * 1024;

    /// <exception cref="SocketException">The address is not there, or taken.</exception>
    public static IUdpSocket Open(IPEndPoint local, bool isFast, bool isV6Only)
    {
        var socket = Bind(local, isV6Only);
        try
        {
            return
                isFast
                && LinuxSocket.IsSupported
                && socket.AddressFamily == AddressFamily.InterNetworkV6
                ? new LinuxSocket(socket)
                : new ManagedSocket(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Socket Bind(IPEndPoint local, bool isV6Only)
    {
        var isV6 = Socket.OSSupportsIPv6;
        var family = isV6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
        var socket = new Socket(family, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            // A path's errors belong to one connection; the socket lives on.
            if (OperatingSystem.IsWindows())
                socket.IOControl(-1744830452, [0, 0, 0, 0], null);
            if (isV6)
                socket.DualMode =
                    !isV6Only
                    && (!local.Address.Equals(IPAddress.IPv6Any) || Socket.OSSupportsIPv4);
            socket.ReceiveBufferSize = Buffer;
            socket.SendBufferSize = Buffer;
            NeverFragment(socket);
            socket.Bind(isV6 ? new IPEndPoint(local.Address.MapToIPv6(), local.Port) : local);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The size of packets is found by trying (<see cref="PacketSize"/>): nobody is to cut them up.</summary>
    private static void NeverFragment(Socket socket)
    {
        if (OperatingSystem.IsLinux())
        {
            // IP_MTU_DISCOVER and IPV6_MTU_DISCOVER, both IP_PMTUDISC_PROBE.
            Span<byte> probe = stackalloc byte[4];
            BitConverter.TryWriteBytes(probe, 3);
            socket.SetRawSocketOption(0, 10, probe);
            if (socket.AddressFamily == AddressFamily.InterNetworkV6)
                socket.SetRawSocketOption(41, 23, probe);
            return;
        }

        try
        {
            socket.DontFragment = true;
        }
        catch (SocketException)
        {
            // A system that cannot: packets of 1 200 bytes are not cut, and larger ones only slower.
        }
    }
}
