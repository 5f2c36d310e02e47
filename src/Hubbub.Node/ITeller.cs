using Hubbub.Core;

namespace Hubbub.Node;

/// <summary>
/// Tells what came of it. Called by the node's loop only, in the order of the log; what is told is
/// durable.
/// </summary>
public interface ITeller
{
    /// <summary>What came of one entry, right after it was applied.</summary>
    /// <param name="ask">Of this node; null: the entry has none (another node's, or the node's own).</param>
    /// <param name="events">Valid during the call.</param>
    void Tell(Ask? ask, in Entry entry, IReadOnlyList<Event> events, Hub hub);

    /// <summary>What came of a signal, at its ask's place. It stands in no log.</summary>
    /// <param name="at">Microseconds since 1970 UTC.</param>
    void Signal(Ask ask, Event came, ReadOnlyMemory<byte> tags, long at, Hub hub);

    /// <summary>An ask's end, after all its entries were told.</summary>
    /// <param name="answer">Null: it asked no question.</param>
    void Answer(Ask ask, Answer? answer, Hub hub);

    /// <summary>An ask whose commands cannot be logged now: nothing of it was or will be done.</summary>
    void TurnAway(Ask ask, string reason);
}

/// <summary>What the node's operator is to know.</summary>
public interface INodeNotices
{
    void Warn(string sentence);
}
