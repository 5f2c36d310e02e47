using System.Net;
using Hubbub.Datagrams;

namespace Hubbub.Files;

/// <summary>What somebody offers, from the first word to the last byte.</summary>
public sealed class IncomingTransfer : Transfer
{
    private readonly ReceiveSide _side;
    private readonly Action<IncomingTransfer> _offered;
    private long _heard;
    private DateTimeOffset _heardAt;

    private IncomingTransfer(
        UdpEndpoint endpoint,
        Connection connection,
        TimeProvider time,
        Action<IncomingTransfer> offered
    )
        : base(new EndpointGate(endpoint))
    {
        _offered = offered;
        Address = connection.Address.ToEndPoint();
        _side = new ReceiveSide(connection, Gate, Watcher);
        _heardAt = time.GetUtcNow();
        Begin("receiving", _side.Step, () => LookAfter(time));
    }

    /// <summary>Is to be told what happens on the connection.</summary>
    public IConnectionHandler Handler => _side;

    public IPEndPoint Address { get; }

    /// <summary>Set when it is handed out.</summary>
    public Offer Offer { get; private set; } = new("", []);

    /// <summary>
    /// On a stream that the other side opens beside what else is said; whoever handles the connection tells
    /// <see cref="Handler"/>. The transfer's end is the connection's. Under the gate.
    /// </summary>
    /// <param name="offered">Called under the gate.</param>
    public static IncomingTransfer Beside(
        UdpEndpoint endpoint,
        Connection connection,
        TimeProvider time,
        Action<IncomingTransfer> offered
    ) => new(endpoint, connection, time, offered);

    /// <summary>On a connection that has been accepted, and that nobody else uses. Under the gate.</summary>
    internal static IncomingTransfer Alone(
        UdpEndpoint endpoint,
        Connection connection,
        TimeProvider time,
        Action<IncomingTransfer> offered
    )
    {
        var transfer = new IncomingTransfer(endpoint, connection, time, offered);
        connection.Handler = transfer.Handler;
        return transfer;
    }

    public override TransferProgress Progress
    {
        get
        {
            TransferProgress? progress = null;
            Gate.Inside(() => progress = _side.Progress);
            return progress!;
        }
    }

    /// <summary>Yes: into this folder. It is the caller's to dispose, after the transfer.</summary>
    public void Accept(IReceivingStore store) => Gate.Inside(() => _side.Accept(store));

    public override void Stop(EndKind kind, string text) =>
        Gate.Inside(() => _side.Stop(kind, text));

    private protected override void CloseFiles() => _side.Close();

    private protected override void OnOffered(Offer offer)
    {
        Offer = offer;
        _offered(this);
    }

    /// <summary>A sender that says nothing although it is its turn is not waited for for ever.</summary>
    private void LookAfter(TimeProvider time) =>
        Gate.Inside(() =>
        {
            var now = time.GetUtcNow();
            if (_side.Heard != _heard)
                (_heard, _heardAt) = (_side.Heard, now);
            else if (now - _heardAt > _side.Patience)
                _side.Stop(EndKind.Lost, "the sender sent nothing for too long");
        });
}
