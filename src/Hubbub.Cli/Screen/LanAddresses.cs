using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Hubbub.Net.Listening;

namespace Hubbub.Cli.Screen;

/// <summary>The addresses by which others reach this machine.</summary>
internal static class LanAddresses
{
    /// <summary>Of what was bound; "all interfaces" stands for theirs. Those most likely to work come first.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<ListenEndpoint> endpoints)
    {
        var addresses = endpoints.Select(e => IPAddress.Parse(e.Host)).ToList();
        var all = new List<IPAddress>();
        if (addresses.Contains(IPAddress.Any))
            all.AddRange(OfInterfaces(AddressFamily.InterNetwork));
        if (addresses.Contains(IPAddress.IPv6Any))
            all.AddRange(OfInterfaces(AddressFamily.InterNetworkV6));
        all.AddRange(addresses);
        return
        [
            .. all.Where(IsForOthers)
                .OrderBy(a => a.AddressFamily == AddressFamily.InterNetwork ? 0 : 1)
                .Select(a => a.ToString())
                .Distinct(),
        ];
    }

    private static IEnumerable<IPAddress> OfInterfaces(AddressFamily family)
    {
        try
        {
            return NetworkInterface
                .GetAllNetworkInterfaces()
                .Where(i =>
                    i.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown
                )
                .SelectMany(i => i.GetIPProperties().UnicastAddresses)
                .Select(a => a.Address)
                .Where(a => a.AddressFamily == family);
        }
        catch (NetworkInformationException)
        {
            // The server is as reachable as before; only the hint is missing.
            return [];
        }
    }

    private static bool IsForOthers(IPAddress address) =>
        !IPAddress.IsLoopback(address)
        && !address.IsIPv6LinkLocal
        && !address.Equals(IPAddress.Any)
        && !address.Equals(IPAddress.IPv6Any);
}
