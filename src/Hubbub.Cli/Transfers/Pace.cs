namespace Hubbub.Cli.Transfers;

/// <summary>How fast it goes and how long it will: over the last seconds, so that a change shows.</summary>
internal sealed class Pace(TimeProvider time)
{
    private static readonly TimeSpan s_span = TimeSpan.FromSeconds(5);

    private readonly Queue<(long At, long Bytes)> _samples = new();
    private long _began = -1;
    private long _last;

    /// <summary>Since the first byte.</summary>
    public TimeSpan Elapsed =>
        _began < 0 ? TimeSpan.Zero : time.GetElapsedTime(_began, time.GetTimestamp());

    /// <summary>Bytes a second.</summary>
    public double Speed
    {
        get
        {
            if (!_samples.TryPeek(out var first))
                return 0;
            var span = time.GetElapsedTime(first.At, time.GetTimestamp()).TotalSeconds;
            return span < 0.05 ? 0 : (_last - first.Bytes) / span;
        }
    }

    public void Add(long bytes)
    {
        var now = time.GetTimestamp();
        if (_began < 0)
            _began = now;
        _last = bytes;
        _samples.Enqueue((now, bytes));
        while (_samples.Count > 2 && time.GetElapsedTime(_samples.Peek().At, now) > s_span)
            _samples.Dequeue();
    }

    /// <returns>Null: not to be told yet.</returns>
    public TimeSpan? Left(long bytes) =>
        Speed < 1 ? null : TimeSpan.FromSeconds(Math.Min(bytes / Speed, 1e7));
}
