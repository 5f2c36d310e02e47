using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Hubbub.Cli.Screen;
using Hubbub.Client.Connecting;
using Hubbub.Files;
using Hubbub.Net.Listening;
using Hubbub.Net.Listening.Udp;

namespace Hubbub.Cli.Transfers;

/// <summary>The port on which files are waited for.</summary>
internal static class ReceivePlace
{
    /// <param name="tell">Told the fingerprint by which senders know this receiver again.</param>
    /// <exception cref="CannotException">It cannot be had: why.</exception>
    public static async Task<FileReceiver> OpenAsync(
        ReceiveOptions options,
        Action<string> tell,
        CancellationToken ct
    )
    {
        try
        {
            var addresses = new List<IPAddress>();
            foreach (var host in options.Hosts)
                addresses.AddRange(await AddressesAsync(host, ct));
            // Kept with a person's own settings: the same wherever files are waited for.
            var folder = Path.GetDirectoryName(UserFolder.PathOf("udp.pem"));
            var identity = new ServerIdentity(folder, tell).Take();
            return FileReceiver.Open(addresses, options.Port, identity, TimeProvider.System);
        }
        catch (CryptographicException e)
        {
            throw new CannotException($"The own key cannot be used: {e.Message}", e);
        }
        catch (ConnectException e)
        {
            throw new CannotException($"Cannot wait for files: {e.Message}.", e);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new CannotException(
                $"Port {options.Port} is in use (UDP). Choose another one, or end what waits there.",
                e
            );
        }
        catch (SocketException e)
        {
            throw new CannotException(
                $"Cannot wait on {string.Join(", ", options.Hosts)}, port {options.Port}: {e.Message}.",
                e
            );
        }
    }

    /// <summary>Where it waits, for people; and how somebody sends something there.</summary>
    public static IEnumerable<string> Words(FileReceiver receiver, ReceiveOptions options)
    {
        var port = receiver.Local[0].Port;
        var hosts = receiver.Local.Select(local => $"{local.Address}").ToList();
        var shown = options.Hosts is ["*"] ? "all interfaces" : string.Join(", ", hosts);
        yield return $"Waiting for files on {shown}, port {port}. They go into {Visible.Of(options.Into)}.";
        var others = LanAddresses.Of([
            .. hosts.SelectMany(Both).Select(h => new ListenEndpoint(h, port)),
        ]);
        yield return $"To send some: hubbub send FILE {(others.Count > 0 ? others[0] : "localhost")} {port}";
        yield return "Ctrl-C ends it.";
    }

    /// <summary>A socket on all addresses of IPv6 has those of IPv4, too.</summary>
    private static string[] Both(string host) => host == "::" ? ["0.0.0.0", "::"] : [host];

    private static async Task<IPAddress[]> AddressesAsync(string host, CancellationToken ct)
    {
        if (host == "*")
            return [Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any];
        var addresses = await HostNames.ResolveAsync(host, ct);
        // A machine without IPv6 still has a localhost.
        return
        [
            .. addresses.Where(a =>
                Socket.OSSupportsIPv6 || a.AddressFamily == AddressFamily.InterNetwork
            ),
        ];
    }
}
