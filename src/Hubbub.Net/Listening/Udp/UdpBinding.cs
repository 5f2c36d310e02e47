using System.Net;
using System.Net.Sockets;

namespace Hubbub.Net.Listening.Udp;

/// <summary>The same addresses and port as TCP's, for UDP.</summary>
internal static class UdpBinding
{
    /// <exception cref="ListenException">It cannot listen there; nothing stays bound.</exception>
    public static IReadOnlyList<UdpPort> Open(
        IReadOnlyList<IPEndPoint> endpoints,
        UdpOptions options
    )
    {
        // One socket of IPv6 takes both where all addresses are meant.
        var isAll =
            Socket.OSSupportsIPv6
            && endpoints.Any(e => e.Address.Equals(IPAddress.Any))
            && endpoints.Any(e => e.Address.Equals(IPAddress.IPv6Any));
        var ports = new List<UdpPort>();
        try
        {
            foreach (var endpoint in endpoints)
            {
                if (isAll && endpoint.Address.Equals(IPAddress.Any))
                    continue;
                var isV6Only = !isAll && endpoint.AddressFamily == AddressFamily.InterNetworkV6;
                ports.Add(new UdpPort(endpoint, isV6Only, options));
            }

            return ports;
        }
        catch (SocketException e)
        {
            ports.ForEach(port => port.Dispose());
            throw new ListenException(Explain(e, endpoints[0].Port), e);
        }
    }

    private static string Explain(SocketException e, int port) =>
        e.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse =>
                $"Port {port} is free for TCP, but its UDP side is in use by another program. End that program, or choose another port: hubbub serve {Binding.Another(port)}",
            _ => $"Cannot listen on UDP port {port}: {e.Message}. Choose another port.",
        };
}
