using System.Net;
using System.Threading.Channels;
using Hubbub.Datagrams;

namespace Hubbub.Files;

/// <summary>Waits for people who want to send something, on a port of its own.</summary>
public sealed class FileReceiver : IEndpointHandler, IAsyncDisposable
{
    /// <summary>Offers that wait for an answer.</summary>
    private const int MostInLine = 16;
    private const int MostConnections = 64;

    private readonly Channel<IncomingTransfer> _offers = Channel.CreateBounded<IncomingTransfer>(
        MostInLine
    );
    private readonly List<UdpEndpoint> _endpoints = [];
    private readonly TimeProvider _time;

    private readonly Identity _identity;
    private readonly OneIntroduction? _introduced;

    private FileReceiver(Identity identity, TimeProvider time, OneIntroduction? introduced = null)
    {
        _identity = identity;
        _time = time;
        _introduced = introduced;
    }

    /// <summary>Where it waits.</summary>
    public IReadOnlyList<IPEndPoint> Local => [.. _endpoints.Select(endpoint => endpoint.Local)];

    /// <param name="addresses">Port 0 of the first: any free one, the same for all.</param>
    /// <param name="identity">By which senders know it again; owned from here on.</param>
    /// <exception cref="System.Net.Sockets.SocketException">An address is not there, or taken.</exception>
    public static FileReceiver Open(
        IReadOnlyList<IPAddress> addresses,
        int port,
        Identity identity,
        TimeProvider time
    )
    {
        var receiver = new FileReceiver(identity, time);
        try
        {
            foreach (var address in addresses)
            {
                port = receiver.Listen(address, port).Local.Port;
            }

            return receiver;
        }
        catch
        {
            foreach (var endpoint in receiver._endpoints)
                endpoint.Dispose();
            identity.Dispose();
            throw;
        }
    }

    /// <summary>Waits on any port for one who was introduced (<see cref="Introduce"/>), and takes nothing from others.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">There is no socket to be had.</exception>
    public static FileReceiver OpenIntroduced(TimeProvider time, out UdpEndpoint endpoint)
    {
        // Who knows the secret knows who this is: an identity for once will do.
        var receiver = new FileReceiver(Identity.Create(), time, new OneIntroduction());
        try
        {
            endpoint = receiver.Listen(
                System.Net.Sockets.Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any,
                port: 0
            );
            return receiver;
        }
        catch
        {
            receiver._identity.Dispose();
            throw;
        }
    }

    /// <summary>From here on whoever shares this secret may come.</summary>
    public void Introduce(Introduction introduction) => _introduced!.Known = introduction;

    /// <summary>The next offer: it waits for its answer.</summary>
    public ValueTask<IncomingTransfer> NextAsync(CancellationToken cancellation) =>
        _offers.Reader.ReadAsync(cancellation);

    /// <summary>Ends what is under way, in so many words.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var endpoint in _endpoints)
        {
            await endpoint.CloseAsync(
                (long)EndKind.Stopped,
                "the receiver has stopped",
                TimeSpan.FromSeconds(2)
            );
        }

        _identity.Dispose();
    }

    private UdpEndpoint Listen(IPAddress address, int port)
    {
        var door = new Door(this);
        var options = new EndpointOptions
        {
            Identity = _identity,
            Introductions = _introduced,
            MostConnections = MostConnections,
        };
        door.Endpoint = UdpEndpoint.Open(new IPEndPoint(address, port), options, door);
        _endpoints.Add(door.Endpoint);
        return door.Endpoint;
    }

    private void OnOffered(IncomingTransfer transfer)
    {
        if (!_offers.Writer.TryWrite(transfer))
            transfer.Stop(EndKind.Busy, "too many are waiting there already");
    }

    private void OnAccepted(UdpEndpoint endpoint, Connection connection)
    {
        if (_introduced is not null && connection.Introduction == 0)
        {
            connection.Close((long)EndKind.Refused, "who sends here has to know the code");
            return;
        }

        var transfer = IncomingTransfer.Alone(endpoint, connection, _time, OnOffered);
        // Nobody has it before it is offered: when it ends before, its thread ends too.
        _ = EndAsync(transfer);
    }

    private static async Task EndAsync(IncomingTransfer transfer)
    {
        await transfer.Ended;
        await transfer.DisposeAsync();
    }

    /// <summary>Tells which endpoint a connection came by.</summary>
    private sealed class Door(FileReceiver receiver) : IEndpointHandler
    {
        public UdpEndpoint? Endpoint { get; set; }

        public void Accepted(Connection connection)
        {
            // A client can come before Open has returned.
            if (Endpoint is { } endpoint)
                receiver.OnAccepted(endpoint, connection);
            else
                connection.Close((long)EndKind.Busy, "not ready yet: try again");
        }
    }
}
