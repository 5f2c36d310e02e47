namespace Hubbub.Datagrams;

/// <summary>
/// Sends bytes at offsets, in no promised order, until all have arrived. Keeps ranges, never bytes:
/// they are pulled from the source when a packet is written.
/// </summary>
public sealed class BlockSender
{
    private const long MostOffset = Varint.Most;

    private readonly IBlockSource _source;
    private readonly ITouched _owner;
    private readonly RangeSet _fresh = new();
    private readonly RangeSet _lost = new();
    private readonly RangeSet _outstanding = new();
    private long _credit;
    private long _spent;

    internal BlockSender(long id, IBlockSource source, ITouched owner)
    {
        Id = id;
        _source = source;
        _owner = owner;
    }

    public long Id { get; }

    /// <summary>Bytes that the other side has.</summary>
    public long Acked { get; private set; }

    /// <summary>All that was given to <see cref="Send"/> has arrived.</summary>
    public bool IsDone => _outstanding.IsEmpty;

    /// <summary>What the source threw. Nothing more is sent.</summary>
    public Exception? Trouble { get; private set; }

    internal bool IsTroubleTold { get; set; }

    internal bool HasWork => !_lost.IsEmpty || (!_fresh.IsEmpty && _spent < _credit);

    /// <summary>Adds a range to what is sent. What was given before is not sent twice.</summary>
    public void Send(long offset, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, MostOffset - length);
        _outstanding.Add(offset, offset + length);
        _fresh.Add(offset, offset + length);
        _owner.Touch();
    }

    /// <summary>Sends no more of a range: the other side has it already. What is under way arrives all the same.</summary>
    public void Skip(long offset, long length)
    {
        var end = offset + length;
        _fresh.Remove(offset, end);
        _lost.Remove(offset, end);
        _outstanding.Remove(offset, end);
    }

    internal void OnCredit(long most) => _credit = Math.Max(_credit, most);

    internal bool TryWrite(ref WireWriter to, out SentFrame frame)
    {
        frame = default;
        // Two bytes of length, eight of offset: payloads of full packets are alike, as GSO wants them.
        var header = 1 + Varint.Size(Id) + 8 + 2;
        if (!HasWork || to.Room <= header)
            return false;
        var start = to.Position;
        var most = to.Room - header;
        var isFresh = _lost.IsEmpty;
        var range = isFresh
            ? _fresh.TakeFirst(Math.Min(most, _credit - _spent))
            : _lost.TakeFirst(most);
        var length = (int)range.Length;
        if (isFresh)
            _spent += length;
        to.Byte((int)FrameKind.Block);
        to.Varint(Id);
        to.UInt64((ulong)range.Start | 0xC000_0000_0000_0000);
        to.Byte(0x40 | (length >> 8));
        to.Byte(length & 0xFF);
        if (!TryPull(range.Start, to.Take(length)))
        {
            // Whatever a failed read left must not arrive as the file's.
            to.Rewind(start);
            return false;
        }

        frame = new(FrameKind.Block, Id, range.Start, length);
        return true;
    }

    /// <returns>With this, all has arrived.</returns>
    internal bool OnAcked(in SentFrame frame)
    {
        if (IsDone)
            return false;
        var end = frame.Offset + frame.Length;
        Acked += _outstanding.Remove(frame.Offset, end);
        _lost.Remove(frame.Offset, end);
        return IsDone;
    }

    internal void OnLost(in SentFrame frame)
    {
        // Only what is still wanted: some of it may have arrived in another packet.
        if (Trouble is null)
            _lost.AddFrom(_outstanding, frame.Offset, frame.Offset + frame.Length);
    }

    private bool TryPull(long offset, Span<byte> into)
    {
        try
        {
            _source.Read(offset, into);
            return true;
        }
#pragma warning disable CA1031 // A file that cannot be read is the caller's news, not the connection's end.
        catch (Exception trouble)
#pragma warning restore CA1031
        {
            Trouble = trouble;
            _fresh.Clear();
            _lost.Clear();
            return false;
        }
    }
}
