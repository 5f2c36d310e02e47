namespace Hubbub.Datagrams;

/// <summary>
/// Gathers packets of one size for one address, so that one call sends them all (GSO). Packets are
/// written where they are sent from.
/// </summary>
internal sealed class Batch(IDatagramOut output)
{
    /// <summary>The most that one send carries: what an IP packet can hold.</summary>
    public const int MostBytes = 65_000;

    private readonly byte[] _bytes = GC.AllocateUninitializedArray<byte>(
        MostBytes + Packet.Largest
    );
    private int _used;
    private int _segment;
    private int _count;
    private PeerAddress _to;

    /// <summary>Where the next packet is written: room for any.</summary>
    public Span<byte> Room() => _bytes.AsSpan(_used);

    /// <summary>A packet has been written to the beginning of the room.</summary>
    public void Add(PeerAddress to, int length)
    {
        var start = _used;
        if (_used > 0 && (length > _segment || to != _to || _used + length > MostBytes))
        {
            Send();
            _bytes.AsSpan(start, length).CopyTo(_bytes);
        }

        if (_used == 0)
            (_to, _segment) = (to, length);
        _used += length;
        _count++;
        // A shorter one can only be the last.
        if (length < _segment || _count == output.MostSegments)
            Send();
    }

    public void Send()
    {
        if (_used > 0)
            output.Send(_to, _bytes.AsSpan(0, _used), _segment);
        _used = _count = 0;
    }
}
