using System.Net;
using Hubbub.Datagrams;

namespace Hubbub.Files;

/// <summary>Goes to somebody who waits for files.</summary>
public sealed class FileSender : IAsyncDisposable
{
    /// <summary>Who answers a hello and then says nothing of files speaks something else.</summary>
    private static readonly TimeSpan s_greeting = TimeSpan.FromSeconds(5);

    private readonly UdpEndpoint _endpoint;
    private readonly Connection _connection;

    private FileSender(UdpEndpoint endpoint, Connection connection)
    {
        _endpoint = endpoint;
        _connection = connection;
    }

    /// <summary>By which the receiver is known.</summary>
    public Fingerprint Fingerprint => _connection.Fingerprint!;

    /// <summary>The address that answered.</summary>
    public IPEndPoint Address { get; private init; } = new(IPAddress.Any, 0);

    /// <exception cref="DialException">Nobody answered.</exception>
    public static async Task<FileSender> ConnectAsync(
        IReadOnlyList<IPEndPoint> addresses,
        TimeSpan patience,
        CancellationToken cancellation
    )
    {
        var any =
            addresses.All(a => IPAddress.IsLoopback(a.Address))
            && addresses[0].AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork
                ? IPAddress.Any
                : IPAddress.IPv6Any;
        var endpoint = UdpEndpoint.Open(new IPEndPoint(any, 0), new EndpointOptions());
        try
        {
            var options = new DialOptions { Patience = patience };
            var connection = await endpoint.ConnectAsync(addresses, options, cancellation);
            return new(endpoint, connection) { Address = connection.Address.ToEndPoint() };
        }
        catch
        {
            endpoint.Dispose();
            throw;
        }
    }

    /// <summary>A socket to call from whoever was introduced: what they are told of it has to be known before.</summary>
    public static UdpEndpoint Open() =>
        UdpEndpoint.Open(
            new IPEndPoint(
                System.Net.Sockets.Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any,
                0
            ),
            new EndpointOptions()
        );

    /// <summary>Calls whoever was introduced; only who shares the secret can answer.</summary>
    /// <param name="endpoint">Owned from here on.</param>
    /// <param name="relay">Its end of a relay. Where that answers first, a direct way is still looked for.</param>
    /// <exception cref="DialException">Nobody answered.</exception>
    public static async Task<FileSender> ConnectAsync(
        UdpEndpoint endpoint,
        Met met,
        ulong? relay,
        TimeSpan patience,
        CancellationToken cancellation
    )
    {
        var direct = met.Other.Direct.ToArray();
        IEnumerable<PeerAddress> all = relay is { } end
            ? [.. direct, PeerAddress.OfRelay(end)]
            : direct;

        var options = new DialOptions
        {
            Introduction = met.Introduction.Name,
            Secret = met.Introduction.Secret,
            Patience = patience,
        };
        var connection = await endpoint.ConnectAsync(
            [.. all.Select(address => address.ToEndPoint())],
            options,
            cancellation
        );
        using (endpoint.Enter())
        {
            if (connection.Address.IsRelay)
                connection.Search(direct, patience);
        }

        return new(endpoint, connection) { Address = connection.Address.ToEndPoint() };
    }

    public OutgoingTransfer Offer(ISourceTree tree)
    {
        var transfer = OutgoingTransfer.Begin(_endpoint, _connection, tree);
        _ = WatchGreetingAsync(transfer);
        return transfer;
    }

    public async ValueTask DisposeAsync() =>
        await _endpoint.CloseAsync((long)EndKind.Stopped, "left", TimeSpan.FromSeconds(2));

    private static async Task WatchGreetingAsync(OutgoingTransfer transfer)
    {
        var greeted = transfer.Greeted;
        if (await Task.WhenAny(greeted, Task.Delay(s_greeting)) != greeted)
            transfer.Stop(EndKind.OtherKind, "what answers there is not waiting for files");
    }
}
