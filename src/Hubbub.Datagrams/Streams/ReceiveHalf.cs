namespace Hubbub.Datagrams;

/// <summary>What has come on a stream, until it is read. Never more than the window.</summary>
internal sealed class ReceiveHalf(int window)
{
    /// <summary>A stranger may make so many gaps and no more.</summary>
    private const int MostGaps = 1_024;

    private readonly SlidingBuffer _buffer = new();
    private readonly RangeSet _received = new();
    private long _read;
    private long _highest;
    private long _last = -1;

    /// <summary>The offset up to which the other side may send.</summary>
    public long Credit { get; private set; } = window;

    public int Available =>
        _received.IsEmpty || _received.First.Start > _read ? 0 : (int)(_received.First.End - _read);

    /// <summary>All has been read, and nothing more will come.</summary>
    public bool IsDone => _last == _read;

    /// <summary>Half of the window has been read: the other side may have more.</summary>
    public bool IsCreditDue => _last < 0 && Credit - _read <= window / 2;

    public long Grant() => Credit = _read + window;

    /// <returns>False: more than was allowed, or not what was said before.</returns>
    public bool Take(long offset, ReadOnlySpan<byte> bytes, bool isLast, out bool isReadable)
    {
        isReadable = false;
        var end = offset + bytes.Length;
        if (end > Credit || (_last >= 0 && (end > _last || (isLast && end != _last))))
            return false;
        if (isLast && end < _highest)
            return false;
        var before = Available;
        var wasLast = _last;
        if (isLast)
            _last = end;
        _highest = Math.Max(_highest, end);
        var from = Math.Max(offset, _read);
        if (from < end && _received.Add(from, end) > 0)
            _buffer.Write(from, bytes[(int)(from - offset)..]);
        isReadable =
            Available > before || (_last >= 0 && wasLast < 0 && Available == _last - _read);
        return _received.Count <= MostGaps;
    }

    public void Rest() => _received.Rest();

    public int Read(Span<byte> into)
    {
        var count = Math.Min(into.Length, Available);
        if (count == 0)
            return 0;
        _buffer.Read(_read, into[..count]);
        _read += count;
        _received.Remove(_read - count, _read);
        _buffer.Drop(_read, isEmpty: _received.IsEmpty);
        return count;
    }
}
