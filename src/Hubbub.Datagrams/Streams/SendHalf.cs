namespace Hubbub.Datagrams;

/// <summary>What is written on a stream, until the other side has it.</summary>
internal sealed class SendHalf(long id, int limit, long credit)
{
    private readonly SlidingBuffer _buffer = new();
    private readonly RangeSet _acked = new();
    private readonly RangeSet _lost = new();
    private long _credit = credit;
    private long _next;
    private long _end;
    private bool _isLastDue;

    public bool IsFinished { get; private set; }

    /// <summary>The other side has everything, and that it is everything.</summary>
    public bool IsDone { get; private set; }

    public int Room => IsFinished ? 0 : limit - (int)(_end - _buffer.Start);

    public long Unacked => _end - _buffer.Start;

    public bool HasWork =>
        !_lost.IsEmpty || _next < Math.Min(_end, _credit) || (_isLastDue && _next == _end);

    /// <returns>Bytes taken: no more than there is room for.</returns>
    public int Write(ReadOnlySpan<byte> bytes)
    {
        var count = Math.Min(bytes.Length, Room);
        if (count == 0)
            return 0;
        _buffer.Write(_end, bytes[..count]);
        _end += count;
        return count;
    }

    public void Finish()
    {
        if (IsFinished)
            return;
        IsFinished = true;
        _isLastDue = true;
    }

    public void OnCredit(long most) => _credit = Math.Max(_credit, most);

    /// <returns>False: nothing to send, or it does not fit.</returns>
    public bool TryWrite(ref WireWriter to, out SentFrame frame)
    {
        frame = default;
        var header = 1 + Varint.Size(id) + 8 + 2;
        if (!HasWork || to.Room <= header)
            return false;
        var most = to.Room - header;
        NumberRange range;
        if (!_lost.IsEmpty)
        {
            range = _lost.TakeFirst(most);
        }
        else
        {
            var end = Math.Min(Math.Min(_end, _credit), _next + most);
            range = new(_next, Math.Max(_next, end));
            _next = range.End;
        }

        var isLast = IsFinished && range.End == _end;
        if (isLast)
            _isLastDue = false;
        else if (range.Length == 0)
            return false;
        to.Byte((int)(isLast ? FrameKind.StreamLast : FrameKind.Stream));
        to.Varint(id);
        to.Varint(range.Start);
        to.Varint(range.Length);
        _buffer.Read(range.Start, to.Take((int)range.Length));
        frame = new(FrameKind.Stream, id, range.Start, (int)range.Length, isLast);
        return true;
    }

    /// <returns>Half of the buffer is free again.</returns>
    public bool OnAcked(in SentFrame frame)
    {
        var room = Room;
        var end = frame.Offset + frame.Length;
        _acked.Add(Math.Max(frame.Offset, _buffer.Start), end);
        _lost.Remove(frame.Offset, end);
        if (!_acked.IsEmpty && _acked.First.Start == _buffer.Start)
        {
            var to = _acked.TakeFirst(long.MaxValue).End;
            _buffer.Drop(to, isEmpty: to == _end);
        }

        if (frame.IsLast)
        {
            IsLastAcked = true;
            _isLastDue = false;
        }

        IsDone = IsLastAcked && _buffer.Start == _end;
        return room < limit / 2 && Room >= limit / 2;
    }

    public void OnLost(in SentFrame frame)
    {
        if (frame.IsLast && !IsLastAcked)
            _isLastDue = true;
        var end = frame.Offset + frame.Length;
        _lost.Add(Math.Max(frame.Offset, _buffer.Start), end);
        for (var i = 0; i < _acked.Count; i++)
            _lost.Remove(_acked[i].Start, _acked[i].End);
    }

    public void Rest()
    {
        _acked.Rest();
        _lost.Rest();
    }

    private bool IsLastAcked { get; set; }
}
