using Hubbub.Datagrams;

namespace Hubbub.Files;

/// <summary>
/// The sender of one transfer: offers, compares, sends, hears that all is there. A state machine on a
/// connection; its slow work is done by whoever calls <see cref="Step"/>.
/// </summary>
internal sealed class SendSide : IConnectionHandler
{
    private readonly ITransferWatcher _watcher;
    private SendPhase _phase;
    private int _verified;
    private volatile bool _hasEnded;

    /// <summary>Under the gate. Who handles the connection tells it what concerns it.</summary>
    public SendSide(Connection connection, ISourceTree tree, IGate gate, ITransferWatcher watcher)
    {
        Connection = connection;
        Tree = tree;
        Gate = gate;
        _watcher = watcher;
        _phase = new Asking(this);
        Pipe = new MessagePipe(
            connection.TryOpenStream()
                ?? throw new TransferException(EndKind.OtherKind, "no stream may be opened there")
        );
        Pipe.Send(Words());
    }

    public Connection Connection { get; }

    public ISourceTree Tree { get; }

    public Offer Offer => Tree.Offer;

    public IGate Gate { get; }

    public MessagePipe Pipe { get; }

    public bool HasEnded => _hasEnded;

    /// <summary>Under the gate.</summary>
    public TransferProgress Progress
    {
        get
        {
            if (_phase is not Flowing flowing)
                return new(_phase.Stage, _verified, 0, 0, -1, 0);
            var current = flowing.Current;
            return new(
                flowing.Stage,
                _verified,
                flowing.Held + flowing.Arrived,
                flowing.Held,
                current?.Item ?? -1,
                current?.Offset ?? 0
            );
        }
    }

    /// <summary>One piece of slow work, outside the gate, by one thread.</summary>
    /// <returns>False: nothing to do until <see cref="ITransferWatcher.Wake"/>.</returns>
    public bool Step()
    {
        if (_hasEnded)
            return false;
        var phase = _phase;
        try
        {
            return phase.Step();
        }
        catch (Exception trouble)
            when (trouble is TransferException or IOException or UnauthorizedAccessException)
        {
            var end = TransferException.Of(trouble, "the sender", "a file");
            Gate.Inside(() => Stop(end.Kind, end.Message));
            return false;
        }
    }

    /// <summary>Under the gate.</summary>
    public void Stop(EndKind kind, string text)
    {
        End(new(kind, IsHere: true, text));
        Connection.Close((long)kind, text);
    }

    /// <summary>After the end, when nobody calls <see cref="Step"/> any more.</summary>
    public void Close() => _phase.Close();

    public void Wake() => _watcher.Wake();

    public void Enter(SendPhase phase)
    {
        var before = _phase;
        _phase = phase;
        if (before != phase)
            before.Close();
        Wake();
    }

    public void TellVerified(int item, byte[] digest, bool wasThere)
    {
        _verified++;
        _watcher.Verified(
            new(item, Convert.ToHexStringLower(digest), Offer.Items[item].Path, wasThere)
        );
    }

    /// <summary>The receiver has everything.</summary>
    public void Finish()
    {
        End(new(EndKind.Done, IsHere: true, "done"));
        Connection.Close((long)EndKind.Done, "done");
    }

    void IConnectionHandler.Readable(Connection connection, DatagramStream stream)
    {
        while (!_hasEnded)
        {
            var wasGreeted = Pipe.IsGreeted;
            var reading = Pipe.Read(out var message);
            if (!wasGreeted && Pipe.IsGreeted)
                _watcher.Greeted();
            if (reading == Reading.None)
                break;
            if (reading == Reading.Message && _phase.On(message!) is { } next)
                Enter(next);
            else
                Misread(reading);
        }
    }

    void IConnectionHandler.Writable(Connection connection, DatagramStream stream)
    {
        Pipe.Flush();
        Wake();
    }

    void IConnectionHandler.BlocksSent(Connection connection, BlockSender sender)
    {
        if (sender.Trouble is { } trouble)
        {
            var end = TransferException.Of(trouble, "the sender", "a file");
            Stop(end.Kind, end.Message);
        }
    }

    void IConnectionHandler.Moved(Connection connection) =>
        _watcher.Moved(connection.Address.ToEndPoint());

    void IConnectionHandler.Closed(Connection connection, CloseReason reason) =>
        End(EndOf.This(reason));

    private IEnumerable<Message> Words()
    {
        yield return new OfferBegins(Offer.From, Offer.Items.Count);
        foreach (var page in MessageCodec.Pages(Offer.Items))
            yield return page;
    }

    private void Misread(Reading reading) =>
        Stop(
            reading == Reading.Wrong || reading == Reading.Message
                ? EndKind.Misread
                : EndKind.OtherKind,
            reading switch
            {
                Reading.OtherKind => "what answers there is not waiting for files",
                Reading.OtherVersion =>
                    "the receiver speaks another version: bring both up to date",
                _ => "the receiver said what makes no sense",
            }
        );

    private void End(TransferEnd end)
    {
        if (_hasEnded)
            return;
        _hasEnded = true;
        _watcher.Ended(end);
        Wake();
    }
}
