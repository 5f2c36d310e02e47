namespace Hubbub.Datagrams;

/// <summary>So many a second and no more, with a burst of one second's worth. Times in microseconds.</summary>
internal sealed class Allowance(int perSecond)
{
    private const long Second = 1_000_000;

    private long _since;
    private double _left = perSecond;

    public bool TryTake(long now)
    {
        if (now > _since)
            _left = Math.Min(perSecond, _left + ((double)(now - _since) * perSecond / Second));
        _since = now;
        if (_left < 1)
            return false;
        _left--;
        return true;
    }
}
