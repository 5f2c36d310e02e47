using System.Net.Sockets;
using Hubbub.Net.Listening.Transports;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Hubbub.Net.Listening;

/// <summary>How a connection ends: the last bytes out, the end of file, a moment for the other end's.</summary>
internal readonly struct Ending(ListenerOptions options)
{
    /// <summary>How long what still comes in is waited for and thrown away.</summary>
    public static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);

    /// <summary>The same, where others wait for the place.</summary>
    public static readonly TimeSpan ShortLinger = TimeSpan.FromMilliseconds(200);

    public async Task RunAsync(ConnectionContext connection, Transport transport, bool isUrgent)
    {
        var isSent = await transport.EndedAsync(options.Farewell, options.Time);
        if (isSent)
        {
            await EndOutputAsync(connection, transport);
            await ReadLoop.LingerAsync(
                connection.Transport.Input,
                isUrgent ? ShortLinger : Linger,
                options.Time
            );
        }
        else
        {
            // It does not read: nothing that it has not taken by now will ever arrive.
            (transport as DirectTransport)?.Forget();
            connection.Abort();
        }

        transport.Die();
        if (transport is DirectTransport direct)
            await direct.DrainedAsync();
        else if (transport is PumpedTransport pumped)
            await pumped.Pump;
    }

    private static async Task EndOutputAsync(ConnectionContext connection, Transport transport)
    {
        if (transport is DirectTransport direct)
        {
            direct.EndOutput();
            return;
        }

        try
        {
            if (connection.Features.Get<ISslStreamFeature>() is { } tls)
                await tls.SslStream.ShutdownAsync();
        }
        catch (Exception e) when (e is IOException or SocketException or InvalidOperationException)
        {
            // It has gone first.
        }
    }
}
