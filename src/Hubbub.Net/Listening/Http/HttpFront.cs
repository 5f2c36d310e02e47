using System.Buffers;
using System.Net.Mime;
using System.Text.Json;
using Hubbub.Net.Dropping;
using Hubbub.Net.Listening.Http.Bots;
using Hubbub.Net.Listening.Http.Dropping;
using Hubbub.Net.Listening.Udp;
using Hubbub.Protocols.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebSockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Hubbub.Net.Listening.Http;

/// <summary>What the port answers to browsers and tools: the page, <c>/health</c>, WebSockets.</summary>
internal sealed class HttpFront : IHttpApplication<HttpContext>
{
    private readonly ListenerOptions _options;
    private readonly IConnectionHost _host;
    private readonly Func<IReadOnlyList<UdpHealth>> _udp;
    private readonly WebSocketDoor _door;
    private readonly RoomsDoor _rooms;
    private readonly FilesDoor _files;
    private readonly WebSocketMiddleware _webSockets;

    /// <param name="udp">The state of each UDP address.</param>
    public HttpFront(
        ListenerOptions options,
        IConnectionHost host,
        Func<IReadOnlyList<UdpHealth>> udp,
        CancellationToken stopping
    )
    {
        _options = options;
        _host = host;
        _udp = udp;
        _door = new(options, host, stopping);
        var programs = new BotSessions(host, options.Time, stopping);
        _rooms = new(host, programs, stopping);
        _files = new((host as IDropHost)?.Drop, host, programs, options.LobbyName, stopping);
        _webSockets = new(
            RespondAsync,
            Options.Create(
                new WebSocketOptions
                {
                    KeepAliveInterval = TimeSpan.FromSeconds(30),
                    KeepAliveTimeout = TimeSpan.FromSeconds(30),
                }
            ),
            NullLoggerFactory.Instance
        );
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) =>
        new DefaultHttpContext(contextFeatures);

    public Task ProcessRequestAsync(HttpContext context) => _webSockets.Invoke(context);

    public void DisposeContext(HttpContext context, Exception? exception) { }

    private Task RespondAsync(HttpContext context)
    {
        var path = context.Request.Path;
        var isHealth = path == "/health";
        if (!isHealth && context.Features.Get<Standing>() is not null)
        {
            // The place is needed for the next who is to be told.
            context.Response.Headers.Connection = "close";
            return SendAsync(context, StatusCodes.Status503ServiceUnavailable, Text, FullPage);
        }

        if (context.WebSockets.IsWebSocketRequest && !isHealth)
            return _door.ServeAsync(context);

        if (RoomsDoor.IsFor(path))
            return ReplyAsync(context, async () => await _rooms.RespondAsync(context));
        if (FilesDoor.IsFor(path))
            return ReplyAsync(context, () => _files.RespondAsync(context));
        if (
            !HttpMethods.IsGet(context.Request.Method)
            && !HttpMethods.IsHead(context.Request.Method)
        )
        {
            context.Response.Headers.Allow = "GET, HEAD";
            return SendAsync(
                context,
                StatusCodes.Status405MethodNotAllowed,
                Text,
                "Only GET and HEAD are answered here.\n"u8.ToArray()
            );
        }

        if (isHealth)
            return SendAsync(
                context,
                StatusCodes.Status200OK,
                MediaTypeNames.Application.Json,
                Health()
            );
        var accepted = context.Request.Headers.AcceptEncoding.ToString();
        if (PageFiles.Embedded?.Find(path, accepted) is { } file)
            return SendFileAsync(context, file);
        var page = JoinPage.Render(
            PageFiles.Embedded?.Index ?? JoinPage.Plain,
            _options.ServerName,
            _options.LobbyName,
            context.Request.Host,
            context.Request.IsHttps
        );
        var status = path == "/" ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        return SendAsync(context, status, "text/html; charset=utf-8", page);
    }

    /// <param name="respond">Null: it has answered by itself.</param>
    private static async Task ReplyAsync(HttpContext context, Func<Task<BotReply?>> respond)
    {
        try
        {
            if (await respond() is { } reply)
                await SendAsync(context, reply.Status, MediaTypeNames.Application.Json, reply.Body);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for it any more.
        }
    }

    private static Task SendFileAsync(HttpContext context, PageFile file)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = file.Caching;
        headers.Vary = "Accept-Encoding";
        if (file.Encoding is { } encoding)
            headers.ContentEncoding = encoding;
        return SendAsync(context, StatusCodes.Status200OK, file.Type, file.Body);
    }

    /// <summary>The page is of this server alone: nothing is loaded from, sent to or framed by any other.</summary>
    private static readonly string s_contentSecurity = string.Join(
        "; ",
        "default-src 'none'",
        "script-src 'self'",
        // The plain page has its few rules within it.
        PageFiles.Embedded
            is null
            ? "style-src 'unsafe-inline'"
            : "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'"
    );

    private const string Text = "text/plain; charset=utf-8";

    private static byte[] FullPage => "The server is full. Try again later.\n"u8.ToArray();

    private static async Task SendAsync(HttpContext context, int status, string type, byte[] body)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = type;
        response.ContentLength = body.Length;
        var headers = response.Headers;
        headers.ContentSecurityPolicy = s_contentSecurity;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store";
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>The UDP addresses together: who is there, and what was dropped, by reason.</summary>
    private static void WriteUdp(Utf8JsonWriter json, IReadOnlyList<UdpHealth> ports)
    {
        if (ports.Count == 0)
            return;
        json.WriteStartObject("udp"u8);
        json.WriteNumber("sessions"u8, ports.Sum(p => p.Sessions));
        json.WriteNumber("raw"u8, ports.Sum(p => p.Raw));
        json.WriteNumber("rawDropped"u8, ports.Sum(p => p.RawDropped));
        json.WriteNumber("datagrams"u8, ports.Sum(p => p.Counters.Received));
        json.WriteNumber("unknown"u8, ports.Sum(p => p.Counters.Unknown));
        json.WriteNumber("repeated"u8, ports.Sum(p => p.Counters.Repeated));
        json.WriteNumber("forged"u8, ports.Sum(p => p.Counters.Forged));
        json.WriteNumber("malformed"u8, ports.Sum(p => p.Counters.Malformed));
        json.WriteNumber("oversized"u8, ports.Sum(p => p.Counters.Oversized));
        json.WriteNumber("unanswered"u8, ports.Sum(p => p.Counters.Unanswered));
        json.WriteNumber("broken"u8, ports.Sum(p => p.Counters.Broken));
        json.WriteEndObject();
    }

    private byte[] Health()
    {
        var health = _host.Health;
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("version"u8, health.Version);
            json.WriteNumber("index"u8, health.Index);
            json.WriteNumber("lag"u8, health.Lag);
            json.WriteNumber("sessions"u8, health.Sessions);
            json.WriteNumber("historyLag"u8, health.HistoryLag);
            json.WriteNumber("searchLag"u8, health.SearchLag);
            WriteUdp(json, _udp());
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
