using Hubbub.Datagrams;

namespace Hubbub.Files;

/// <summary>
/// The receiver of one transfer: hears the offer, tells what it has, writes and verifies. A state
/// machine on a connection; its slow work is done by whoever calls <see cref="Step"/>.
/// </summary>
internal sealed class ReceiveSide : IConnectionHandler
{
    private readonly ITransferWatcher _watcher;
    private ReceivePhase _phase;
    private MessagePipe? _pipe;
    private int _verified;
    private long _messages;
    private bool _isComplete;
    private volatile bool _hasEnded;

    /// <summary>Under the gate. Who handles the connection tells it what concerns it.</summary>
    public ReceiveSide(Connection connection, IGate gate, ITransferWatcher watcher)
    {
        Connection = connection;
        Gate = gate;
        _watcher = watcher;
        _phase = new Listening(this);
    }

    public Connection Connection { get; }

    public IGate Gate { get; }

    public bool HasEnded => _hasEnded;

    /// <summary>Under the gate.</summary>
    public TransferProgress Progress
    {
        get
        {
            if (_phase is not Receiving receiving)
                return new(_phase.Stage, _verified, 0, 0, -1, 0);
            var current = receiving.Current;
            return new(
                receiving.Stage,
                _verified,
                receiving.Held + receiving.Kept,
                receiving.Held,
                current?.Item ?? -1,
                current?.Offset ?? 0
            );
        }
    }

    /// <summary>Grows whenever the sender says or sends something. Under the gate.</summary>
    public long Heard => _messages + (_phase is Receiving receiving ? receiving.Arrived : 0);

    /// <summary>How long it may say nothing. Under the gate.</summary>
    public TimeSpan Patience => _phase.Patience;

    /// <summary>Yes. Under the gate, after the offer.</summary>
    public void Accept(IReceivingStore store)
    {
        if (_hasEnded || _phase is not Asked asked)
            return;
        Say(new Taken());
        Enter(asked.Accept(store));
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
            var end = TransferException.Of(trouble, "the receiver", phase.File);
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

    public void Violate(string text) => Stop(EndKind.Misread, text);

    /// <summary>After the end, when nobody calls <see cref="Step"/> any more.</summary>
    public void Close() => _phase.Close();

    public void Wake() => _watcher.Wake();

    public void Say(Message message)
    {
        if (!_hasEnded)
            _pipe!.Send(message);
    }

    public void Enter(ReceivePhase phase)
    {
        var before = _phase;
        _phase = phase;
        if (before == phase)
            return;
        before.Close();
        if (phase is Asked asked)
            _watcher.Offered(asked.Offer);
        Wake();
    }

    public void TellVerified(VerifiedFile file)
    {
        _verified++;
        _watcher.Verified(file);
    }

    /// <summary>The sender says farewell when it has heard this; that ends it.</summary>
    public void TellComplete()
    {
        _isComplete = true;
        Say(new Complete());
    }

    /// <summary>Takes the messages that have come.</summary>
    public void Read()
    {
        while (!_hasEnded && _pipe is not null && _phase.IsListening)
        {
            var wasGreeted = _pipe.IsGreeted;
            var reading = _pipe.Read(out var message);
            if (!wasGreeted && _pipe.IsGreeted)
                _watcher.Greeted();
            if (reading == Reading.None)
                break;
            Take(reading, message);
        }
    }

    void IConnectionHandler.Opened(Connection connection, DatagramStream stream)
    {
        if (_pipe is not null)
        {
            Violate("the sender speaks twice at once");
            return;
        }

        _pipe = new MessagePipe(stream);
        _pipe.Flush();
    }

    void IConnectionHandler.Readable(Connection connection, DatagramStream stream) => Read();

    void IConnectionHandler.Writable(Connection connection, DatagramStream stream) =>
        _pipe?.Flush();

    void IConnectionHandler.Moved(Connection connection) =>
        _watcher.Moved(connection.Address.ToEndPoint());

    void IConnectionHandler.Closed(Connection connection, CloseReason reason) =>
        End(
            _isComplete && reason.Kind is not CloseKind.Here
                ? new(EndKind.Done, IsHere: true, "done")
                : EndOf.This(reason)
        );

    private void Take(Reading reading, Message? message)
    {
        _messages++;
        try
        {
            if (reading == Reading.Message && _phase.On(message!) is { } next)
                Enter(next);
            else if (reading is Reading.OtherKind)
                Stop(EndKind.OtherKind, "here files are received: hubbub send brings them");
            else if (reading is Reading.OtherVersion)
                Stop(EndKind.OtherKind, "the sender speaks another version: bring both up to date");
            else
                Violate("the sender said what makes no sense");
        }
        catch (TransferException refused)
        {
            Stop(refused.Kind, refused.Message);
        }
    }

    private void End(TransferEnd end)
    {
        if (_hasEnded)
            return;
        _hasEnded = true;
        _watcher.Ended(end);
        Wake();
    }
}
