using System.Net;
using System.Net.Sockets;
using Hubbub.Datagrams;

namespace Hubbub.Client.Connecting;

/// <summary>
/// Opens the way to a server over UDP: a socket of its own, a connection on it, and stream 0, which carries the
/// same lines as TCP would.
/// </summary>
internal static class UdpDialer
{
    /// <summary>A hello goes out five times in it.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(1);

    /// <summary>A server that vanishes is to be noticed, and told, within 15 seconds.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(12);

    /// <inheritdoc cref="ConnectAsync"/>
    public static async Task<Stream> DialAsync(
        Destination destination,
        Func<string, string?> refuse,
        CancellationToken ct
    )
    {
        var (endpoint, connection) = await ConnectAsync(destination, refuse, ct);
        return new UdpLink(endpoint, connection);
    }

    /// <param name="refuse">Told the identity's fingerprint: why it is not to be trusted; null: it is.</param>
    /// <exception cref="ConnectException">It cannot be reached, or is not to be trusted: why.</exception>
    public static async Task<(UdpEndpoint, Connection)> ConnectAsync(
        Destination destination,
        Func<string, string?> refuse,
        CancellationToken ct
    )
    {
        var addresses = await HostNames.ResolveAsync(destination, ct);
        var endpoint = Open();
        try
        {
            var connection = await endpoint.ConnectAsync(
                addresses,
                new DialOptions
                {
                    Patience = s_patience,
                    Connection = new ConnectionOptions
                    {
                        Parameters = new Parameters { IdleTimeout = Silence },
                    },
                },
                ct
            );
            // Nothing has been said yet, and nothing will be before this is known.
            if (refuse(connection.Fingerprint!.Hex) is not { } why)
                return (endpoint, connection);
            await endpoint.CloseAsync(0, "", s_farewell);
            throw new ConnectException(why);
        }
        catch (DialException e)
        {
            endpoint.Dispose();
            throw new ConnectException(Words(e), e);
        }
    }

    private static UdpEndpoint Open()
    {
        try
        {
            return UdpEndpoint.Open(new(IPAddress.IPv6Any, 0), new EndpointOptions());
        }
        catch (SocketException e)
        {
            throw new ConnectException($"UDP cannot be used here ({e.Message})", e);
        }
    }

    private static string Words(DialException e) =>
        e.Failure == DialFailure.Silence
            ? $"nobody answered over UDP within {s_patience.TotalSeconds} seconds"
            : e.Message;
}
