using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Hubbub.Net.Listening;

namespace Hubbub.Cli.Screens;

/// <summary>Where others find the server: the addresses that they can use, best first.</summary>
internal static class Places
{
    public static IReadOnlyList<ListenEndpoint> Of(IReadOnlyList<ListenEndpoint> endpoints)
    {
        var places = endpoints
            .SelectMany(endpoint =>
                endpoint.IsAny
                    ? OwnAddresses().Select(a => new ListenEndpoint(a.ToString(), endpoint.Port))
                    :
                    [
                        endpoint.IsLoopback
                            ? new ListenEndpoint("localhost", endpoint.Port)
                            : endpoint,
                    ]
            )
            .Distinct()
            .ToArray();
        return places.Length > 0 ? places : [new ListenEndpoint("localhost", endpoints[0].Port)];
    }

    private static IEnumerable<IPAddress> OwnAddresses() =>
        NetworkInterface
            .GetAllNetworkInterfaces()
            .Where(i => i.OperationalStatus == OperationalStatus.Up)
            .SelectMany(i => i.GetIPProperties().UnicastAddresses)
            .Select(a => a.Address)
            .Where(a => !IPAddress.IsLoopback(a) && !a.IsIPv6LinkLocal)
            .OrderBy(a => a.AddressFamily == AddressFamily.InterNetwork ? 0 : 1);
}
