using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Unicode;

namespace Hubbub.Net.Listening.Transports;

/// <summary>
/// IRC over WebSocket (https://ircv3.net/specs/extensions/websocket): "each WebSocket message
/// corresponds to a single IRC line", without CR LF; in text messages the lines are UTF-8.
/// </summary>
internal sealed class WebSocketTransport(
    WebSocket socket,
    WebSocketMessageType type,
    EndPoint? remote,
    bool isSecure
) : PumpedTransport(remote, isSecure)
{
    /// <summary>Whole lines; where the buffer is full of one line, what there is.</summary>
    protected override int Ready(ReadOnlySpan<byte> waiting)
    {
        var whole = waiting.LastIndexOf((byte)'\n') + 1;
        return whole == 0 && waiting.Length >= Capacity ? waiting.Length : whole;
    }

    protected override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.Span.IndexOf((byte)'\n');
            var line = end < 0 ? bytes : bytes[..end];
            bytes = end < 0 ? default : bytes[(end + 1)..];
            if (line.Span is [.., (byte)'\r'])
                line = line[..^1];
            if (!line.IsEmpty)
                await socket.SendAsync(Sendable(line), type, true, CancellationToken.None);
        }
    }

    /// <summary>Nothing to wake: the door waits for the way in and the way out at once.</summary>
    protected override void WakeReader() { }

    private ReadOnlyMemory<byte> Sendable(ReadOnlyMemory<byte> line) =>
        type == WebSocketMessageType.Binary || Utf8.IsValid(line.Span)
            ? line
            : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(line.Span));
}
