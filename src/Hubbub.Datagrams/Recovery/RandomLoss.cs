namespace Hubbub.Datagrams;

/// <summary>
/// Tells loss that comes from a full queue from loss that the link always has: only what exceeds the
/// share seen while the queue was short speaks against the window, and only while the queue is long.
/// </summary>
internal sealed class RandomLoss
{
    private const double Tolerated = 0.02;
    private const long Jitter = 100;

    private double _floor;
    private long _acked;
    private long _lost;
    private long _least = Moment.Never;

    public void Add(in AckSample sample)
    {
        _acked += sample.AckedBytes;
        _lost += sample.LostBytes;
        if (sample.RoundTrip > 0)
            _least = Math.Min(_least, sample.RoundTrip);
    }

    /// <summary>A round trip is over.</summary>
    /// <param name="least">The shortest round trip of the path.</param>
    /// <returns>More was lost than the link loses by itself.</returns>
    public bool EndRound(long least)
    {
        var share = _lost == 0 ? 0 : (double)_lost / (_lost + _acked);
        var isCalm = _least < (least * 1.1) + Jitter;
        var isQueueing = _least != Moment.Never && _least > (least * 1.25) + Jitter;
        var isExcess = isQueueing && share > (_floor * 1.5) + Tolerated;
        if (isCalm)
            _floor += (share - _floor) / 8;
        _acked = _lost = 0;
        _least = Moment.Never;
        return isExcess;
    }
}
