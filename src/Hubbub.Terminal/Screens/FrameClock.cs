namespace Hubbub.Terminal.Screens;

/// <summary>When the next frame may be drawn: at most thirty a second, the first at once.</summary>
public sealed class FrameClock(TimeProvider time)
{
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(1000.0 / 30);

    private long _last;
    private bool _hasDrawn;

    /// <summary>Zero: now.</summary>
    public TimeSpan UntilNext
    {
        get
        {
            if (!_hasDrawn)
                return TimeSpan.Zero;
            var left = s_between - time.GetElapsedTime(_last);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    public void Drawn()
    {
        _last = time.GetTimestamp();
        _hasDrawn = true;
    }
}
