using Hubbub.Datagrams;

namespace Hubbub.Files;

/// <summary>Files on their way to somebody.</summary>
public sealed class OutgoingTransfer : Transfer
{
    private SendSide? _side;

    private OutgoingTransfer(IGate gate)
        : base(gate) { }

    public override TransferProgress Progress
    {
        get
        {
            TransferProgress? progress = null;
            Gate.Inside(() => progress = _side!.Progress);
            return progress!;
        }
    }

    /// <summary>Is to be told what happens on the connection.</summary>
    public IConnectionHandler Handler => _side!;

    /// <summary>Offers the files on a connection that nobody else uses.</summary>
    public static OutgoingTransfer Begin(
        UdpEndpoint endpoint,
        Connection connection,
        ISourceTree tree
    )
    {
        using var turn = endpoint.Enter();
        var transfer = BeginBeside(endpoint, connection, tree);
        connection.Handler = transfer.Handler;
        return transfer;
    }

    /// <summary>
    /// Offers them on a stream of its own, beside what else is said on the connection; whoever handles that tells
    /// <see cref="Handler"/>. The transfer's end is the connection's.
    /// </summary>
    /// <exception cref="TransferException">The other side allows no stream.</exception>
    public static OutgoingTransfer BeginBeside(
        UdpEndpoint endpoint,
        Connection connection,
        ISourceTree tree
    )
    {
        var gate = new EndpointGate(endpoint);
        var transfer = new OutgoingTransfer(gate);
        gate.Inside(() =>
        {
            var side = new SendSide(connection, tree, gate, transfer.Watcher);
            transfer._side = side;
            transfer.Begin("sending", side.Step, look: () => { });
        });
        return transfer;
    }

    public override void Stop(EndKind kind, string text) =>
        Gate.Inside(() => _side!.Stop(kind, text));

    private protected override void CloseFiles() => _side!.Close();
}
