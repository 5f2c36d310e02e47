using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Hubbub.Datagrams;

namespace Hubbub.SystemTests.Running;

/// <summary>A connection of bytes: what comes is kept as it comes.</summary>
internal class Line : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly Task _pump;

    protected Line(Stream stream)
    {
        _stream = stream;
        _pump = PumpAsync();
    }

    public Transcript Heard { get; } = new();

    public static async Task<Line> OpenAsync(int port) => new(await ConnectAsync(port));

    /// <summary>Raw bytes, UTF-8, as they are.</summary>
    public async Task SendAsync(string text) =>
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(text));

    public Task<string> ReadUntilAsync(string expected) => Heard.ReadUntilAsync(expected);

    public virtual async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        await _pump;
        GC.SuppressFinalize(this);
    }

    protected static async Task<Stream> ConnectAsync(int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return new NetworkStream(socket, ownsSocket: true);
    }

    protected static async Task<Stream> SecureAsync(int port)
    {
        var tls = new SslStream(await ConnectAsync(port));
        await tls.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                // The server's own, self-signed.
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                    certificate is not null,
            }
        );
        return tls;
    }

    private async Task PumpAsync()
    {
        var buffer = new byte[16 * 1024];
        var text = new char[16 * 1024];
        var utf8 = Encoding.UTF8.GetDecoder();
        try
        {
            int read;
            while ((read = await _stream.ReadAsync(buffer)) > 0)
            {
                var chars = utf8.GetChars(buffer, 0, read, text, 0);
                Heard.Add(new string(text, 0, chars));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException) { }
        Heard.End();
    }
}

/// <summary>Somebody with an IRC client that does just what the test says.</summary>
internal sealed class IrcPerson : Line
{
    private int _pings;

    private readonly UdpEndpoint? _endpoint;

    private IrcPerson(Stream stream, string nick, UdpEndpoint? endpoint = null)
        : base(stream) => (Nick, _endpoint) = (nick, endpoint);

    public string Nick { get; }

    /// <summary>Registered.</summary>
    public static async Task<IrcPerson> ComeAsync(int port, string nick, bool tls = false)
    {
        var stream = tls ? await SecureAsync(port) : await ConnectAsync(port);
        var person = new IrcPerson(stream, nick);
        await person.RegisterAsync();
        return person;
    }

    /// <summary>Registered, over UDP.</summary>
    public static async Task<IrcPerson> ComeByUdpAsync(IPEndPoint server, string nick)
    {
        var endpoint = UdpEndpoint.Open(new(server.Address, 0), new EndpointOptions());
        var connection = await endpoint.ConnectAsync(
            [server],
            new DialOptions(),
            TestContext.Current.CancellationToken
        );
        var stream = new UdpConversation(endpoint, connection).OpenStream();
        var person = new IrcPerson(stream, nick, endpoint);
        await person.RegisterAsync();
        return person;
    }

    /// <summary>As if the power went: nothing more is heard of them. Over UDP only.</summary>
    public void Vanish() => _endpoint!.Dispose();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _endpoint?.Dispose();
        GC.SuppressFinalize(this);
    }

    public async Task JoinAsync(string room)
    {
        await SendAsync($"JOIN {room}\r\n");
        await ReadUntilAsync($" 366 {Nick} {room} ");
    }

    private async Task RegisterAsync()
    {
        await SendAsync($"NICK {Nick}\r\nUSER {Nick} 0 * :{Nick}\r\n");
        await ReadUntilAsync($" 001 {Nick} ");
    }

    public Task SayAsync(string room, string text) => SendAsync($"PRIVMSG {room} :{text}\r\n");

    /// <summary>All that was asked before has been answered when this returns.</summary>
    public async Task<string> SettleAsync()
    {
        var token = $"settle{++_pings}";
        await SendAsync($"PING {token}\r\n");
        return await ReadUntilAsync(token);
    }
}
