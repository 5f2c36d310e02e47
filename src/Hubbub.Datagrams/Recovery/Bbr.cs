namespace Hubbub.Datagrams;

/// <summary>
/// Congestion control by a model of the path, after BBRv3 (draft-ietf-ccwg-bbr): the bandwidth as the
/// most that was delivered in two probing cycles, the delay as the shortest round trip. Unlike there,
/// loss counts only where <see cref="RandomLoss"/> says so. Bytes and microseconds.
/// </summary>
internal sealed class Bbr
{
    private const double StartupGain = 2.77;
    private const double DrainGain = 0.35;
    private const double Beta = 0.7;
    private const double Headroom = 0.85;
    private const int InitialPackets = 32;

    /// <summary>Bytes that may be under way before anything has been answered.</summary>
    public const long FirstWindow = InitialPackets * Packet.Base;

    /// <summary>Bytes per microsecond; likewise.</summary>
    public const double FirstRate = StartupGain * FirstWindow / (100 * Moment.Millisecond);
    private const int LeastPackets = 4;

    /// <summary>Three rounds of a tenth of a millisecond show how threads are scheduled, not what a path carries.</summary>
    private const long LeastPlateau = 10 * Moment.Millisecond;
    private const long LeastStale = 5 * Moment.Second;
    private const long ProbeRttLength = 200 * Moment.Millisecond;

    private readonly RandomLoss _loss = new();
    private LargestOfTwo _bandwidth;
    private AckHeaps _heaps;
    private Phase _phase = Phase.Startup;
    private long _phaseSince;
    private int _phaseRounds;
    private int _cycles;
    private long _size = Packet.Base;

    private long _delivered;
    private long _roundEnds;
    private long _rounds;
    private long _least = Moment.Never;
    private long _leastAt;
    private long _probedLeast = Moment.Never;

    private double _fullBandwidth;
    private int _fullRounds;
    private long _fullSince;
    private double _high = double.MaxValue;
    private double _low = double.MaxValue;
    private double _lowBandwidth = double.MaxValue;
    private double _roundBandwidth;
    private long _roundAcked;

    private enum Phase
    {
        Startup,
        Drain,
        Down,
        Cruise,
        Refill,
        Up,
        ProbeRtt,
    }

    /// <summary>Bytes that may be under way.</summary>
    public long Window { get; private set; } = FirstWindow;

    /// <summary>Bytes per microsecond.</summary>
    public double Rate { get; private set; } = FirstRate;

    /// <summary>Bytes per microsecond, as the path is known.</summary>
    public double Bandwidth => Math.Min(_bandwidth.Value, _lowBandwidth);

    private double Product => Bandwidth * (_least == Moment.Never ? 0 : _least);

    /// <summary>What is under way when the path is used at so much of its bandwidth: gulps come on top.</summary>
    private double Filled(double gain) => (gain * Product) + (3 * Gulp);

    private double Gulp => Pacer.Gulp(Math.Max(Rate, 1e-6), (int)_size);

    private bool IsProbing => _phase is Phase.Refill or Phase.Up or Phase.Startup;

    /// <param name="size">Bytes of a full packet.</param>
    public void OnAck(in AckSample sample, long smoothed, long size)
    {
        _size = size;
        _delivered += sample.AckedBytes;
        _roundAcked += sample.AckedBytes;
        if (sample.Rate > 0)
            _roundBandwidth = Math.Max(_roundBandwidth, sample.Rate);
        if (sample.Rate > 0 && (!sample.IsAppLimited || sample.Rate >= _bandwidth.Value))
            _bandwidth.Add(sample.Rate);
        _heaps.Add(sample.AckedBytes, Bandwidth, Window, sample.Now);
        _loss.Add(sample);
        LearnLeast(sample);
        if (sample.PriorDelivered >= _roundEnds && sample.AckedBytes > 0)
            EndRound(sample);
        Step(sample);
        SetLimits(sample, smoothed);
    }

    /// <summary>Another path: what was known of the old one is worth nothing.</summary>
    public void Forget()
    {
        _bandwidth = default;
        _heaps = default;
        _phase = Phase.Startup;
        _least = Moment.Never;
        _fullBandwidth = _fullRounds = 0;
        _high = _low = _lowBandwidth = double.MaxValue;
        Window = Math.Min(Window, InitialPackets * _size);
        Rate = StartupGain * Window / (100 * Moment.Millisecond);
    }

    private void LearnLeast(in AckSample sample)
    {
        if (sample.RoundTrip == 0)
            return;
        if (_phase == Phase.ProbeRtt)
            _probedLeast = Math.Min(_probedLeast, sample.RoundTrip);
        if (sample.RoundTrip <= _least)
        {
            _least = sample.RoundTrip;
            _leastAt = sample.Now;
        }
        else if (sample.Now - _leastAt > LeastStale && sample.IsAppLimited)
        {
            // Nothing queues behind a sender that has little to say: every sample is as good as a probe.
            _least = sample.RoundTrip;
            _leastAt = sample.Now;
        }
    }

    private void EndRound(in AckSample sample)
    {
        _roundEnds = _delivered;
        _rounds++;
        _phaseRounds++;
        if (_rounds % 5 == 0)
            _heaps.Turn();
        if (_loss.EndRound(_least))
            OnExcessLoss(sample);
        if (_phase == Phase.Startup && !sample.IsAppLimited)
            LookForPlateau(sample.Now);
        _roundBandwidth = _roundAcked = 0;
    }

    private void OnExcessLoss(in AckSample sample)
    {
        if (_phase is Phase.Startup or Phase.Up)
        {
            _high = Math.Max(Math.Max(sample.InFlightAtLoss, Product), Beta * Window);
            Enter(_phase == Phase.Startup ? Phase.Drain : Phase.Down, sample.Now);
            return;
        }

        if (_phase == Phase.Refill)
            return;
        var low = _low < double.MaxValue ? _low : Window;
        var bandwidth = _lowBandwidth < double.MaxValue ? _lowBandwidth : _bandwidth.Value;
        _low = Math.Max(_roundAcked, Beta * low);
        _lowBandwidth = Math.Max(_roundBandwidth, Beta * bandwidth);
    }

    private void LookForPlateau(long now)
    {
        if (_bandwidth.Value >= 1.25 * _fullBandwidth)
        {
            _fullBandwidth = _bandwidth.Value;
            _fullRounds = 0;
            _fullSince = now;
        }
        else if (now - _fullSince > LeastPlateau || _fullRounds < 2)
        {
            _fullRounds++;
        }
    }

    private void Step(in AckSample sample)
    {
        var now = sample.Now;
        switch (_phase)
        {
            case Phase.Startup when _fullRounds >= 3:
                Enter(Phase.Drain, now);
                break;
            case Phase.Drain when sample.InFlight <= Filled(1):
                Enter(Phase.Down, now);
                break;
            case Phase.Down when sample.InFlight <= Math.Min(Filled(1), Headroom * _high):
            case Phase.Down when _phaseRounds > 8:
                Enter(Phase.Cruise, now);
                break;
            case Phase.Cruise when IsTimeToProbe(now):
                _low = _lowBandwidth = double.MaxValue;
                Enter(Phase.Refill, now);
                break;
            case Phase.Refill when _phaseRounds >= 1:
                Enter(Phase.Up, now);
                break;
            case Phase.Up:
                if (sample.InFlightBefore >= 0.9 * _high)
                    _high += sample.AckedBytes;
                if (
                    now - _phaseSince > _least && sample.InFlightBefore >= Filled(1.25)
                    || _phaseRounds > 8
                )
                    Enter(Phase.Down, now);
                break;
            case Phase.ProbeRtt when now - _phaseSince > ProbeRttLength && _phaseRounds >= 1:
                if (_probedLeast != Moment.Never)
                    _least = _probedLeast;
                _leastAt = now;
                Enter(_fullRounds >= 3 ? Phase.Cruise : Phase.Startup, now);
                break;
        }

        if (
            _phase is not (Phase.ProbeRtt or Phase.Startup)
            && now - _leastAt > LeastStale
            && !sample.IsAppLimited
        )
        {
            _probedLeast = Moment.Never;
            Enter(Phase.ProbeRtt, now);
        }
    }

    /// <summary>As often as Reno would have grown by a window, so that it gets its share; within 2–3 s.</summary>
    private bool IsTimeToProbe(long now) =>
        _phaseRounds >= Math.Clamp(Product / _size, 4, 63)
        || now - _phaseSince > (2 * Moment.Second) + (_cycles * 379 % 1_000 * Moment.Millisecond);

    private void Enter(Phase phase, long now)
    {
        if (phase == Phase.Down)
        {
            _bandwidth.Turn();
            _cycles++;
        }

        if (phase == Phase.Drain)
            _fullRounds = 3;
        _phase = phase;
        _phaseSince = now;
        _phaseRounds = 0;
    }

    private void SetLimits(in AckSample sample, long smoothed)
    {
        var (pacing, window) = _phase switch
        {
            Phase.Startup => (StartupGain, StartupGain),
            Phase.Drain => (DrainGain, 2.0),
            Phase.Down => (0.9, 2.0),
            Phase.Up => (1.25, 2.25),
            _ => (1.0, 2.0),
        };
        var least = LeastPackets * _size;
        var rate = pacing * Bandwidth;
        var target = (window * Product) + _heaps.Extra + (3 * Gulp);
        if (_phase == Phase.Startup)
        {
            // Grows until the plateau; who says little keeps what it had at the start.
            target = Math.Max(target, Window + (_bandwidth.Value > 0 ? 0 : sample.AckedBytes));
            rate = Math.Max(rate, StartupGain * InitialPackets * _size / Math.Max(smoothed, 1_000));
        }

        if (!IsProbing)
            target = Math.Min(target, Math.Min(_low, Headroom * _high));
        target = Math.Min(target, _high);
        if (_phase == Phase.ProbeRtt)
            target = Math.Min(target, Product / 2);
        Window = (long)Math.Max(target, least);
        Rate = Math.Max(rate, (double)least / Math.Max(smoothed, 1_000));
    }
}
