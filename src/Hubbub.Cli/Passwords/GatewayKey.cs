using System.Net;

namespace Hubbub.Cli.Passwords;

/// <summary>A web gateway that may speak for others (IRC's WEBIRC), by its password, from its own hosts only.</summary>
internal sealed record GatewayKey(PasswordHash Password, IReadOnlyList<IPNetwork> Hosts)
{
    public bool IsAt(string address) =>
        IPAddress.TryParse(address, out var ip)
        && Hosts.Any(host => host.Contains(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip));

    /// <summary>Addresses and networks such as <c>10.0.0.0/8</c>. Null: one is neither.</summary>
    public static IReadOnlyList<IPNetwork>? HostsOf(IEnumerable<string> words)
    {
        var hosts = new List<IPNetwork>();
        foreach (var word in words)
        {
            if (IPNetwork.TryParse(word, out var network))
                hosts.Add(network);
            else if (IPAddress.TryParse(word, out var ip))
                hosts.Add(new IPNetwork(ip, ip.GetAddressBytes().Length * 8));
            else
                return null;
        }

        return hosts.Count == 0 ? null : hosts;
    }
}
