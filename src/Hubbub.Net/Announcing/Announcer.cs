using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Hubbub.Protocols.Discovery;

namespace Hubbub.Net.Announcing;

/// <summary>
/// Answers who asks on the local network for servers (DNS-SD over multicast). Only those on a
/// network of our own are answered. Where the port or multicast is not to be had, nothing is:
/// people can still type the address.
/// </summary>
public sealed class Announcer : IAsyncDisposable
{
    private const int LongestMessage = 9_000;

    private static readonly IPEndPoint s_group = new(
        new IPAddress(ServiceMessage.MulticastAddress),
        ServiceMessage.MulticastPort
    );

    private readonly Socket _socket;
    private readonly ServiceOffer _offer;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _answering;

    private Announcer(Socket socket, ServiceOffer offer)
    {
        _socket = socket;
        _offer = offer;
        _answering = Task.Run(AnswerAsync);
    }

    /// <summary>Null: it is not possible here.</summary>
    public static Announcer? TryStart(ServiceOffer offer)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            // Others on this machine answer there, too.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(new IPEndPoint(IPAddress.Any, ServiceMessage.MulticastPort));
            return JoinGroups(socket) ? new Announcer(socket, offer) : Give(socket);
        }
        catch (Exception e) when (e is SocketException or NetworkInformationException)
        {
            return Give(socket);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _answering;
        _socket.Dispose();
        _ending.Dispose();
    }

    private static Announcer? Give(Socket socket)
    {
        socket.Dispose();
        return null;
    }

    private static bool JoinGroups(Socket socket)
    {
        var joined = false;
        foreach (var (address, _) in OwnNetworks())
        {
            try
            {
                socket.SetSocketOption(
                    SocketOptionLevel.IP,
                    SocketOptionName.AddMembership,
                    new MulticastOption(s_group.Address, address)
                );
                joined = true;
            }
            catch (SocketException)
            {
                // An interface without multicast.
            }
        }

        return joined;
    }

    private async Task AnswerAsync()
    {
        var buffer = new byte[LongestMessage];
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                var got = await _socket.ReceiveFromAsync(
                    buffer,
                    new IPEndPoint(IPAddress.Any, 0),
                    _ending.Token
                );
                if (
                    got.RemoteEndPoint is not IPEndPoint from
                    || !ServiceMessage.TryReadQuery(buffer.AsSpan(0, got.ReceivedBytes), out var id)
                    || !IsNear(from.Address)
                )
                    continue;
                var isAlone = from.Port != ServiceMessage.MulticastPort;
                await _socket.SendToAsync(
                    ServiceMessage.Answer(_offer, id, echoes: isAlone),
                    isAlone ? from : s_group,
                    _ending.Token
                );
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException)
            {
                // One answer that could not be sent; the next may.
            }
        }
    }

    private static bool IsNear(IPAddress address) =>
        OwnNetworks().Any(own => Masked(own.Address, own.Mask) == Masked(address, own.Mask));

    private static uint Masked(IPAddress address, IPAddress mask) =>
        BitConverter.ToUInt32(address.GetAddressBytes())
        & BitConverter.ToUInt32(mask.GetAddressBytes());

    private static List<(IPAddress Address, IPAddress Mask)> OwnNetworks() =>
        [
            .. NetworkInterface
                .GetAllNetworkInterfaces()
                .Where(i =>
                    i.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown
                )
                .SelectMany(i => i.GetIPProperties().UnicastAddresses)
                .Where(a => a.Address.AddressFamily == AddressFamily.InterNetwork)
                .Select(a => (a.Address, a.IPv4Mask)),
        ];
}
