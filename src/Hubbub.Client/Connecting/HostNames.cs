using System.Net;
using System.Net.Sockets;

namespace Hubbub.Client.Connecting;

/// <summary>A host's addresses.</summary>
public static class HostNames
{
    /// <exception cref="ConnectException">None is known.</exception>
    public static async Task<IReadOnlyList<IPEndPoint>> ResolveAsync(
        Destination destination,
        CancellationToken ct
    ) =>
        [
            .. (await ResolveAsync(destination.Host, ct)).Select(address => new IPEndPoint(
                address,
                destination.Port
            )),
        ];

    /// <exception cref="ConnectException">None is known.</exception>
    public static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct)
    {
        if (IPAddress.TryParse(host, out var address))
            return [address];
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return [IPAddress.Loopback, IPAddress.IPv6Loopback];
        try
        {
            var found = await Dns.GetHostAddressesAsync(host, ct);
            return found.Length > 0
                ? found
                : throw new ConnectException($"no address is known for {host}");
        }
        catch (SocketException e)
        {
            throw new ConnectException($"no address is known for {host} ({e.Message})", e);
        }
    }
}
