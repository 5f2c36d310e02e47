using Hubbub.Core;

namespace Hubbub.Node;

/// <summary>
/// What may still be logged on a full disk. The reserve is freed at the first refusal, for leaving
/// and the end; everything else is turned away until the reserve could be made again.
/// </summary>
internal sealed class DiskGuard(IReserve reserve, INodeNotices notices)
{
    public const string Reason =
        "The server's disk is full: nothing can be said or changed until its operator has made room. Nothing was sent.";

    /// <summary>The last append found no room: questions are answered, no block can end.</summary>
    public bool IsFull { get; private set; }

    /// <summary>The reserve was freed just now: trying again at once makes sense.</summary>
    public bool JustFreed { get; private set; }

    private bool _freed;

    public void Full()
    {
        IsFull = true;
        JustFreed = !_freed;
        if (_freed)
            return;
        _freed = true;
        reserve.Free();
        notices.Warn(
            "The disk is full. People can leave and read; what they say is refused until there is room again."
        );
    }

    public void Worked()
    {
        IsFull = false;
        JustFreed = false;
        if (!_freed || !reserve.TryRestore())
            return;
        _freed = false;
        notices.Warn("There is room on the disk again: everything works as before.");
    }

    /// <summary>Whether an ask has to be turned away.</summary>
    public bool TurnsAway(Ask ask)
    {
        if (!_freed || ask.Proposals.Count == 0 || OnlyEnds(ask))
            return false;
        if (IsFull || !reserve.TryRestore())
            return true;
        _freed = false;
        notices.Warn("There is room on the disk again: everything works as before.");
        return false;
    }

    private static bool OnlyEnds(Ask ask)
    {
        foreach (var proposal in ask.Proposals)
        {
            if (proposal.Command is not (Detach or Leave or Stopped or Skip))
                return false;
        }

        return true;
    }
}
