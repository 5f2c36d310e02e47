using Hubbub.Terminal.Drawing;

namespace Hubbub.Terminal.Screens;

/// <summary>
/// Lines to page through. Ids count upwards; older lines that are added at the front get lower
/// ones, so that a place in the lines stays what it is.
/// </summary>
public interface ILines
{
    /// <summary>The oldest that is there.</summary>
    long First { get; }

    /// <summary>One after the newest.</summary>
    long End { get; }

    /// <summary>What is shown for it: the line, with a day's change or a mark before it.</summary>
    void Show(long id, List<StyledLine> lines);
}
