using System.Security.Cryptography;
using Hubbub.Core;
using Hubbub.Node;

namespace Hubbub.Cli.Importing;

/// <summary>A node that nobody is connected to: what it is given is logged and applied as on a server.</summary>
internal sealed class LoneNode : ITeller, INodeNotices, IDisposable
{
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly NodeLoop _node;
    private readonly Action<string> _warn;

    public LoneNode(DataParts data, Action<string> warn)
    {
        _warn = warn;
        var parts = new NodeParts(
            data.Log,
            this,
            data.Reserve,
            this,
            TimeProvider.System,
            RandomNumberGenerator.Fill
        );
        var incarnation = Math.Max(1, BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)));
        var recovery = new Recovery(data.Log, data.Snapshots);
        _node = new NodeLoop(parts, recovery, incarnation, () => _wake.Set());
        // Its settings are those of the server that serves it.
        _node.Start(_node.Hub.Settings);
        Settle();
    }

    public Hub Hub => _node.Hub;

    /// <summary>Takes its place in the log; durable when <see cref="Settle"/> returns.</summary>
    /// <exception cref="CannotException">The log cannot be written.</exception>
    public void Propose(Command command, string text = "")
    {
        while (!_node.HasRoom)
            Step();
        _node.Propose(command, text);
    }

    /// <exception cref="CannotException">The log cannot be written.</exception>
    public void Settle()
    {
        while (!_node.IsIdle)
            Step();
    }

    public void Dispose() => _wake.Dispose();

    void INodeNotices.Warn(string sentence) => _warn(sentence);

    void ITeller.Tell(Ask? ask, in Entry entry, IReadOnlyList<Event> events, Hub hub) { }

    void ITeller.Signal(Ask ask, Event came, ReadOnlyMemory<byte> tags, long at, Hub hub) { }

    void ITeller.Answer(Ask ask, Answer? answer, Hub hub) { }

    void ITeller.TurnAway(Ask ask, string reason) => throw new CannotException(reason);

    private void Step()
    {
        _node.Step();
        if (_node.Failure is { } failure)
            throw new CannotException($"The log could not be written: {failure}.");
        if (!_node.IsIdle && !_node.HasRoom)
            _wake.WaitOne(_node.DueIn ?? TimeSpan.FromMilliseconds(50));
    }
}
