using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Hubbub.Net.Listening;
using Hubbub.Net.Listening.Tls;

namespace Hubbub.SystemTests.Listening;

/// <summary>A listener on a free port of this machine, and clients for it.</summary>
internal sealed class Port : IAsyncDisposable
{
    /// <summary>How long a test waits for what has to come.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Who says nothing is greeted soon.</summary>
    public static readonly Func<ListenerOptions, ListenerOptions> Eager = o =>
        o with
        {
            Silence = TimeSpan.FromMilliseconds(100),
        };

    private readonly Listener _listener;

    private Port(Listener listener, EchoHost host)
    {
        _listener = listener;
        Host = host;
    }

    public EchoHost Host { get; }

    public int Number => _listener.Endpoints[0].Port;

    public string? Fingerprint { get; private set; }

    public static async Task<Port> OpenAsync(
        Reader reader,
        Func<ListenerOptions, ListenerOptions>? with = null
    )
    {
        Port? port = null;
        var options = new ListenerOptions
        {
            Port = 0,
            ServerName = "test <server>",
            Certificates = Certificates.SelfSigned(null, [], f => port!.Fingerprint = f),
            // On a busy machine a client may take a while for its first word.
            Silence = Patience,
        };
        options = with?.Invoke(options) ?? options;
        var ct = TestContext.Current.CancellationToken;
        var listener = await Listener.BindAsync(options, ct);
        var host = new EchoHost(reader);
        port = new Port(listener, host);
        await listener.ServeAsync(host, ct);
        return port;
    }

    public async Task<TcpClient> DialAsync()
    {
        var client = new TcpClient();
        var host = _listener.Endpoints[0].Host;
        await client.ConnectAsync(host, Number, TestContext.Current.CancellationToken);
        client.NoDelay = true;
        return client;
    }

    public async Task<Stream> ConnectAsync(bool tls, string? alpn = null)
    {
        Stream stream = (await DialAsync()).GetStream();
        if (!tls)
            return stream;
        var secure = new SslStream(stream);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            RemoteCertificateValidationCallback = IsMine,
        };
        if (alpn is not null)
            options.ApplicationProtocols = [new SslApplicationProtocol(alpn)];
        await secure.AuthenticateAsClientAsync(options, TestContext.Current.CancellationToken);
        return secure;
    }

    /// <summary>A client trusts the fingerprint that the server printed.</summary>
    public bool IsMine(
        object sender,
        X509Certificate? certificate,
        X509Chain? chain,
        SslPolicyErrors errors
    ) =>
        certificate is not null
        && certificate.GetCertHashString(HashAlgorithmName.SHA256)
            == Fingerprint?.Replace(":", "", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await _listener.DisposeAsync();
        await Host.EndAsync();
    }
}

/// <summary>Who reads plain connections.</summary>
public enum Reader
{
    /// <summary>The loop itself, by epoll.</summary>
    Loop,

    /// <summary>Kestrel, as on systems without epoll.</summary>
    Kestrel,
}

/// <summary>What has to be so whoever reads.</summary>
public abstract class PortTests(Reader reader)
{
    private protected Task<Port> OpenAsync(Func<ListenerOptions, ListenerOptions>? with = null)
    {
        Assert.SkipUnless(
            reader == Reader.Kestrel || OperatingSystem.IsLinux(),
            "epoll is Linux's"
        );
        return Port.OpenAsync(reader, with);
    }
}

internal static class Talking
{
    public static async Task SayAsync(this Stream stream, string text)
    {
        await stream.WriteAsync(
            Encoding.UTF8.GetBytes(text),
            TestContext.Current.CancellationToken
        );
        await stream.FlushAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Reads until the text has come; fails with what came instead.</summary>
    public static async Task<string> HearAsync(this Stream stream, string until)
    {
        var heard = new StringBuilder();
        var buffer = new byte[4096];
        using var deadline = new CancellationTokenSource(Port.Patience);
        while (!heard.ToString().Contains(until, StringComparison.Ordinal))
        {
            int read;
            try
            {
                read = await stream.ReadAsync(buffer, deadline.Token);
            }
            catch (OperationCanceledException e)
            {
                throw new TimeoutException($"waited for “{until}”, heard “{heard}”", e);
            }

            if (read == 0)
                throw new EndOfStreamException($"waited for “{until}”, heard “{heard}”");
            heard.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        return heard.ToString();
    }

    public static async Task<string> HearAllAsync(this Stream stream)
    {
        using var deadline = new CancellationTokenSource(Port.Patience);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(deadline.Token);
    }
}
