using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hubbub.SystemTests.Crash;

/// <summary>Something that was said, to a room or to a person. Every text is said once only.</summary>
internal readonly record struct Message(string To, string Text);

/// <summary>
/// An IRC client that says numbered things as fast as it can and remembers, in order, every
/// message that it was shown, its own included.
/// </summary>
/// <param name="window">How many of its own messages may be under way at once.</param>
internal sealed class Witness(string nick, IReadOnlyList<string> rooms, string mate, int window)
    : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _held;
    private int _said;
    private int _echoed;

    public List<Message> Seen { get; } = [];

    /// <summary>Comes, talks and listens until the connection breaks.</summary>
    /// <param name="saw">Called for each message shown.</param>
    public async Task LiveAsync(int port, string mark, Action saw)
    {
        try
        {
            await _socket.ConnectAsync(IPAddress.Loopback, port);
            await SendAsync(
                "CAP REQ :echo-message\r\nCAP END\r\n"
                    + $"NICK {nick}\r\nUSER {nick} 0 * :{nick}\r\n"
                    + $"JOIN {string.Join(',', rooms)}\r\n"
            );
            await ListenAsync(mark, saw);
        }
        catch (SocketException)
        {
            // Its server was killed; what is in the buffer without a line end was not shown.
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task ListenAsync(string mark, Action saw)
    {
        int read;
        while ((read = await _socket.ReceiveAsync(_buffer.AsMemory(_held))) > 0)
        {
            _held += read;
            var ready = _said > 0;
            foreach (var line in TakeLines())
            {
                if (line.Contains(" 366 ", StringComparison.Ordinal))
                    ready = true;
                // Its mate has not come yet: no echo will.
                if (line.Contains(" 401 ", StringComparison.Ordinal))
                    _echoed++;
                if (!IsMessage(line, out var from, out var message))
                    continue;
                Seen.Add(message);
                saw();
                if (from == nick)
                    _echoed++;
            }

            if (ready && _said - _echoed <= window / 2)
                await SendAsync(MoreLines(mark));
        }
    }

    private string MoreLines(string mark)
    {
        var lines = new StringBuilder();
        while (_said - _echoed < window)
        {
            var n = _said++;
            // To the rooms in turn; each fifth to somebody alone.
            var to = n % 5 == 4 ? mate : rooms[n % rooms.Count];
            lines.Append($"PRIVMSG {to} :{mark}.{nick}.{n}\r\n");
        }

        return lines.ToString();
    }

    private List<string> TakeLines()
    {
        var held = _buffer.AsSpan(0, _held);
        var end = held.LastIndexOf((byte)'\n') + 1;
        var text = Encoding.UTF8.GetString(held[..end]);
        held[end..].CopyTo(held);
        _held -= end;
        return [.. text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];
    }

    /// <summary><c>:ada!ada@localhost PRIVMSG #tea :text</c></summary>
    private static bool IsMessage(string line, out string from, out Message message)
    {
        var words = line.Split(' ', 4);
        var isMessage = words is [[':', ..], "PRIVMSG", _, [':', ..]];
        from = isMessage ? words[0][1..words[0].IndexOf('!')] : "";
        message = isMessage ? new Message(words[2], words[3][1..]) : default;
        return isMessage;
    }

    private async Task SendAsync(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        while (bytes.Length > 0)
            bytes = bytes[await _socket.SendAsync(bytes)..];
    }
}
