using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using Hubbub.Protocols.Discovery;

namespace Hubbub.Client.Discovery;

/// <param name="Address">Where the answer came from.</param>
public sealed record FoundServer(string Name, IPAddress Address, int Port);

/// <summary>Asks the local network which servers there are.</summary>
public static class Browser
{
    private const int MostFound = 100;
    private const int LongestMessage = 9_000;

    /// <summary>Asks twice, in case one question is lost, and listens until <paramref name="ct"/>.</summary>
    public static async Task<IReadOnlyList<FoundServer>> BrowseAsync(CancellationToken ct)
    {
        var found = new List<FoundServer>();
        var id = (ushort)RandomNumberGenerator.GetInt32(1, ushort.MaxValue);
        var sockets = OwnAddresses().Select(TryOpen).OfType<Socket>().ToList();
        try
        {
            var listening = sockets.Select(socket => ListenAsync(socket, id, found, ct)).ToList();
            await AskAsync(sockets, id, ct);
            await Task.WhenAll(listening);
        }
        catch (OperationCanceledException)
        {
            // That is how it ends.
        }
        finally
        {
            foreach (var socket in sockets)
                socket.Dispose();
        }

        lock (found)
            return [.. found.Distinct()];
    }

    private static async Task AskAsync(List<Socket> sockets, ushort id, CancellationToken ct)
    {
        var group = new IPEndPoint(
            new IPAddress(ServiceMessage.MulticastAddress),
            ServiceMessage.MulticastPort
        );
        for (var i = 0; i < 2; i++)
        {
            foreach (var socket in sockets)
            {
                try
                {
                    await socket.SendToAsync(ServiceMessage.Query(id), group, ct);
                }
                catch (SocketException)
                {
                    // No multicast on this one.
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(400), ct);
        }
    }

    private static async Task ListenAsync(
        Socket socket,
        ushort id,
        List<FoundServer> found,
        CancellationToken ct
    )
    {
        var buffer = new byte[LongestMessage];
        while (true)
        {
            try
            {
                var got = await socket.ReceiveFromAsync(
                    buffer,
                    new IPEndPoint(IPAddress.Any, 0),
                    ct
                );
                if (
                    !ServiceMessage.TryReadAnswer(
                        buffer.AsSpan(0, got.ReceivedBytes),
                        id,
                        out var offer
                    )
                )
                    continue;
                lock (found)
                {
                    if (found.Count < MostFound)
                        found.Add(
                            new(offer.Name, ((IPEndPoint)got.RemoteEndPoint).Address, offer.Port)
                        );
                }
            }
            catch (SocketException)
            {
                // What one machine refuses says nothing of the others.
            }
        }
    }

    private static Socket? TryOpen(IPAddress own)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.SetSocketOption(
                SocketOptionLevel.IP,
                SocketOptionName.MulticastInterface,
                own.GetAddressBytes()
            );
            socket.Bind(new IPEndPoint(own, 0));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }

    private static IEnumerable<IPAddress> OwnAddresses()
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
                    .Where(a =>
                        a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a)
                    ),
            ];
        }
        catch (NetworkInformationException)
        {
            return [];
        }
    }
}
