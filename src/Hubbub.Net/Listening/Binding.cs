using System.Net;
using System.Net.Sockets;

namespace Hubbub.Net.Listening;

/// <summary>
/// Host names to sockets that listen. Done before Kestrel starts, so that what goes wrong can be
/// told in sentences and one free port serves all addresses.
/// </summary>
internal static class Binding
{
    private const int Backlog = 4096;

    public static async Task<IReadOnlyList<Socket>> ListenAsync(
        IReadOnlyList<string> hosts,
        int port,
        CancellationToken ct
    )
    {
        var sockets = new List<Socket>();
        try
        {
            foreach (var host in hosts)
            {
                var before = sockets.Count;
                ListenException? missing = null;
                foreach (var address in await ResolveAsync(host, ct))
                {
                    // The first address chooses the free port, the others follow.
                    var at =
                        sockets.Count == 0 ? port : ((IPEndPoint)sockets[0].LocalEndPoint!).Port;
                    if (sockets.Exists(s => Serves(s, address)))
                        continue;
                    try
                    {
                        sockets.Add(Listen(new IPEndPoint(address, at), host));
                    }
                    catch (ListenException e) when (IsNotHere(e))
                    {
                        missing = e;
                    }
                }

                // A machine without IPv6 still has a localhost.
                if (missing is not null && sockets.Count == before)
                    throw missing;
            }

            return sockets;
        }
        catch
        {
            sockets.ForEach(s => s.Dispose());
            throw;
        }
    }

    private static bool Serves(Socket socket, IPAddress address) =>
        socket.LocalEndPoint is IPEndPoint p && p.Address.Equals(address);

    private static async Task<IReadOnlyList<IPAddress>> ResolveAsync(
        string host,
        CancellationToken ct
    )
    {
        if (host == "*")
            return [IPAddress.Any, IPAddress.IPv6Any];
        // What localhost means is not left to /etc/hosts: both, whatever is written there.
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            return [IPAddress.Loopback, IPAddress.IPv6Loopback];
        if (IPAddress.TryParse(host.Trim('[', ']'), out var address))
            return [address];
        try
        {
            return await Dns.GetHostAddressesAsync(host, ct);
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            throw new ListenException(
                $"The host name {host} is not known here. Check how it is written, or give an address of this machine.",
                e
            );
        }
    }

    private static Socket Listen(IPEndPoint endpoint, string host)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            // IPv4 has a socket of its own, so that 0.0.0.0 and :: can stand side by side.
            if (endpoint.AddressFamily == AddressFamily.InterNetworkV6)
                socket.DualMode = false;
            socket.Bind(endpoint);
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException e)
        {
            socket?.Dispose();
            throw new ListenException(Explain(e, endpoint, host), e);
        }
    }

    private static bool IsNotHere(ListenException e) =>
        e.InnerException
            is SocketException
            {
                SocketErrorCode: SocketError.AddressNotAvailable
                    or SocketError.AddressFamilyNotSupported
                    or SocketError.ProtocolNotSupported
            };

    private static string Explain(SocketException e, IPEndPoint endpoint, string host) =>
        e.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse =>
                $"Port {endpoint.Port} on {endpoint.Address} is in use by another program. End that program, or choose another port: hubbub serve {Another(endpoint.Port)}",
            SocketError.AccessDenied =>
                $"Port {endpoint.Port} may not be used without special rights. Choose one from 1024 on, for example: hubbub serve 53142",
            SocketError.AddressNotAvailable
            or SocketError.AddressFamilyNotSupported
            or SocketError.ProtocolNotSupported =>
                $"{host} is not an address of this machine. Give one of its own, or --lan for all of them.",
            SocketError.TooManyOpenSockets =>
                "The limit of open files is too low to listen. Raise it, for example: ulimit -n 4096",
            _ => $"Cannot listen on {endpoint}: {e.Message}. Choose another address or port.",
        };

    internal static int Another(int port) => port < 65_535 ? port + 1 : 53142;
}
