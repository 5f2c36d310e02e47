namespace Hubbub.Datagrams;

/// <summary>What becomes of the frames that were sent.</summary>
internal interface IFrameOutcome
{
    void OnAcked(in SentFrame frame);

    /// <summary>It goes again, in a new packet with a new number.</summary>
    void OnLost(in SentFrame frame);
}

/// <summary>
/// Decides what has arrived and what is lost: RFC 9002's shape, with time alone as the threshold (RACK,
/// RFC 8985): links that reorder by milliseconds are common, and a packet late is not a packet lost.
/// </summary>
internal sealed class LossDetector(IFrameOutcome outcome)
{
    private const long LeastWindow = 2 * Moment.Millisecond;
    private const long LongestProbe = 2 * Moment.Second;
    private const int MostFactor = 8;

    /// <summary>Who has sent nothing for so long knows nothing of the path any more.</summary>
    private const long Memory = 10 * Moment.Second;

    private long _newestAckedTime = long.MinValue;
    private long _lossAt = Moment.Never;
    private long _lastSent;
    private int _probeCount;
    private int _factor = 1;
    private long _spuriousAt;
    private int _inFlightPackets;
    private DeliveryRate? _rate;
    private Bbr? _congestion;

    public SentPackets Sent { get; } = new();

    public RoundTrip RoundTrip { get; } = new();

    /// <summary>Bytes that may be under way.</summary>
    public long Window => _congestion?.Window ?? Bbr.FirstWindow;

    /// <summary>Bytes per microsecond: how fast to send.</summary>
    public double PacingRate => _congestion?.Rate ?? Bbr.FirstRate;

    /// <summary>Bytes per microsecond, as the path is known; 0: it is not.</summary>
    public double Bandwidth => _congestion?.Bandwidth ?? 0;

    public long LargestAcked { get; private set; } = -1;

    public long InFlight { get; private set; }

    /// <summary>Packets that go in spite of a full window, to hear whether anybody is there.</summary>
    public int Probes { get; private set; }

    /// <summary>Probes without an answer since the last ACK.</summary>
    public int ProbeCount => _probeCount;

    public long LostPackets { get; private set; }

    public long SpuriousPackets { get; private set; }

    public long Timer =>
        _lossAt != Moment.Never ? _lossAt
        : _inFlightPackets > 0 ? _lastSent + ProbeTimeout
        : Moment.Never;

    private long ProbeTimeout =>
        Math.Min(
            RoundTrip.ProbeTimeout << Math.Min(_probeCount, 10),
            // The shortest round trip, because a clock that leapt has spoilt the smoothed one.
            Math.Max(LongestProbe, 2 * RoundTrip.Least)
        );

    private long ReorderWindow =>
        Math.Max(LeastWindow, Math.Min(RoundTrip.Smoothed, RoundTrip.Smoothed / 8 * _factor));

    /// <summary>The window has room for a packet; for four of them always, or a larger size would lock it.</summary>
    public bool HasRoom(int size) => InFlight + size <= Math.Max(Window, 4 * size);

    /// <summary>A number is left out: who acknowledges it has not seen what it acknowledges.</summary>
    public void Skip() => Sent.Add().State = SentState.Skipped;

    /// <param name="packet">Its frames are set; the rest is set here.</param>
    public void OnSent(in SentPacket packet, bool isTracked, long now)
    {
        if (!isTracked && Sent.TryPass())
            return;
        ref var slot = ref Sent.Add();
        if (!isTracked)
            return;
        slot = packet;
        slot.Time = now;
        slot.State = SentState.InFlight;
        (_rate ??= new()).OnSent(ref slot, InFlight, now);
        InFlight += slot.Size;
        slot.InFlight = InFlight;
        _inFlightPackets++;
        _lastSent = now;
        if (Probes > 0)
            Probes--;
    }

    /// <summary>Reads an ACK, type byte already taken.</summary>
    /// <returns>False: malformed, or it tells of packets that were never sent.</returns>
    public bool TakeAck(ref WireReader reader, int size, long now)
    {
        var largest = reader.Varint();
        var delay = reader.Varint();
        var gaps = reader.Varint(ReceivedPackets.MostTold - 1);
        if (reader.Failed || largest >= Sent.Next)
            return false;
        var sample = new AckSample { Now = now, InFlightBefore = InFlight };
        _rate?.BeginAck();
        var newest = -1L;
        var last = largest;
        for (var i = 0L; ; i++)
        {
            var first = last - reader.Varint();
            if (reader.Failed || first < 0 || !TakeRange(first, last, now, ref sample, ref newest))
                return false;
            if (i == gaps)
                break;
            last = first - reader.Varint() - 2;
            if (reader.Failed || last < 0)
                return false;
        }

        LargestAcked = Math.Max(LargestAcked, largest);
        if (newest < 0)
            return true;
        if (newest == largest)
        {
            sample.RoundTrip = Math.Max(1, now - Sent[largest].Time);
            RoundTrip.Add(sample.RoundTrip, delay);
        }

        _probeCount = 0;
        Probes = 0;
        Detect(now, ref sample);
        Settle(ref sample, size, now);
        return true;
    }

    /// <summary>The time of <see cref="Timer"/> has come.</summary>
    public void OnTimer(long now, int size)
    {
        if (now < Timer)
            return;
        if (_lossAt != Moment.Never)
        {
            var sample = new AckSample { Now = now, InFlightBefore = InFlight };
            _rate?.BeginAck();
            Detect(now, ref sample);
            Settle(ref sample, size, now);
            return;
        }

        _probeCount++;
        Probes = 2;
        // What is oldest goes once more, not declared lost: perhaps only the ACK was.
        var repeated = 0;
        for (var number = Sent.Base; number < Sent.Next && repeated < 2; number++)
        {
            if (Sent[number].State != SentState.InFlight || Sent[number].IsProbe)
                continue;
            Each(Sent[number], lost: true);
            repeated++;
        }
    }

    /// <summary>There was nothing more to send.</summary>
    public void OnAppLimited() => _rate?.OnAppLimited(InFlight);

    /// <summary>Another path: what was known of the old one is worth nothing.</summary>
    public void ForgetPath()
    {
        _congestion?.Forget();
        RoundTrip.Forget();
    }

    /// <summary>
    /// Nothing is under way and nothing is said: gives back what is not needed. Ten thousand who only listen keep
    /// no congestion control.
    /// </summary>
    public void Rest(long now)
    {
        Sent.Trim(now);
        Sent.Rest();
        if (now - _lastSent < Memory)
            return;
        _rate = null;
        _congestion = null;
    }

    private bool TakeRange(long first, long last, long now, ref AckSample sample, ref long newest)
    {
        for (var number = last; number >= Math.Max(first, Sent.Base); number--)
        {
            ref var packet = ref Sent[number];
            switch (packet.State)
            {
                case SentState.Skipped:
                    return false;
                case SentState.InFlight:
                    InFlight -= packet.Size;
                    _inFlightPackets--;
                    sample.AckedBytes += packet.Size;
                    _rate!.OnAcked(packet, now);
                    newest = Math.Max(newest, number);
                    _newestAckedTime = Math.Max(_newestAckedTime, packet.Time);
                    break;
                case SentState.Lost:
                    SpuriousPackets++;
                    _factor = Math.Min(MostFactor, 2 * _factor);
                    _spuriousAt = now;
                    break;
                default:
                    continue;
            }

            packet.State = SentState.Acked;
            Each(packet, lost: false);
        }

        return true;
    }

    private void Detect(long now, ref AckSample sample)
    {
        _lossAt = Moment.Never;
        var window = ReorderWindow;
        var patience = Math.Max(RoundTrip.Smoothed, RoundTrip.Latest) + window;
        for (var number = Sent.Base; number < LargestAcked; number++)
        {
            ref var packet = ref Sent[number];
            if (packet.State != SentState.InFlight)
                continue;
            if (packet.Time + window > _newestAckedTime && packet.Time + patience > now)
            {
                _lossAt = packet.Time + patience;
                return;
            }

            packet.State = SentState.Lost;
            InFlight -= packet.Size;
            _inFlightPackets--;
            LostPackets++;
            if (!packet.IsProbe)
            {
                sample.LostBytes += packet.Size;
                sample.InFlightAtLoss = packet.InFlight;
            }

            Each(packet, lost: true);
        }
    }

    private void Settle(ref AckSample sample, int size, long now)
    {
        sample.InFlight = InFlight;
        _rate?.EndAck(ref sample, RoundTrip.Least);
        (_congestion ??= new()).OnAck(sample, RoundTrip.Smoothed, size);
        if (_factor > 1 && now - _spuriousAt > 16 * RoundTrip.Smoothed)
        {
            _factor /= 2;
            _spuriousAt = now;
        }

        Sent.Trim(now - (3 * RoundTrip.Smoothed));
    }

    private void Each(in SentPacket packet, bool lost)
    {
        Tell(packet.First, lost);
        Tell(packet.Second, lost);
        foreach (var frame in packet.Rest ?? [])
            Tell(frame, lost);
    }

    private void Tell(in SentFrame frame, bool lost)
    {
        if (frame.Kind == FrameKind.Padding)
            return;
        if (lost)
            outcome.OnLost(frame);
        else
            outcome.OnAcked(frame);
    }
}
