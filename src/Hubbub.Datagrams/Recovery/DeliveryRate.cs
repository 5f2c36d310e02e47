namespace Hubbub.Datagrams;

/// <summary>What one ACK tells the congestion control.</summary>
internal struct AckSample
{
    public long Now;
    public long AckedBytes;
    public long LostBytes;

    /// <summary>Bytes under way before and after the ACK.</summary>
    public long InFlightBefore;
    public long InFlight;

    /// <summary>Bytes per microsecond; 0: no sample.</summary>
    public double Rate;
    public bool IsAppLimited;

    /// <summary>All that had been delivered when the newest packet that is acknowledged was sent.</summary>
    public long PriorDelivered;

    /// <summary>Microseconds; 0: no sample.</summary>
    public long RoundTrip;

    /// <summary>Bytes that were under way when the newest lost packet had been sent.</summary>
    public long InFlightAtLoss;
}

/// <summary>
/// Measures how fast bytes arrive: draft-cheng-iccrg-delivery-rate-estimation. The slower of the
/// speeds of sending and of acknowledging, so that neither a burst nor ACKs that come at once mislead.
/// </summary>
internal sealed class DeliveryRate
{
    private long _deliveredAt;
    private long _firstSent;
    private long _appLimitedUntil;
    private SentPacket _newest;

    public long Delivered { get; private set; }

    public bool IsAppLimited => _appLimitedUntil > 0;

    public void OnSent(ref SentPacket packet, long inFlightBefore, long now)
    {
        if (inFlightBefore == 0)
            _firstSent = _deliveredAt = now;
        packet.FirstSent = _firstSent;
        packet.DeliveredAt = _deliveredAt;
        packet.Delivered = Delivered;
        packet.IsAppLimited = IsAppLimited;
    }

    /// <summary>There was nothing more to send: what is under way measures the sender, not the path.</summary>
    public void OnAppLimited(long inFlight) => _appLimitedUntil = Math.Max(1, Delivered + inFlight);

    public void BeginAck() => _newest = default;

    public void OnAcked(in SentPacket packet, long now)
    {
        Delivered += packet.Size;
        _deliveredAt = now;
        if (_newest.Size != 0 && packet.Delivered < _newest.Delivered)
            return;
        _newest = packet;
        _firstSent = packet.Time;
    }

    public void EndAck(ref AckSample sample, long least)
    {
        if (_appLimitedUntil > 0 && Delivered > _appLimitedUntil)
            _appLimitedUntil = 0;
        if (_newest.Size == 0)
            return;
        sample.PriorDelivered = _newest.Delivered;
        sample.IsAppLimited = _newest.IsAppLimited;
        var interval = Math.Max(
            _newest.Time - _newest.FirstSent,
            _deliveredAt - _newest.DeliveredAt
        );
        // Shorter than any round trip: ACKs came in a heap.
        if (interval >= least && interval > 0)
            sample.Rate = (double)(Delivered - _newest.Delivered) / interval;
    }
}
