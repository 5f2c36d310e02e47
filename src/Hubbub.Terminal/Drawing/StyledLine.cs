namespace Hubbub.Terminal.Drawing;

public readonly record struct StyledText(string Text, Style Style = default);

/// <summary>One line to be shown; it may take several rows.</summary>
/// <param name="Indent">Cells that the second row and those after it are indented by.</param>
public sealed record StyledLine(IReadOnlyList<StyledText> Pieces, int Indent = 0)
{
    public static readonly StyledLine Empty = new([]);

    public static StyledLine Of(string text, Style style = default, int indent = 0) =>
        new([new StyledText(text, style)], indent);

    public string Text => string.Concat(Pieces.Select(p => p.Text));
}
