namespace Hubbub.Datagrams;

/// <summary>
/// How large packets may be on the path: found by trying (DPLPMTUD, RFC 8899), and only for who sends
/// full packets. A probe's loss is no sign of congestion.
/// </summary>
internal sealed class PacketSize(int most)
{
    private const int FullBeforeProbing = 8;
    private const int MostTries = 3;
    private const int TimeoutsOfBlackHole = 3;
    private const long Again = 60 * Moment.Second;

    /// <summary>PPPoE and tunnels; Ethernet less the headers of IPv4; jumbo frames and loopback.</summary>
    private static readonly int[] s_sizes = [1_452, 1_472, 8_952];

    private int _step;
    private int _tries;
    private int _full;
    private bool _isUnderWay;
    private long _notBefore;

    public int Current { get; private set; } = Packet.Base;

    public int Next => s_sizes[_step];

    public bool IsProbeDue(long now) =>
        !_isUnderWay
        && _full >= FullBeforeProbing
        && _step < s_sizes.Length
        && s_sizes[_step] <= most
        && now >= _notBefore;

    public void OnProbeSent() => _isUnderWay = true;

    /// <summary>A packet of the current size has gone.</summary>
    public void OnFull() => _full++;

    public void OnProbeAcked(int size)
    {
        _isUnderWay = false;
        _tries = 0;
        if (_step < s_sizes.Length && size == s_sizes[_step])
        {
            Current = size;
            _step++;
        }
    }

    public void OnProbeLost()
    {
        if (_isUnderWay && ++_tries == MostTries)
        {
            // Larger ones will not fit either.
            _step = s_sizes.Length;
        }

        _isUnderWay = false;
    }

    /// <summary>The system itself says that it is too large.</summary>
    public void OnRefused()
    {
        _tries = MostTries - 1;
        OnProbeLost();
    }

    /// <summary>Nothing is answered any more: perhaps nothing so large gets through.</summary>
    public void OnTimeouts(int count, long now)
    {
        if (count < TimeoutsOfBlackHole || Current == Packet.Base)
            return;
        Forget();
        _notBefore = now + Again;
    }

    /// <summary>Another path.</summary>
    public void Forget()
    {
        Current = Packet.Base;
        _step = _tries = _full = 0;
        _isUnderWay = false;
    }
}
