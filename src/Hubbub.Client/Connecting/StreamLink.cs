using System.Text;
using System.Threading.Channels;
using Hubbub.Client.Engine;

namespace Hubbub.Client.Connecting;

/// <summary>What came of a connection: a line, or its end.</summary>
internal readonly record struct Heard(StreamLink? Link, byte[]? Line, string? End);

/// <summary>
/// One connection: lines in, into a bounded inbox (when it is full, the socket is not read), and
/// lines out. Lines longer than any protocol's are cut.
/// </summary>
internal sealed class StreamLink : ILink
{
    private const int LongestLine = 16 * 1024;
    private const int MostWaiting = 10_000;

    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(2);

    private readonly Stream _stream;
    private readonly ChannelWriter<Heard> _inbox;
    private readonly Action _wake;
    private readonly Channel<string> _out = Channel.CreateBounded<string>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true }
    );

    public StreamLink(Stream stream, ChannelWriter<Heard> inbox, Action wake)
    {
        _stream = stream;
        _inbox = inbox;
        _wake = wake;
    }

    /// <summary>Ends when both directions have.</summary>
    public Task RunAsync() => Task.WhenAll(Task.Run(ReadAsync), Task.Run(WriteAsync));

    public void Send(string line)
    {
        // A server that takes nothing for so long is gone.
        if (!_out.Writer.TryWrite(line))
            _stream.Dispose();
    }

    public void Close() => _out.Writer.TryComplete();

    private async Task ReadAsync()
    {
        var end = "the server closed the connection";
        var buffer = new byte[LongestLine];
        var (filled, skips) = (0, false);
        try
        {
            int read;
            while ((read = await _stream.ReadAsync(buffer.AsMemory(filled))) > 0)
            {
                var all = filled + read;
                var start = 0;
                int length;
                while ((length = buffer.AsSpan(start, all - start).IndexOf((byte)'\n')) >= 0)
                {
                    var line = buffer.AsSpan(start, length).TrimEnd((byte)'\r').ToArray();
                    start += length + 1;
                    if (!skips && line.Length > 0)
                        await TellAsync(new(this, line, null));
                    skips = false;
                }

                filled = all - start;
                buffer.AsSpan(start, filled).CopyTo(buffer);
                if (filled == buffer.Length)
                    (filled, skips) = (0, true);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            end = e.InnerException?.Message ?? "the connection was cut";
        }

        _out.Writer.TryComplete();
        await TellAsync(new(this, null, end));
    }

    private async Task WriteAsync()
    {
        var bytes = new List<byte>();
        try
        {
            while (await _out.Reader.WaitToReadAsync())
            {
                while (bytes.Count < LongestLine && _out.Reader.TryRead(out var line))
                    bytes.AddRange(Encoding.UTF8.GetBytes(line + "\r\n"));
                await _stream.WriteAsync(bytes.ToArray());
                bytes.Clear();
            }

            await _stream.FlushAsync();
            // The server is to have the last line; it closes, or we do.
            await Task.Delay(s_farewell);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Reading tells.
        }

        await _stream.DisposeAsync();
    }

    private async ValueTask TellAsync(Heard heard)
    {
        var told = _inbox.WriteAsync(heard);
        _wake();
        await told;
    }
}
