namespace Hubbub.Datagrams;

/// <summary>
/// Which packets have come: none is taken twice, and the other side is told. An ACK replaces the ones
/// before it, so losing one harms nothing.
/// </summary>
internal sealed class ReceivedPackets
{
    /// <summary>Ranges that are told at most; and gaps that are remembered at most.</summary>
    public const int MostTold = 64;
    private const int MostKept = 256;

    /// <summary>An ACK at once for so many packets.</summary>
    private const int MostPending = 64;

    /// <summary>Gaps call for an ACK at once, but not more often than this.</summary>
    private const long LeastApart = Moment.Millisecond / 2;

    private readonly RangeSet _numbers = new();
    private long _floor;
    private long _toldBelow;
    private long _largestAt;
    private long _lastAck = long.MinValue / 2;
    private int _pending;
    private int _silentAcks;

    public long Largest { get; private set; } = -1;

    /// <summary>When an ACK must go. <see cref="Moment.Never"/>: there is nothing to tell.</summary>
    public long Due { get; private set; } = Moment.Never;

    /// <summary>Something came that wants an ACK: it goes along with whatever goes.</summary>
    public bool HasPending => _pending > 0;

    /// <summary>
    /// Nothing that we send calls for an answer, so the other side's knowledge of what it has been told
    /// grows old: add a PING now and then.
    /// </summary>
    public bool WantsEcho => _silentAcks >= 32 && _numbers.Count > 4;

    public bool IsNew(long number) =>
        number >= _floor && (number > Largest || !_numbers.Contains(number));

    public void Add(long number, bool wantsAck, bool atOnce, long delay, long now)
    {
        var isInOrder = number == Largest + 1;
        _numbers.Add(number, number + 1);
        _toldBelow = Math.Min(_toldBelow, number);
        if (_numbers.Count > MostKept)
            _floor = _numbers.TakeFirst(long.MaxValue).End;
        if (number > Largest)
        {
            Largest = number;
            _largestAt = now;
        }

        if (!wantsAck)
            return;
        _pending++;
        var due = now + delay;
        if (atOnce || _pending >= MostPending)
            due = now;
        else if (!isInOrder)
            due = Math.Min(due, Math.Max(now, _lastAck + LeastApart));
        Due = Math.Min(Due, due);
    }

    /// <summary>Bytes that an ACK of now takes, at most.</summary>
    public int MostSize => 1 + 8 + 4 + 2 + 8 + (Math.Min(MostTold, _numbers.Count) * 8);

    /// <param name="isEchoed">The packet calls for an answer.</param>
    /// <returns>The largest number told.</returns>
    public long Write(ref WireWriter to, long now, bool isEchoed)
    {
        var last = _numbers.Count - 1;
        var first = last;
        while (first > 0 && last - first + 1 < MostTold && _numbers[first - 1].End > _toldBelow)
            first--;
        to.Byte((int)FrameKind.Ack);
        to.Varint(Largest);
        to.Varint(Math.Clamp(now - _largestAt, 0, (1 << 30) - 1));
        to.Varint(last - first);
        to.Varint(_numbers[last].Length - 1);
        for (var i = last - 1; i >= first; i--)
        {
            to.Varint(_numbers[i + 1].Start - _numbers[i].End - 1);
            to.Varint(_numbers[i].Length - 1);
        }

        _pending = 0;
        Due = Moment.Never;
        _lastAck = now;
        _silentAcks = isEchoed ? 0 : _silentAcks + 1;
        return Largest;
    }

    /// <summary>The other side has our ACK up to this number: it need not be told again.</summary>
    public void OnTold(long largest) => _toldBelow = Math.Max(_toldBelow, largest);
}
