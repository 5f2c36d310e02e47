using System.Net;

namespace Hubbub.Net.Listening.Udp;

/// <summary>Addresses that do not come from afar.</summary>
internal static class PrivateNetworks
{
    /// <summary>RFC 1918 and 3927, RFC 4193 and link-local IPv6.</summary>
    private static readonly IPNetwork[] s_networks =
    [
        IPNetwork.Parse("10.0.0.0/8"),
        IPNetwork.Parse("172.16.0.0/12"),
        IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("fc00::/7"),
        IPNetwork.Parse("fe80::/10"),
    ];

    public static bool Have(IPAddress address) =>
        Array.Exists(s_networks, network => network.Contains(address));
}
