namespace Hubbub.Datagrams;

/// <summary>The block channels of a connection, each direction by its own ids, which the callers agree upon.</summary>
internal sealed class BlockTable(ITouched owner)
{
    /// <summary>Credit that came before its channel was opened here is remembered for so many.</summary>
    private const int MostEarly = 64;

    private readonly List<BlockSender> _senders = [];
    private readonly List<BlockReceiver> _receivers = [];
    private Dictionary<long, long>? _early;

    public BlockSender Open(long id, IBlockSource source)
    {
        if (FindSender(id) is not null)
            throw new ArgumentException($"channel {id} is open already", nameof(id));
        var sender = new BlockSender(id, source, owner);
        if (_early is not null && _early.Remove(id, out var credit))
            sender.OnCredit(credit);
        _senders.Add(sender);
        return sender;
    }

    public BlockReceiver Accept(long id, IBlockSink sink, long window)
    {
        if (FindReceiver(id) is not null)
            throw new ArgumentException($"channel {id} is accepted already", nameof(id));
        var receiver = new BlockReceiver(id, sink, window, owner);
        _receivers.Add(receiver);
        owner.Touch();
        return receiver;
    }

    public void Close(BlockSender sender) => _senders.Remove(sender);

    public void Close(BlockReceiver receiver) => _receivers.Remove(receiver);

    public BlockSender? FindSender(long id)
    {
        foreach (var sender in _senders)
        {
            if (sender.Id == id)
                return sender;
        }

        return null;
    }

    public BlockReceiver? FindReceiver(long id)
    {
        foreach (var receiver in _receivers)
        {
            if (receiver.Id == id)
                return receiver;
        }

        return null;
    }

    public void OnCredit(long id, long most)
    {
        if (FindSender(id) is { } sender)
        {
            sender.OnCredit(most);
            return;
        }

        _early ??= [];
        if (_early.Count < MostEarly || _early.ContainsKey(id))
            _early[id] = Math.Max(most, _early.GetValueOrDefault(id));
    }

    public bool HasWork()
    {
        foreach (var sender in _senders)
        {
            if (sender.HasWork)
                return true;
        }

        foreach (var receiver in _receivers)
        {
            if (receiver.IsCreditDue)
                return true;
        }

        return false;
    }

    public bool IsAllSent() => _senders.TrueForAll(sender => sender.IsDone);

    public void WriteCredit(ref WireWriter to, ref FrameList sent)
    {
        foreach (var receiver in _receivers)
        {
            if (!receiver.IsCreditDue || sent.IsFull || to.Room < 20)
                continue;
            to.Byte((int)FrameKind.BlockCredit);
            to.Varint(receiver.Id);
            to.Varint(receiver.Credit);
            sent.Add(new(FrameKind.BlockCredit, receiver.Id));
            receiver.IsCreditDue = false;
        }
    }

    /// <returns>A sender whose source has failed just now.</returns>
    public BlockSender? Write(ref WireWriter to, ref FrameList sent)
    {
        foreach (var sender in _senders)
        {
            while (!sent.IsFull && sender.TryWrite(ref to, out var frame))
                sent.Add(frame);
            if (sender.Trouble is not null && !sender.IsTroubleTold)
            {
                sender.IsTroubleTold = true;
                return sender;
            }
        }

        return null;
    }
}
