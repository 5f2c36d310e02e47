namespace Hubbub.Datagrams;

/// <summary>The open streams of a connection. Ids are used once, in order; the lowest bit tells who opened.</summary>
internal sealed class StreamTable(
    bool isClient,
    Parameters own,
    Parameters other,
    int limit,
    ITouched owner
)
{
    // Most connections have one.
    private readonly List<DatagramStream> _open = new(1);
    private readonly int _window = own.StreamWindow;
    private readonly int _otherWindow = other.StreamWindow;
    private readonly int _parity = isClient ? 0 : 1;
    private long _ownNext;
    private long _ownMost = other.Streams;
    private long _otherNext;
    private long _otherMost = own.Streams;
    private int _turn;

    /// <summary>How many streams the other side may have opened in all.</summary>
    public long Granted => _otherMost;

    public bool IsGrantDue { get; set; }

    public IReadOnlyList<DatagramStream> Open => _open;

    /// <returns>Null: as many are open as the other side allows.</returns>
    public DatagramStream? TryOpen() =>
        _ownNext < _ownMost ? Add((2 * _ownNext++) + _parity) : null;

    public void OnGrant(long most) => _ownMost = Math.Max(_ownMost, most);

    public DatagramStream? Find(long id)
    {
        foreach (var stream in _open)
        {
            if (stream.Id == id)
                return stream;
        }

        return null;
    }

    /// <summary>A frame names a stream: it is open, it is long done (null), or it is new.</summary>
    /// <param name="opened">So many were opened by it: the last ones of <see cref="Open"/>.</param>
    /// <returns>False: it may not be opened.</returns>
    public bool TryTouch(long id, out int opened, out DatagramStream? stream)
    {
        opened = 0;
        stream = Find(id);
        if (stream is not null)
            return true;
        var ordinal = id >> 1;
        if ((id & 1) == _parity)
            return ordinal < _ownNext;
        if (ordinal < _otherNext)
            return true;
        if (ordinal >= _otherMost)
            return false;
        // Those before it are open too: their frames are late.
        for (; _otherNext <= ordinal; opened++)
            stream = Add((2 * _otherNext++) + 1 - _parity);
        return true;
    }

    /// <summary>Writes frames of the streams, each in its turn, while there is room.</summary>
    public void Write(ref WireWriter to, ref FrameList sent)
    {
        for (var i = 0; i < _open.Count; i++)
        {
            var stream = _open[(_turn + i) % _open.Count];
            while (!sent.IsFull && stream.Sending.TryWrite(ref to, out var frame))
                sent.Add(frame);
        }

        if (_open.Count > 0)
            _turn = (_turn + 1) % _open.Count;
    }

    public bool HasWork()
    {
        foreach (var stream in _open)
        {
            if (stream.Sending.HasWork || stream.IsCreditDue)
                return true;
        }

        return IsGrantDue;
    }

    /// <summary>Everything written has arrived.</summary>
    public bool IsAllSent()
    {
        foreach (var stream in _open)
        {
            if (stream.Unacked > 0 || (stream.Sending.IsFinished && !stream.Sending.IsDone))
                return false;
        }

        return true;
    }

    /// <summary>Forgets what is done on both sides; the other side may open another instead.</summary>
    public void Sweep()
    {
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            if (!_open[i].IsDone)
                continue;
            if ((_open[i].Id & 1) != _parity)
            {
                _otherMost++;
                IsGrantDue = true;
            }

            _open.RemoveAt(i);
            _turn = 0;
        }
    }

    /// <summary>Gives back what is not needed while nothing is said.</summary>
    public void Rest()
    {
        foreach (var stream in _open)
        {
            stream.Sending.Rest();
            stream.Receiving.Rest();
        }
    }

    private DatagramStream Add(long id)
    {
        var stream = new DatagramStream(id, _window, limit, _otherWindow, owner);
        _open.Add(stream);
        return stream;
    }
}
