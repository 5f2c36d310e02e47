namespace Hubbub.Datagrams;

/// <summary>The largest value of this period and the one before.</summary>
internal struct LargestOfTwo
{
    private double _before;
    private double _now;

    public readonly double Value => Math.Max(_before, _now);

    public void Add(double value) => _now = Math.Max(_now, value);

    /// <summary>A period ends; one without values does not count.</summary>
    public void Turn()
    {
        if (_now <= 0)
            return;
        _before = _now;
        _now = 0;
    }
}

/// <summary>
/// Receivers and networks acknowledge in heaps: how much more comes in one than the bandwidth explains.
/// The window has to cover it.
/// </summary>
internal struct AckHeaps
{
    private LargestOfTwo _extra;
    private long _since;
    private double _acked;

    public readonly double Extra => _extra.Value;

    public void Add(long bytes, double bandwidth, double most, long now)
    {
        var expected = bandwidth * (now - _since);
        if (_acked <= expected)
        {
            _acked = expected = 0;
            _since = now;
        }

        _acked += bytes;
        _extra.Add(Math.Min(_acked - expected, most));
    }

    public void Turn() => _extra.Turn();
}
