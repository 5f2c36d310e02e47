using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Hubbub.Client.Trust;

namespace Hubbub.Client.Connecting;

/// <summary>
/// Opens the way to a server, as its <see cref="Destination"/> says: TCP, TLS in it, or UDP. What it gives carries
/// the same lines in each case.
/// </summary>
/// <param name="tell">Told when a certificate or an identity is remembered.</param>
public sealed class Dialer(Destination destination, KnownServers known, Action<string> tell)
{
    private static readonly TimeSpan s_handshake = TimeSpan.FromSeconds(10);

    private readonly Doorkeeper _doorkeeper = new(destination, known, tell);

    /// <exception cref="ConnectException">It cannot be reached, or is not to be trusted: why.</exception>
    public async Task<Stream> DialAsync(CancellationToken ct)
    {
        if (destination.IsUdp)
            return await UdpDialer.DialAsync(
                destination,
                shown => _doorkeeper.Refuse("identity", shown),
                ct
            );
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
        return certificate is null
            ? "the server has no certificate"
            : _doorkeeper.Refuse("certificate", Fingerprint.Of(certificate));
    }
}
