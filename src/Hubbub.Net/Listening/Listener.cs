using System.Net;
using System.Net.Sockets;
using Hubbub.Net.Listening.Http;
using Hubbub.Net.Listening.Polled;
using Hubbub.Net.Listening.Udp;
using Hubbub.Net.Loop.Polling;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace Hubbub.Net.Listening;

/// <summary>
/// One port for everything: by TCP IRC, plain text, HTTP and WebSocket, each plain or in TLS; by UDP connections of
/// <c>Hubbub.Datagrams</c>.
/// </summary>
public sealed class Listener : IAsyncDisposable
{
    /// <summary>Input that waits for a session before its socket is read no more.</summary>
    private const int InputBound = 64 * 1024;

    private readonly ListenerOptions _options;

    /// <summary>A port number that is free for TCP may be taken for UDP: then any other will do.</summary>
    private const int MostTries = 20;

    private readonly IReadOnlyList<Socket> _sockets;
    private readonly IReadOnlyList<UdpPort> _udp;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Seats _seats;
    private HandOver? _handOver;
    private PolledPort? _port;
    private ServiceProvider? _parts;
    private IServer? _server;

    private Listener(
        ListenerOptions options,
        IReadOnlyList<Socket> sockets,
        IReadOnlyList<UdpPort> udp
    )
    {
        _options = options;
        _sockets = sockets;
        _udp = udp;
        _seats = new Seats(options.MaxConnections);
        Endpoints =
        [
            .. sockets
                .Select(s => (IPEndPoint)s.LocalEndPoint!)
                .Select(e => new ListenEndpoint(e.Address.ToString(), e.Port)),
        ];
    }

    /// <summary>What was bound.</summary>
    public IReadOnlyList<ListenEndpoint> Endpoints { get; }

    /// <summary>The port is taken; who connects waits until <see cref="ServeAsync"/>.</summary>
    /// <exception cref="ListenException">It cannot listen there; nothing stays bound.</exception>
    public static async Task<Listener> BindAsync(
        ListenerOptions options,
        CancellationToken ct = default
    )
    {
        for (var tries = 1; ; tries++)
        {
            var sockets = await Binding.ListenAsync(options.Hosts, options.Port, ct);
            try
            {
                return new Listener(options, sockets, BindUdp(options, sockets));
            }
            catch (ListenException) when (options.Port == 0 && tries < MostTries)
            {
                Dispose(sockets);
            }
            catch
            {
                Dispose(sockets);
                throw;
            }
        }
    }

    /// <summary>Connections go to the host from now on.</summary>
    public async Task ServeAsync(IConnectionHost host, CancellationToken ct = default)
    {
        var switchboard = new Switchboard(_options, host, _seats, _stopping.Token);
        var sockets = new SocketTransportOptions
        {
            MaxReadBufferSize = InputBound,
            CreateBoundListenSocket = e => _sockets.First(s => e.Equals(s.LocalEndPoint)),
        };
        var poller = (host as IPollingHost)?.Poller;
        if (poller is not null)
            _handOver = new HandOver(InputBound, _seats);
        _parts = KestrelParts.Build(
            server => Configure(server, _sockets, switchboard),
            _handOver ?? (IConnectionListenerFactory)GatedTransport.Over(sockets, _seats)
        );
        _server = _parts.GetRequiredService<IServer>();
        await _server.StartAsync(new HttpFront(_options, host, UdpHealth, _stopping.Token), ct);
        if (poller is not null)
            _port = new PolledPort(poller, _options, host, _seats, _handOver!, _sockets);
        foreach (var port in _udp)
            port.Serve(host);
    }

    /// <summary>
    /// Takes no more, waits for the connections there are until <paramref name="ct"/>, then cuts
    /// them off. The host is to have closed its sessions before.
    /// </summary>
    public async Task StopAsync(CancellationToken ct)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(
            _port?.StopAsync(ct) ?? Task.CompletedTask,
            _server?.StopAsync(ct) ?? Task.CompletedTask,
            Task.WhenAll(_udp.Select(port => port.StopAsync(ct)))
        );
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(new CancellationToken(canceled: true));
        if (_parts is not null)
            await _parts.DisposeAsync();
        _handOver?.Dispose();
        Dispose(_sockets);
        _stopping.Dispose();
        _seats.Dispose();
    }

    private IReadOnlyList<UdpHealth> UdpHealth() => [.. _udp.Select(port => port.Health)];

    private static IReadOnlyList<UdpPort> BindUdp(
        ListenerOptions options,
        IReadOnlyList<Socket> sockets
    ) =>
        options.Udp is { } udp
            ? UdpBinding.Open([.. sockets.Select(s => (IPEndPoint)s.LocalEndPoint!)], udp)
            : [];

    private static void Dispose(IEnumerable<Socket> sockets)
    {
        foreach (var socket in sockets)
            socket.Dispose();
    }

    private static void Configure(
        KestrelServerOptions server,
        IReadOnlyList<Socket> sockets,
        Switchboard switchboard
    )
    {
        server.AddServerHeader = false;
        var limits = server.Limits;
        limits.MaxRequestBodySize = 16 * 1024;
        limits.MaxRequestLineSize = 4 * 1024;
        limits.MaxRequestBufferSize = InputBound;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        foreach (var socket in sockets)
            server.Listen((IPEndPoint)socket.LocalEndPoint!, switchboard.Install);
    }
}
