using Hubbub.Node.History;

namespace Hubbub.Node;

/// <summary>What a node leans on.</summary>
/// <param name="Salt">Fills a span with bytes that nobody can guess (in simulations: seeded).</param>
/// <param name="History">Null: nothing can be read back.</param>
public sealed record NodeParts(
    ILog Log,
    ITeller Teller,
    IReserve Reserve,
    INodeNotices Notices,
    TimeProvider Time,
    BlockWriter.FillSalt Salt,
    IHistory? History = null
);
