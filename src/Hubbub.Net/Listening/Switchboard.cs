using System.Net.Security;
using Hubbub.Net.Listening.Transports;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Hubbub.Net.Listening;

/// <summary>
/// Leads each connection to what it speaks: around or into TLS, around or into Kestrel's HTTP
/// (network-design 5). Of the three pieces, outermost first: <see cref="EnterAsync"/>, Kestrel's
/// TLS, <see cref="InsideTlsAsync"/>; innermost is Kestrel's HTTP.
/// </summary>
internal sealed class Switchboard(
    ListenerOptions options,
    IConnectionHost host,
    Seats seats,
    CancellationToken stopping
)
{
    private static readonly List<SslApplicationProtocol> Protocols =
    [
        SslApplicationProtocol.Http2,
        SslApplicationProtocol.Http11,
        new("irc"),
    ];

    public void Install(ListenOptions listen)
    {
        listen.Protocols = HttpProtocols.Http1AndHttp2;
        // Set when Kestrel builds the pieces, from the inside out.
        ConnectionDelegate http = null!;
        listen.Use(tls => connection => EnterAsync(connection, tls, http));
        listen.UseHttps(
            new TlsHandshakeCallbackOptions
            {
                OnConnection = _ =>
                    ValueTask.FromResult(
                        new SslServerAuthenticationOptions
                        {
                            ServerCertificateContext = options.Certificates.Context,
                            ApplicationProtocols = Protocols,
                        }
                    ),
                HandshakeTimeout = options.TlsHandshake,
            }
        );
        listen.Use(next =>
        {
            http = next;
            return connection => InsideTlsAsync(connection, next);
        });
    }

    private async Task EnterAsync(
        ConnectionContext connection,
        ConnectionDelegate tls,
        ConnectionDelegate http
    )
    {
        try
        {
            var transport = Plain(connection);
            var sniffed = await SniffAsync(connection, transport, allowTls: true);
            if (sniffed is { End: SniffEnd.Known, Speech: Speech.Tls })
                await tls(connection);
            else if (sniffed is { End: SniffEnd.Known, Speech: Speech.Http })
                await http(connection);
            else
                await ServeAsync(connection, transport, sniffed);
        }
        finally
        {
            seats.Leave();
        }
    }

    private async Task InsideTlsAsync(ConnectionContext connection, ConnectionDelegate http)
    {
        var tls = connection.Features.Get<ISslStreamFeature>();
        if (tls?.SslStream.NegotiatedApplicationProtocol == SslApplicationProtocol.Http2)
        {
            await http(connection);
            return;
        }

        var transport = new PipeTransport(connection, isSecure: true);
        var sniffed = await SniffAsync(connection, transport, allowTls: false);
        if (sniffed is { End: SniffEnd.Known, Speech: Speech.Http })
            await http(connection);
        else
            await ServeAsync(connection, transport, sniffed);
    }

    /// <summary>A transport that nothing is sent through yet leaves Kestrel's pipe usable.</summary>
    private static Transport Plain(ConnectionContext connection) =>
        connection.Features.Get<IConnectionSocketFeature>() is { } feature
            ? new DirectTransport(connection, feature.Socket)
            : new PipeTransport(connection, isSecure: false);

    private static bool IsStanding(ConnectionContext connection) =>
        connection.Features.Get<Standing>() is not null;

    private async ValueTask<Sniffed> SniffAsync(
        ConnectionContext connection,
        Transport transport,
        bool allowTls
    )
    {
        // Who has no seat is not waited for long, and not greeted.
        var patience = IsStanding(connection) ? options.Silence : options.FirstLine;
        using var sniffer = new Sniffer(connection.Transport.Input, options, patience, stopping);
        try
        {
            return await sniffer.RunAsync(
                () => transport.TrySend(host.Greeting.Span),
                allowTls,
                stopping
            );
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return new(SniffEnd.Gone, Speech.Undecided, Greeted: false);
        }
    }

    private async Task ServeAsync(
        ConnectionContext connection,
        Transport transport,
        Sniffed sniffed
    )
    {
        if (sniffed.End == SniffEnd.Gone)
        {
            transport.Die();
            return;
        }

        var isStanding = IsStanding(connection);
        var kind = sniffed.Speech == Speech.Irc ? WireKind.Irc : WireKind.Text;
        if (sniffed.End == SniffEnd.Late && !isStanding)
        {
            transport.TrySend(LateNotice.Text);
            transport.Close();
        }
        else if (
            sniffed.End == SniffEnd.Known
            && !isStanding
            && host.Open(transport, kind, sniffed.Greeted) is { } inlet
        )
        {
            transport.Bind(inlet);
            await ReadLoop.RunAsync(connection.Transport.Input, transport, inlet);
        }
        else
        {
            transport.TrySend(FullNotice.For(kind));
            transport.Close();
        }

        await new Ending(options).RunAsync(connection, transport, isUrgent: isStanding);
    }
}
