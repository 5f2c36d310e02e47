namespace Hubbub.Datagrams;

/// <summary>
/// Spreads packets over time: a bucket that fills at the pacing rate. It is emptied in gulps of about a
/// millisecond, because clocks are no finer and a gulp goes out in one call.
/// </summary>
internal sealed class Pacer
{
    private const int MostPackets = 44;
    private const int BurstAtStart = 10;

    private double _left = BurstAtStart * Packet.Base;
    private long _at;

    /// <summary>Bytes that go at once.</summary>
    public static double Gulp(double rate, int size) =>
        Math.Clamp(rate * Moment.Millisecond, 2 * size, MostPackets * size);

    /// <summary>A gulp may begin, or has begun and is not all out.</summary>
    public bool MaySend(double rate, int size, long now)
    {
        Fill(rate, size, now);
        return _left >= size;
    }

    public void OnSent(int size) => _left -= size;

    /// <summary>When the next gulp is there.</summary>
    public long Next(double rate, int size, long now)
    {
        Fill(rate, size, now);
        var missing = Gulp(rate, size) - _left;
        return missing <= 0 ? now : now + Math.Max(1, (long)(missing / rate));
    }

    private void Fill(double rate, int size, long now)
    {
        // What was not used for longer than two milliseconds is forfeited.
        var most = Math.Max(
            Math.Max(2 * rate * Moment.Millisecond, Gulp(rate, size)),
            BurstAtStart * size
        );
        if (now > _at)
            _left = Math.Min(most, _left + ((now - _at) * rate));
        _at = now;
    }
}
