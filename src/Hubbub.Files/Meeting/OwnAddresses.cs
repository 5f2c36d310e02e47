using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Hubbub.Datagrams;

namespace Hubbub.Files;

/// <summary>Where an endpoint may be reached: on this machine's networks, and at the address that a server sees.</summary>
public static class OwnAddresses
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    /// <param name="server">Speaks the transport, too; nothing is said to it. If it does not answer, its view is missing.</param>
    public static async Task<Card> OfAsync(
        UdpEndpoint endpoint,
        IReadOnlyList<IPEndPoint> server,
        CancellationToken cancellation
    )
    {
        var port = endpoint.Local.Port;
        var isHere = server.Any(one => IPAddress.IsLoopback(one.Address));
        var addresses = OfInterfaces(isHere).Select(a => new IPEndPoint(a, port)).ToList();
        if (await ObservedAsync(endpoint, server, cancellation) is { } seen)
            addresses.Insert(0, seen);
        return new Card([.. addresses.Distinct().Take(Card.MostAddresses)]);
    }

    private static async Task<IPEndPoint?> ObservedAsync(
        UdpEndpoint endpoint,
        IReadOnlyList<IPEndPoint> server,
        CancellationToken cancellation
    )
    {
        try
        {
            var options = new DialOptions { Patience = s_patience };
            var connection = await endpoint.ConnectAsync(server, options, cancellation);
            using var turn = endpoint.Enter();
            var seen = connection.Observed.ToEndPoint();
            connection.Close(0, "");
            return seen;
        }
        catch (DialException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static IEnumerable<IPAddress> OfInterfaces(bool withLoopback)
    {
        try
        {
            return
            [
                .. NetworkInterface
                    .GetAllNetworkInterfaces()
                    .Where(i =>
                        i.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown
                    )
                    .SelectMany(i => i.GetIPProperties().UnicastAddresses)
                    .Select(a => a.Address)
                    .Where(a => withLoopback || !IPAddress.IsLoopback(a))
                    // Means nothing on another machine.
                    .Where(a => !a.IsIPv6LinkLocal)
                    .Where(a =>
                        Socket.OSSupportsIPv6 || a.AddressFamily != AddressFamily.InterNetworkV6
                    ),
            ];
        }
        catch (NetworkInformationException)
        {
            return withLoopback ? [IPAddress.Loopback] : [];
        }
    }
}
