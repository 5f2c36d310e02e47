using System.Collections.Concurrent;
using Hubbub.Core;
using Hubbub.Node.History;

namespace Hubbub.Node;

/// <summary>
/// Questions that have left the loop, and their way back: the answer is told by the loop, as the end
/// of its ask, which holds back that session's later asks and nobody else's.
/// </summary>
/// <param name="wake">Called from any thread: an answer is there.</param>
internal sealed class Inquiries(IHistory history, Action wake)
{
    private readonly ConcurrentQueue<(Ask Ask, Answer Answer)> _answered = new();

    /// <exception cref="InvalidOperationException">The ask does not hold: its session would run ahead of its answer.</exception>
    public void Begin(Ask ask, Inquiry inquiry, ulong upTo)
    {
        if (!ask.Holds)
            throw new InvalidOperationException(
                $"{inquiry.Question} is asked by an ask that does not hold"
            );
        history.Begin(
            inquiry,
            upTo,
            answer =>
            {
                _answered.Enqueue((ask, answer));
                wake();
            }
        );
    }

    public bool TryTake(out Ask ask, out Answer answer)
    {
        var taken = _answered.TryDequeue(out var pair);
        (ask, answer) = pair;
        return taken;
    }
}
