using System.Buffers;
using System.Net;
using System.Net.WebSockets;
using Hubbub.Core;
using Hubbub.Net.Listening.Transports;
using Microsoft.AspNetCore.Http;

namespace Hubbub.Net.Listening.Http;

/// <summary>
/// IRC over WebSocket: https://ircv3.net/specs/extensions/websocket. Any origin may come: there
/// are no cookies that a foreign page could misuse.
/// </summary>
internal sealed class WebSocketDoor(
    ListenerOptions options,
    IConnectionHost host,
    CancellationToken stopping
)
{
    internal const string TextProtocol = "text.ircv3.net";

    internal const string BinaryProtocol = "binary.ircv3.net";

    /// <summary>Tags (8191), a line (512) and room for what will be answered with "too long".</summary>
    private const int LongestMessage = 16 * 1024;

    private static readonly TimeSpan ClosingHandshake = TimeSpan.FromSeconds(1);

    public async Task ServeAsync(HttpContext context)
    {
        var protocol = context.WebSockets.WebSocketRequestedProtocols.FirstOrDefault(p =>
            p is TextProtocol or BinaryProtocol
        );
        using var socket = await context.WebSockets.AcceptWebSocketAsync(protocol);
        var connection = context.Connection;
        var transport = new WebSocketTransport(
            socket,
            protocol == BinaryProtocol ? WebSocketMessageType.Binary : WebSocketMessageType.Text,
            new IPEndPoint(connection.RemoteIpAddress ?? IPAddress.None, connection.RemotePort),
            context.Request.IsHttps
        );
        using var abort = stopping.UnsafeRegister(static t => ((Transport)t!).Close(), transport);
        var reading = Task.CompletedTask;
        var why = (WebSocketCloseStatus.NormalClosure, "");
        if (host.Open(transport, WireKind.Irc, greeted: false) is { } inlet)
        {
            transport.Bind(inlet);
            reading = ReadAsync(socket, transport, inlet);
        }
        else
        {
            transport.TrySend(FullNotice.For(WireKind.Irc));
            transport.Close();
            why = ((WebSocketCloseStatus)1013, "try again later");
        }

        await transport.EndedAsync(options.Farewell, options.Time);
        transport.Die();
        await CloseAsync(socket, why);
        // The other end's close frame, for a moment; then the connection is cut.
        if (await Task.WhenAny(reading, Task.Delay(ClosingHandshake, options.Time)) != reading)
            socket.Abort();
        await reading;
        await transport.Pump;
    }

    private static async Task ReadAsync(WebSocket socket, Transport transport, IInlet inlet)
    {
        var cause = DetachCause.Left;
        var reason = "Connection closed";
        try
        {
            while (true)
            {
                // An idle session holds no buffer: the wait is for nothing, then one is rented.
                var first = await socket.ReceiveAsync(Memory<byte>.Empty, CancellationToken.None);
                if (first.MessageType == WebSocketMessageType.Close)
                    break;
                if (!await ReadMessageAsync(socket, inlet))
                {
                    cause = DetachCause.Misbehaved;
                    reason = "Message too long";
                    break;
                }
            }
        }
        catch (Exception e) when (IsBroken(e))
        {
            cause = DetachCause.ConnectionLost;
            reason = "Connection reset";
            transport.Die();
        }

        inlet.End(cause, reason);
    }

    /// <summary>One message is one line. False: it is longer than any line may be.</summary>
    private static async ValueTask<bool> ReadMessageAsync(WebSocket socket, IInlet inlet)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(LongestMessage + 2);
        try
        {
            var length = 0;
            while (true)
            {
                var part = await socket.ReceiveAsync(
                    buffer.AsMemory(length, LongestMessage - length),
                    CancellationToken.None
                );
                length += part.Count;
                // A close frame in its place is read again by the caller's next wait.
                if (part.EndOfMessage || part.MessageType == WebSocketMessageType.Close)
                    break;
                if (length == LongestMessage)
                    return false;
            }

            while (length > 0 && buffer[length - 1] is (byte)'\r' or (byte)'\n')
                length--;
            if (length == 0)
                return true;
            buffer[length] = (byte)'\r';
            buffer[length + 1] = (byte)'\n';
            await inlet.FeedAsync(new ReadOnlySequence<byte>(buffer, 0, length + 2));
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task CloseAsync(
        WebSocket socket,
        (WebSocketCloseStatus Status, string Reason) why
    )
    {
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                using var deadline = new CancellationTokenSource(ClosingHandshake);
                await socket.CloseOutputAsync(why.Status, why.Reason, deadline.Token);
            }
        }
        catch (Exception e) when (IsBroken(e))
        {
            socket.Abort();
        }
    }

    private static bool IsBroken(Exception e) =>
        e
            is WebSocketException
                or IOException
                or OperationCanceledException
                or InvalidOperationException;
}
