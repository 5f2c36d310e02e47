using Hubbub.Core;

namespace Hubbub.Node;

/// <summary>The block that is gathering: asks in order, the commands of all of them already as bytes.</summary>
internal sealed class Gathering(BlockWriter writer)
{
    private readonly List<Ask?> _asks = [];

    public bool IsEmpty => _asks.Count == 0;

    public bool HasCommands => writer.Count > 0;

    public int Count => Math.Max(_asks.Count, writer.Count);

    public int Length => writer.Length;

    public void Add(Ask ask, long at)
    {
        _asks.Add(ask);
        foreach (var proposal in ask.Proposals)
            writer.Add(at, ask.Session, proposal.Command, proposal.Text.Span, proposal.Tags.Span);
    }

    /// <summary>What was gathered; the next block starts empty.</summary>
    public Gathered Take()
    {
        var gathered = new Gathered(
            writer.Count > 0 ? writer.Take() : null,
            _asks.OfType<Ask>().ToArray()
        );
        _asks.Clear();
        return gathered;
    }
}

/// <param name="Block">Null: nothing is to be logged.</param>
internal sealed record Gathered(Block? Block, IReadOnlyList<Ask> Asks);
