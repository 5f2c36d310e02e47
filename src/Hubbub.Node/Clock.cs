namespace Hubbub.Node;

/// <summary>
/// The time that entries carry: the wall clock's, never less than the last entry's. A leap of the
/// wall clock against a steady one is told once.
/// </summary>
/// <param name="last">The time of the log's last entry, microseconds since 1970 UTC.</param>
internal sealed class Clock(TimeProvider time, long last, INodeNotices notices)
{
    /// <summary>A difference above this is a leap: nobody's clock drifts an hour.</summary>
    private const long Leap = 3_600_000_000;

    /// <summary>For so long the two clocks have to agree before the wall clock is believed again.</summary>
    private const long Doubt = 600_000_000;

    private readonly long _startTicks = time.GetTimestamp();
    private readonly long _startWall = Micros(time.GetUtcNow());
    private long _last = last;
    private long _offset;
    private bool _checkedStart;
    private long _doubtedUntil;

    /// <summary>
    /// Nothing irreversible may be done by a time that leapt, before it has run on steadily for ten
    /// minutes.
    /// </summary>
    public bool IsSure
    {
        get
        {
            _ = Now();
            return Steady >= _doubtedUntil;
        }
    }

    private long Steady =>
        _startWall + (time.GetElapsedTime(_startTicks).Ticks / TimeSpan.TicksPerMicrosecond);

    public long Now()
    {
        var wall = Micros(time.GetUtcNow());
        CheckStart(wall);
        var steady = Steady;
        var offset = wall - steady;
        if (Math.Abs(offset - _offset) > Leap)
        {
            notices.Warn(
                $"The clock of this machine leapt by {(offset - _offset) / Leap} hours. Messages keep their order; times may look odd until it is right."
            );
            _offset = offset;
            _doubtedUntil = steady + Doubt;
        }

        return _last = Math.Max(_last, wall);
    }

    private void CheckStart(long wall)
    {
        if (_checkedStart)
            return;
        _checkedStart = true;
        if (_last - wall > Leap)
        {
            _doubtedUntil = wall + Doubt;
            notices.Warn(
                "The clock of this machine is behind the last entry of the log. Until it has caught up, new entries carry the time of that entry."
            );
        }
    }

    private static long Micros(DateTimeOffset at) =>
        (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
