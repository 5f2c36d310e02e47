using System.Net;
using Hubbub.Datagrams;
using Hubbub.Net.Dropping;

namespace Hubbub.Net.Listening.Udp;

/// <summary>
/// One UDP address of the server: connections of <c>Hubbub.Datagrams</c>, each a session that speaks IRC lines on
/// its stream 0. Its endpoint's own thread reads and keeps time; what the loop sends goes out on the loop's thread.
/// </summary>
internal sealed class UdpPort : IEndpointHandler, IDisposable
{
    /// <summary>What a client may have under way: a few full lines. With it an idle session stays small.</summary>
    private const int StreamWindow = 16 * 1024;

    /// <summary>How long those who are cut off have to answer that they have heard it.</summary>
    private static readonly TimeSpan s_lastWord = TimeSpan.FromMilliseconds(100);

    private const string Farewell = "The server has closed.";

    private readonly UdpOptions _options;
    private readonly UdpEndpoint _endpoint;
    private readonly byte[] _scratch = new byte[StreamWindow];
    private readonly Complaints _complaints;
    private Identity? _identity;
    private IConnectionHost? _host;
    private RawLines? _raw;

    /// <exception cref="System.Net.Sockets.SocketException">The address is not there, or taken.</exception>
    public UdpPort(IPEndPoint local, bool isV6Only, UdpOptions options)
    {
        _options = options;
        _complaints = new Complaints(options.Warn);
        _endpoint = UdpEndpoint.Bind(
            local,
            new EndpointOptions
            {
                LateIdentity = () => _identity ??= options.Identity.Take(),
                MostConnections = options.MaxSessions,
                IsV6Only = isV6Only,
                Relays = options.Relays,
                Connection = new ConnectionOptions
                {
                    // Lines, and files beside them.
                    Parameters = new Parameters { StreamWindow = StreamWindow, Streams = 2 },
                },
            },
            this
        );
    }

    public UdpHealth Health
    {
        get
        {
            using var turn = _endpoint.Enter();
            return new(
                _endpoint.Count(),
                _raw?.Count ?? 0,
                _raw?.Dropped ?? 0,
                _endpoint.Counters()
            );
        }
    }

    /// <summary>What came until now has waited in the system's queue.</summary>
    public void Serve(IConnectionHost host)
    {
        _host = host;
        _raw = new RawLines(_options, host, host.Face.AsksPassword, _endpoint.SendRaw);
        _endpoint.Start();
        // A bug of the transport itself: nobody else would tell.
        _ = _endpoint.Ended.ContinueWith(
            ended =>
                _options.Warn(
                    $"UDP is not served any more: {ended.Exception!.GetBaseException().Message}"
                ),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default
        );
    }

    /// <summary>Waits for those whom the host has closed until <paramref name="ct"/>, and says farewell to the others.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        if (_host is not null)
        {
            await _endpoint.WhenEmptyAsync(ct);
            await _endpoint.CloseAsync(0, Farewell, s_lastWord);
        }

        Dispose();
    }

    public void Dispose()
    {
        _endpoint.Dispose();
        _identity?.Dispose();
    }

    void IEndpointHandler.Accepted(Connection connection)
    {
        var drop = (_host as IDropHost)?.Drop;
        var files = drop is null ? null : new UdpFiles(_endpoint, connection, drop);
        var session = new UdpSession(_endpoint, connection, _scratch, files);
        if (_host!.Open(session, WireKind.Irc, greeted: false) is { } inlet)
            session.Begin(inlet);
        else
            connection.Close(0, "The server is full. Try again later.");
    }

    void IEndpointHandler.Raw(PeerAddress from, ReadOnlySpan<byte> datagram) =>
        _raw!.Take(from, datagram);

    void IEndpointHandler.Broke(Connection? connection, Exception bug) =>
        _complaints.Add($"a connection over UDP broke: {bug.Message}");
}
