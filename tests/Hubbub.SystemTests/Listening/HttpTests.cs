using System.Net;
using System.Net.Security;
using System.Net.WebSockets;
using System.Text;

namespace Hubbub.SystemTests.Listening;

public sealed class HttpByLoopTests() : HttpTests(Reader.Loop);

public sealed class HttpByKestrelTests() : HttpTests(Reader.Kestrel);

public abstract class HttpTests(Reader reader) : PortTests(reader)
{
    [Theory]
    [InlineData("http", "1.1")]
    [InlineData("https", "1.1")]
    [InlineData("https", "2.0")]
    public async Task Health_is_told_as_JSON(string scheme, string version)
    {
        await using var port = await OpenAsync();
        using var client = Client(port);
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"{scheme}://127.0.0.1:{port.Number}/health"
        )
        {
            Version = new Version(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            """{"version":"9.9","index":7,"lag":0,"sessions":3,"historyLag":0,"searchLag":0}""",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
        Assert.Equal(scheme == "https", port.Fingerprint is not null);
    }

    [Fact]
    public async Task The_page_tells_how_to_join_and_escapes_what_it_is_given()
    {
        await using var port = await OpenAsync();
        await using var stream = await port.ConnectAsync(tls: false);
        await stream.SayAsync(
            "GET / HTTP/1.1\r\nHost: chat.example:6667\r\nConnection: close\r\n\r\n"
        );
        var page = await stream.HearAllAsync();
        Assert.Contains("href=\"irc://chat.example:6667/lobby\"", page, StringComparison.Ordinal);
        Assert.Contains("<h1>test &lt;server&gt;</h1>", page, StringComparison.Ordinal);
        Assert.Contains("nc chat.example 6667", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Server:", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_header_that_is_no_host_never_reaches_the_page()
    {
        await using var port = await OpenAsync();
        await using var stream = await port.ConnectAsync(tls: false);
        await stream.SayAsync("GET / HTTP/1.1\r\nHost: \"onclick='x'\r\nConnection: close\r\n\r\n");
        var page = await stream.HearAllAsync();
        Assert.DoesNotContain("onclick", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/nowhere", HttpStatusCode.NotFound)]
    [InlineData("POST", "/", HttpStatusCode.MethodNotAllowed)]
    [InlineData("HEAD", "/", HttpStatusCode.OK)]
    public async Task Other_requests_get_their_status(
        string method,
        string path,
        HttpStatusCode expected
    )
    {
        await using var port = await OpenAsync();
        using var client = Client(port);
        using var request = new HttpRequestMessage(
            new HttpMethod(method),
            $"http://127.0.0.1:{port.Number}{path}"
        );
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("ws", "text.ircv3.net", WebSocketMessageType.Text)]
    [InlineData("wss", "binary.ircv3.net", WebSocketMessageType.Binary)]
    [InlineData("ws", null, WebSocketMessageType.Text)]
    public async Task IRC_over_WebSocket_is_a_line_per_message(
        string scheme,
        string? protocol,
        WebSocketMessageType type
    )
    {
        await using var port = await OpenAsync();
        using var socket = await UpgradeAsync(port, scheme, protocol);
        Assert.Equal(protocol, socket.SubProtocol);
        await SendAsync(socket, "NICK ada");
        Assert.Equal(("[Irc]", type), await ReceiveAsync(socket));
        Assert.Equal(("NICK ada", type), await ReceiveAsync(socket));
        var session = await port.Host.NextAsync();
        session.Transport.TrySend("half a "u8);
        session.Transport.TrySend("line\r\nand another\r\n"u8);
        Assert.Equal(("half a line", type), await ReceiveAsync(socket));
        Assert.Equal(("and another", type), await ReceiveAsync(socket));

        await socket.CloseAsync(
            WebSocketCloseStatus.NormalClosure,
            "",
            TestContext.Current.CancellationToken
        );
        await session.EndedAsync();
    }

    [Fact]
    public async Task Text_messages_are_UTF8_whatever_is_sent()
    {
        await using var port = await OpenAsync();
        using var socket = await UpgradeAsync(port, "ws", "text.ircv3.net");
        var session = await port.Host.NextAsync();
        session.Transport.TrySend([(byte)'a', 0xff, (byte)'b', (byte)'\r', (byte)'\n']);
        Assert.Equal("a\ufffdb", (await ReceiveAsync(socket)).Text);
    }

    [Fact]
    public async Task The_servers_close_comes_after_its_last_words()
    {
        await using var port = await OpenAsync();
        using var socket = await UpgradeAsync(port, "ws", "text.ircv3.net");
        var session = await port.Host.NextAsync();
        session.Transport.TrySend("ERROR :bye\r\n"u8);
        session.Transport.Close();
        Assert.Equal("ERROR :bye", (await ReceiveAsync(socket)).Text);
        Assert.Equal(WebSocketMessageType.Close, (await ReceiveAsync(socket)).Type);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    [Fact]
    public async Task A_message_longer_than_any_line_ends_the_connection()
    {
        await using var port = await OpenAsync();
        using var socket = await UpgradeAsync(port, "ws", "text.ircv3.net");
        await SendAsync(socket, new string('x', 40_000));
        var session = await port.Host.NextAsync();
        var (_, reason) = await session.EndedAsync();
        Assert.Equal("Message too long", reason);
    }

    private static HttpClient Client(Port port) =>
        new(
            new SocketsHttpHandler
            {
                SslOptions = new SslClientAuthenticationOptions
                {
                    RemoteCertificateValidationCallback = port.IsMine,
                },
            }
        );

    private static async Task<ClientWebSocket> UpgradeAsync(
        Port port,
        string scheme,
        string? protocol
    )
    {
        var socket = new ClientWebSocket();
        if (protocol is not null)
            socket.Options.AddSubProtocol(protocol);
        socket.Options.RemoteCertificateValidationCallback = port.IsMine;
        await socket.ConnectAsync(
            new Uri($"{scheme}://127.0.0.1:{port.Number}/any/path"),
            TestContext.Current.CancellationToken
        );
        return socket;
    }

    private static Task SendAsync(ClientWebSocket socket, string text) =>
        socket.SendAsync(
            Encoding.UTF8.GetBytes(text),
            WebSocketMessageType.Text,
            true,
            TestContext.Current.CancellationToken
        );

    private static async Task<(string Text, WebSocketMessageType Type)> ReceiveAsync(
        ClientWebSocket socket
    )
    {
        var buffer = new byte[4096];
        using var deadline = new CancellationTokenSource(Port.Patience);
        var result = await socket.ReceiveAsync(buffer, deadline.Token);
        return (Encoding.UTF8.GetString(buffer, 0, result.Count), result.MessageType);
    }
}
