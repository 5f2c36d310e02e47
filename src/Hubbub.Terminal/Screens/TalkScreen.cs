using Hubbub.Terminal.Drawing;
using Hubbub.Terminal.Editing;

namespace Hubbub.Terminal.Screens;

/// <summary>What stands on the screen besides the lines.</summary>
/// <param name="Status">One row above the edit line.</param>
/// <param name="Prompt">Before what is typed.</param>
public sealed record Frame(ILines Lines, StyledLine Status, StyledLine Prompt);

/// <summary>The lines, a status line, the edit line. Draws on a picture; the terminal is elsewhere.</summary>
public sealed class TalkScreen
{
    private readonly InputArea _input = new();
    private int _window = 1;
    private int _width = 1;

    /// <summary>Further back by most of a window. False: the oldest line is in it.</summary>
    public bool PageUp(ILines lines, Paging paging) =>
        paging.Scroll(lines, _width, _window, Math.Max(1, _window - 2));

    public bool PageDown(ILines lines, Paging paging) =>
        paging.Scroll(lines, _width, _window, -Math.Max(1, _window - 2));

    public void Draw(Frame frame, Paging paging, LineEditor editor, Surface surface)
    {
        surface.Clear();
        _width = surface.Width;
        _input.LayOut(PromptOf(frame, editor), editor.Current, surface.Width, Style.Plain);
        // On a low screen the edit line comes first, then the status, then the lines.
        var input = Math.Min(_input.RowCount, Math.Max(1, surface.Height / 3));
        var status = surface.Height > input ? 1 : 0;
        _window = Math.Max(0, surface.Height - input - status);
        var rows = paging.Window(frame.Lines, surface.Width, _window);
        // New lines come in at the foot, as in a terminal.
        for (var i = 0; i < rows.Count; i++)
            surface.Write(_window - rows.Count + i, rows[i]);
        if (status > 0)
            DrawStatus(StatusOf(frame, editor), surface, _window);
        _input.Draw(surface, _window + status, input);
    }

    private static void DrawStatus(StyledLine status, Surface surface, int y)
    {
        var x = 0;
        foreach (var piece in status.Pieces)
            x = surface.Write(x, y, piece.Text, Reversed(piece.Style));
        surface.Fill(x, y, Reversed(Style.Plain));
    }

    private static Style Reversed(Style style) => style with { Look = style.Look | Look.Reversed };

    private static StyledLine PromptOf(Frame frame, LineEditor editor) =>
        editor.Searching is { } searching
            ? StyledLine.Of($"({searching}) ", Style.Dim)
            : frame.Prompt;

    private static StyledLine StatusOf(Frame frame, LineEditor editor) =>
        editor.IsAsking
            ? StyledLine.Of(
                $" {editor.LineCount} lines: Enter sends them, any other key goes on editing.",
                Style.Bold
            )
        : editor.Candidates.Count > 1
            ? StyledLine.Of(
                " " + string.Join("  ", editor.Candidates.Take(50).Select(c => c.TrimEnd()))
            )
        : frame.Status;
}
