using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Hubbub.Client.Trust;

namespace Hubbub.Client.Connecting;

/// <summary>Opens the way to a server: TCP, and TLS inside where it is asked for.</summary>
/// <param name="tell">Told when a certificate is remembered.</param>
public sealed class Dialer(Destination destination, KnownServers known, Action<string> tell)
{
    private static readonly TimeSpan s_handshake = TimeSpan.FromSeconds(10);

    /// <exception cref="ConnectException">It cannot be reached, or is not to be trusted: why.</exception>
    public async Task<Stream> DialAsync(CancellationToken ct)
    {
        var socket = await HappyEyeballs.ConnectAsync(destination.Host, destination.Port, ct);
        var stream = new NetworkStream(socket, ownsSocket: true);
        return destination.IsTls ? await SecureAsync(stream, ct) : stream;
    }

    private async Task<Stream> SecureAsync(NetworkStream stream, CancellationToken ct)
    {
        string? distrust = null;
        var tls = new SslStream(stream);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(s_handshake);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = destination.Host,
                    ApplicationProtocols = [new("irc")],
                    RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
                    {
                        distrust = Check(certificate, errors);
                        return distrust is null;
                    },
                },
                limit.Token
            );
            return tls;
        }
        catch (Exception e)
            when (e is AuthenticationException or IOException or OperationCanceledException)
        {
            await tls.DisposeAsync();
            throw new ConnectException(
                distrust
                    ?? (
                        e is OperationCanceledException
                            ? "the TLS handshake took too long"
                            : $"no TLS there ({e.Message})"
                    ),
                e
            );
        }
    }

    /// <summary>Why the certificate is not to be trusted; null: it is.</summary>
    private string? Check(X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None || destination.IsLoopback)
            return null;
        if (certificate is null)
            return "the server has no certificate";
        var shown = Fingerprint.Of(certificate);
        switch (known.Check(destination, shown))
        {
            case TrustResult.Same:
                return null;
            case TrustResult.New:
                tell($"{destination} is remembered by its certificate, SHA-256 {shown}");
                return null;
            default:
                return Changed(known.FingerprintOf(destination) ?? "", shown);
        }
    }

    private static string Changed(string remembered, string shown) =>
        $"""
            the server's certificate is not the one remembered.
              remembered  {remembered}
              shown now   {shown}
            Either the server was set up anew (ask its user to read you the fingerprint), or somebody
            stands between you and it. If it is right, join with --trust {shown}
            """;
}
