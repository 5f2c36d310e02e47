namespace Hubbub.Datagrams;

/// <summary>How long an answer takes: RFC 9002, section 5. Microseconds.</summary>
internal sealed class RoundTrip
{
    private const long Initial = 100 * Moment.Millisecond;

    private bool _hasSample;

    public long Latest { get; private set; } = Initial;

    public long Smoothed { get; private set; } = Initial;

    public long Variation { get; private set; } = Initial / 2;

    public long Least { get; private set; } = Initial;

    /// <summary>How long this side waits with an ACK; what it expects of the other.</summary>
    public long AckDelay => Math.Clamp(Smoothed / 8, Moment.Millisecond, 25 * Moment.Millisecond);

    /// <summary>So long without an answer, and it is asked for.</summary>
    public long ProbeTimeout =>
        Smoothed + (Smoothed / 2) + Math.Max(4 * Variation, Moment.Millisecond) + AckDelay;

    /// <param name="delay">What the other side says that it waited.</param>
    public void Add(long sample, long delay)
    {
        sample = Math.Max(1, sample);
        Latest = sample;
        if (!_hasSample)
        {
            _hasSample = true;
            Least = Smoothed = sample;
            Variation = sample / 2;
            return;
        }

        Least = Math.Min(Least, sample);
        var adjusted = sample - Math.Min(delay, AckDelay);
        if (adjusted < Least)
            adjusted = sample;
        Variation = ((3 * Variation) + Math.Abs(Smoothed - adjusted)) / 4;
        Smoothed = ((7 * Smoothed) + adjusted) / 8;
    }

    /// <summary>Another path: all is unknown.</summary>
    public void Forget()
    {
        _hasSample = false;
        Latest = Smoothed = Least = Initial;
        Variation = Initial / 2;
    }
}
