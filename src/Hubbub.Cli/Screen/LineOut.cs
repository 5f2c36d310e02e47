using System.Threading.Channels;

namespace Hubbub.Cli.Screen;

/// <summary>
/// Lines on their way to standard output. A terminal that is held (Ctrl-S) or a full pipe must
/// not hold up the server: beyond the bound lines are dropped, and how many is told.
/// </summary>
internal sealed class LineOut : IAsyncDisposable
{
    private const int Bound = 10_000;

    private readonly Channel<string> _lines = Channel.CreateBounded<string>(
        new BoundedChannelOptions(Bound) { SingleReader = true }
    );
    private readonly TextWriter _output;
    private readonly Task _writing;
    private int _lost;

    public LineOut(TextWriter output)
    {
        _output = output;
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Never waits. Any thread.</summary>
    public void Write(string line)
    {
        if (!_lines.Writer.TryWrite(line))
            Interlocked.Increment(ref _lost);
    }

    /// <summary>Writes what is left, for half a second at most.</summary>
    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await Task.WhenAny(_writing, Task.Delay(TimeSpan.FromMilliseconds(500)));
    }

    private async Task WriteAsync()
    {
        try
        {
            while (await _lines.Reader.WaitToReadAsync())
            {
                while (_lines.Reader.TryRead(out var line))
                    await _output.WriteLineAsync(line);
                var lost = Interlocked.Exchange(ref _lost, 0);
                if (lost > 0)
                    await _output.WriteLineAsync($"({lost} lines could not be shown in time)");
                await _output.FlushAsync();
            }
        }
        catch (IOException)
        {
            // Nobody reads standard output any more; the server goes on.
        }
    }
}
