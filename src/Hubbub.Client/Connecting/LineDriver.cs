using System.Threading.Channels;
using Hubbub.Client.Engine;

namespace Hubbub.Client.Connecting;

/// <summary>Gives an engine its links and lines, on the thread that calls; dials in the background.</summary>
/// <param name="wake">There is something to drain. Any thread.</param>
public sealed class LineDriver(
    ILineEngine engine,
    Func<CancellationToken, Task<Stream>> dial,
    Action wake
) : IAsyncDisposable
{
    /// <summary>Lines that wait; more are left to the network to hold.</summary>
    private const int MostWaiting = 4_096;

    private readonly Channel<Heard> _inbox = Channel.CreateBounded<Heard>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true }
    );
    private readonly CancellationTokenSource _ending = new();
    private Dialed? _dialed;
    private StreamLink? _link;

    /// <summary>Lines wait to be drained.</summary>
    public bool HasMore => _inbox.Reader.TryPeek(out _);

    /// <summary>Works off what has come, a bounded number of lines, and starts what is due.</summary>
    public void Drain(int most = 500)
    {
        if (Interlocked.Exchange(ref _dialed, null) is { } dialed)
            Take(dialed);

        for (var i = 0; i < most && _inbox.Reader.TryRead(out var heard); i++)
        {
            if (heard.Link != _link)
                continue;
            if (heard.Line is { } line)
            {
                engine.Line(line);
            }
            else
            {
                _link = null;
                engine.Lost(heard.End!);
            }
        }

        engine.Tick();
        if (engine.IsDialDue)
        {
            engine.Dialing();
            // Never on the caller's thread, whatever a resolver does.
            _ = Task.Run(DialAsync);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _link?.Close();
        _ending.Dispose();
    }

    private async Task DialAsync()
    {
        Dialed dialed;
        try
        {
            dialed = new(await dial(_ending.Token), null);
        }
        catch (Exception e)
            when (e is ConnectException or OperationCanceledException or IOException)
        {
            dialed = new(null, e.Message);
        }

        Interlocked.Exchange(ref _dialed, dialed);
        wake();
    }

    private void Take(Dialed dialed)
    {
        if (dialed.Stream is not { } stream)
        {
            engine.DialFailed(dialed.Why!);
            return;
        }

        _link = new StreamLink(stream, _inbox.Writer, wake);
        _ = _link.RunAsync();
        engine.Connected(_link);
    }

    private sealed record Dialed(Stream? Stream, string? Why);
}
