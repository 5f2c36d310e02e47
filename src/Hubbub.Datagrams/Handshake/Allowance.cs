namespace Hubbub.Datagrams;

/// <summary>So many a second and no more. Times in microseconds.</summary>
/// <param name="burst">At once: what so many seconds are worth.</param>
internal sealed class Allowance(long perSecond, double burst = 1)
{
    private readonly double _most = perSecond * burst;
    private long _since;
    private double _left = perSecond * burst;

    public bool TryTake(long now, int count = 1)
    {
        if (now > _since)
            _left = Math.Min(_most, _left + ((double)(now - _since) * perSecond / Moment.Second));
        _since = now;
        if (_left < count)
            return false;
        _left -= count;
        return true;
    }
}
