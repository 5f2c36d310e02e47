namespace Hubbub.Datagrams;

/// <summary>
/// Ordered, reliable bytes in both directions. Not for several threads: the endpoint's gate is the
/// caller's to hold.
/// </summary>
public sealed class DatagramStream
{
    private readonly ITouched _owner;
    private readonly SendHalf _send;
    private readonly ReceiveHalf _receive;

    internal DatagramStream(long id, int window, int limit, long credit, ITouched owner)
    {
        Id = id;
        _owner = owner;
        _send = new SendHalf(id, limit, credit);
        _receive = new ReceiveHalf(window);
    }

    /// <summary>Even: the client has opened it; odd: the server.</summary>
    public long Id { get; }

    /// <summary>Bytes that <see cref="Read"/> gives at once.</summary>
    public int Available => _receive.Available;

    /// <summary>Everything has been read; the other side writes no more.</summary>
    public bool IsReadToEnd => _receive.IsDone;

    /// <summary>Bytes that <see cref="Write"/> takes at once.</summary>
    public int Room => _send.Room;

    /// <summary>Bytes written that the other side does not have yet.</summary>
    public long Unacked => _send.Unacked;

    /// <summary>For whoever uses the stream.</summary>
    public object? Tag { get; set; }

    internal SendHalf Sending => _send;

    internal ReceiveHalf Receiving => _receive;

    /// <summary>Credit is to be told, or told again.</summary>
    internal bool IsCreditDue { get; set; }

    internal bool IsDone => _send.IsDone && _receive.IsDone;

    /// <returns>Bytes read; 0: none there now.</returns>
    public int Read(Span<byte> into)
    {
        var count = _receive.Read(into);
        if (count > 0 && _receive.IsCreditDue)
        {
            _receive.Grant();
            IsCreditDue = true;
            _owner.Touch();
        }
        else if (count > 0 && _receive.IsDone)
        {
            _owner.Touch();
        }

        return count;
    }

    /// <returns>Bytes taken; fewer than given: the rest when the handler is told that half of the buffer is free.</returns>
    public int Write(ReadOnlySpan<byte> bytes)
    {
        var count = _send.Write(bytes);
        if (count > 0)
            _owner.Touch();
        return count;
    }

    /// <summary>Nothing more is written: the other side reads to the end.</summary>
    public void Finish()
    {
        _send.Finish();
        _owner.Touch();
    }
}
