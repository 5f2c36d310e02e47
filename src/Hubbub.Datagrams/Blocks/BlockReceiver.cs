namespace Hubbub.Datagrams;

/// <summary>Takes the bytes of a channel, each once, and grants credit: none before the channel is accepted.</summary>
public sealed class BlockReceiver
{
    /// <summary>Gaps that the other side may leave open at once.</summary>
    private const int MostGaps = 64 * 1024;

    private readonly IBlockSink _sink;
    private readonly long _window;
    private readonly ITouched _owner;
    private readonly RangeSet _received = new();
    private long _released;

    internal BlockReceiver(long id, IBlockSink sink, long window, ITouched owner)
    {
        Id = id;
        _sink = sink;
        _window = window;
        _owner = owner;
        Credit = window;
        IsCreditDue = true;
    }

    public long Id { get; }

    /// <summary>Bytes that have come, each counted once.</summary>
    public long Received { get; private set; }

    internal long Credit { get; private set; }

    internal bool IsCreditDue { get; set; }

    /// <summary>All of these bytes have come.</summary>
    public bool Has(long offset, long length)
    {
        var end = offset + length;
        return _received.Missing(offset, end, out _) == end;
    }

    /// <summary>Bytes that the sink had kept are written: the other side may send as many more.</summary>
    public void Release(long bytes)
    {
        _released += bytes;
        if (Credit - _released > _window / 2)
            return;
        Credit = _released + _window;
        IsCreditDue = true;
        _owner.Touch();
    }

    /// <returns>False: more than was granted, or too many gaps.</returns>
    internal bool Take(long offset, ReadOnlySpan<byte> bytes)
    {
        var end = offset + bytes.Length;
        while (!bytes.IsEmpty)
        {
            // Of what has come before nothing is written again.
            var from = FirstMissing(offset, end, out var to);
            if (from >= end)
                break;
            var fresh = bytes[(int)(from - offset)..(int)(to - offset)];
            Received += _received.Add(from, to);
            if (Received > Credit)
                return false;
            if (_sink.Write(from, fresh))
                Release(fresh.Length);
            if (to == end)
                break;
        }

        return _received.Count <= MostGaps;
    }

    private long FirstMissing(long start, long end, out long to)
    {
        to = end;
        // In order, as most come.
        if (_received.IsEmpty || _received.Last.End <= start)
            return start;
        return _received.Missing(start, end, out to);
    }
}
