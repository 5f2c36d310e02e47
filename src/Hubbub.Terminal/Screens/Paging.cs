using Hubbub.Terminal.Drawing;

namespace Hubbub.Terminal.Screens;

/// <summary>
/// Which part of the lines is in the window. It holds on to the line at the window's foot, so
/// that what comes, and a resize, moves nothing while somebody reads further back.
/// </summary>
public sealed class Paging
{
    private readonly List<StyledLine> _lines = [];
    private readonly List<Row> _rows = [];

    /// <summary>The last line in the window and how many of its rows are below; null: the newest.</summary>
    private (long Line, int RowsBelow)? _foot;

    /// <summary>Further back than the newest.</summary>
    public bool IsBack => _foot is not null;

    /// <summary>Lines below the window.</summary>
    public long Below(ILines lines) =>
        _foot is { } foot ? Math.Max(0, lines.End - foot.Line - 1) : 0;

    public void ToNewest() => _foot = null;

    /// <summary>Rows up (positive) or down. False: there is nothing more that way.</summary>
    public bool Scroll(ILines lines, int width, int height, int rows)
    {
        if (lines.End == lines.First)
            return false;
        var (line, below) = FootOf(lines);
        below += rows;
        while (below < 0 && line < lines.End - 1)
        {
            line++;
            below += CountRows(lines, line, width);
        }

        if (below <= 0 && line >= lines.End - 1)
        {
            var moved = IsBack;
            ToNewest();
            return moved && rows < 0;
        }

        for (
            var count = CountRows(lines, line, width);
            below >= count;
            count = CountRows(lines, line, width)
        )
        {
            if (line == lines.First)
                break;
            below -= count;
            line--;
        }

        _foot = (line, below);
        return KeepFull(lines, width, height) || rows < 0;
    }

    /// <summary>The rows that are in the window, the last <paramref name="height"/> above its foot.</summary>
    internal IReadOnlyList<Row> Window(ILines lines, int width, int height)
    {
        var window = new List<Row>();
        if (lines.End == lines.First || height <= 0)
            return window;
        var (line, below) = FootOf(lines);
        var parts = new Stack<List<Row>>();
        var count = -below;
        for (; line >= lines.First && count < height; line--)
        {
            var rows = new List<Row>(RowsOf(lines, line, width));
            count += rows.Count;
            parts.Push(rows);
        }

        foreach (var part in parts)
            window.AddRange(part);
        var end = Math.Max(0, window.Count - below);
        var start = Math.Max(0, end - height);
        return window.GetRange(start, end - start);
    }

    /// <summary>The oldest line stands at the window's top at the latest. False: it was reached.</summary>
    private bool KeepFull(ILines lines, int width, int height)
    {
        var (line, below) = FootOf(lines);
        var above = -below;
        for (var id = line; id >= lines.First && above < height; id--)
            above += CountRows(lines, id, width);
        if (above >= height)
            return true;
        // The window's foot, counted from the oldest row.
        var missing = height - above;
        while (missing > 0)
        {
            if (below >= missing)
            {
                _foot = (line, below - missing);
                return false;
            }

            missing -= below;
            if (line >= lines.End - 1)
            {
                ToNewest();
                return false;
            }

            line++;
            below = CountRows(lines, line, width);
        }

        _foot = (line, below);
        return false;
    }

    private (long Line, int RowsBelow) FootOf(ILines lines)
    {
        if (_foot is not { } foot)
            return (lines.End - 1, 0);
        // The line may have gone: only so many are kept.
        return foot.Line < lines.First ? (lines.First, 0)
            : foot.Line >= lines.End ? (lines.End - 1, 0)
            : foot;
    }

    private int CountRows(ILines lines, long id, int width) => RowsOf(lines, id, width).Count;

    private List<Row> RowsOf(ILines lines, long id, int width)
    {
        _lines.Clear();
        _rows.Clear();
        lines.Show(id, _lines);
        foreach (var line in _lines)
            Wrapping.Wrap(line, width, _rows);
        return _rows;
    }
}
