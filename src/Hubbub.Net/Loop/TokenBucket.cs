namespace Hubbub.Net.Loop;

/// <summary>How many lines a session may send: a burst, then a rate. Lines over it wait; none is lost.</summary>
internal struct TokenBucket
{
    public const int Burst = 200;
    public const int PerSecond = 50;

    private float _tokens;
    private long _filledAt;

    /// <summary>Takes one; false: none is there yet.</summary>
    /// <param name="now">Milliseconds of a steady clock.</param>
    public bool TryTake(long now)
    {
        _tokens =
            _filledAt == 0
                ? Burst
                : Math.Min(Burst, _tokens + ((now - _filledAt) * PerSecond / 1000f));
        _filledAt = Math.Max(now, 1);
        if (_tokens < 1)
            return false;
        _tokens--;
        return true;
    }
}
