using System.Buffers;
using System.IO.Pipelines;

namespace Hubbub.Net.Listening;

internal enum SniffEnd
{
    /// <summary>What is spoken is known.</summary>
    Known,

    /// <summary>The first line took too long.</summary>
    Late,

    /// <summary>The other end left without a word, or the server is stopping.</summary>
    Gone,
}

internal readonly record struct Sniffed(SniffEnd End, Speech Speech, bool Greeted);

/// <summary>
/// Looks at a connection's first bytes and consumes nothing. Its timer lives only as long as it
/// does: an idle session has none.
/// </summary>
internal sealed class Sniffer : IDisposable
{
    private readonly PipeReader _input;
    private readonly ListenerOptions _options;
    private readonly TimeSpan _patience;
    private readonly Lock _gate = new();
    private readonly long _started;
    private readonly ITimer _timer;
    private readonly CancellationTokenRegistration _stop;
    private bool _done;

    /// <param name="patience">The whole first line has to have come by then.</param>
    public Sniffer(
        PipeReader input,
        ListenerOptions options,
        TimeSpan patience,
        CancellationToken stopping
    )
    {
        _patience = patience;
        _input = input;
        _options = options;
        _started = options.Time.GetTimestamp();
        _timer = options.Time.CreateTimer(
            static s => ((Sniffer)s!).Wake(),
            this,
            options.Silence,
            Timeout.InfiniteTimeSpan
        );
        _stop = stopping.UnsafeRegister(static s => ((Sniffer)s!).Wake(), this);
    }

    /// <param name="greet">Called once, when nothing was heard for a second.</param>
    public async ValueTask<Sniffed> RunAsync(
        Action greet,
        bool allowTls,
        CancellationToken stopping
    )
    {
        var greeted = false;
        while (true)
        {
            var result = await _input.ReadAsync(CancellationToken.None);
            var buffer = result.Buffer;
            var speech = Judge(buffer, result.IsCompleted, allowTls);
            if (speech != Speech.Undecided)
            {
                // Nothing examined: the next read returns at once, with the same bytes.
                _input.AdvanceTo(buffer.Start);
                return new(SniffEnd.Known, speech, greeted);
            }

            var isEmpty = buffer.IsEmpty;
            _input.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted || stopping.IsCancellationRequested)
                return new(SniffEnd.Gone, speech, greeted);
            var waited = _options.Time.GetElapsedTime(_started);
            if (waited >= _patience)
                return new(SniffEnd.Late, speech, greeted);
            if (!result.IsCanceled)
                continue;
            if (isEmpty && !greeted)
            {
                greeted = true;
                greet();
            }

            _timer.Change(_patience - waited, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>No wake-up comes after this: the next reader would take it for its own.</summary>
    public void Dispose()
    {
        lock (_gate)
            _done = true;
        _timer.Dispose();
        _stop.Dispose();
    }

    private static Speech Judge(ReadOnlySequence<byte> buffer, bool isCompleted, bool allowTls)
    {
        if (buffer.IsEmpty)
            return Speech.Undecided;
        Span<byte> head = stackalloc byte[FirstBytes.Telling];
        var length = (int)Math.Min(buffer.Length, head.Length);
        buffer.Slice(0, length).CopyTo(head);
        var isLine =
            isCompleted
            || buffer.Length >= FirstBytes.LongestWait
            || buffer.PositionOf((byte)'\n') is not null;
        return FirstBytes.Judge(head[..length], isLine, allowTls);
    }

    private void Wake()
    {
        lock (_gate)
        {
            if (!_done)
                _input.CancelPendingRead();
        }
    }
}
