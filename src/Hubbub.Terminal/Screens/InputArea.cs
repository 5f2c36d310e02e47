using Hubbub.Terminal.Drawing;
using Hubbub.Terminal.Editing;

namespace Hubbub.Terminal.Screens;

/// <summary>The edit line at the foot of the screen: one row, or more for several lines.</summary>
internal sealed class InputArea
{
    private readonly List<(Glyph Glyph, Style Style)[]> _rows = [];
    private (int X, int Row) _cursor;

    public int RowCount => _rows.Count;

    /// <summary>Lays the text out. The prompt stands before the first row, the others are indented by it.</summary>
    public void LayOut(StyledLine prompt, EditText text, int width, Style style)
    {
        _rows.Clear();
        var start = prompt.Pieces.SelectMany(p => Glyphs.Of(p.Text).Select(g => (g, p.Style)));
        var row = Fit(start, Math.Max(0, width / 2));
        var indent = row.Sum(g => g.Glyph.Width);
        var used = indent;
        for (var at = 0; at <= text.Text.Length; )
        {
            var next = Graphemes.Next(text.Text, at);
            var element = text.Text[at..next];
            var glyphs =
                element.StartsWith('\n') || element == "\r\n" ? [] : Glyphs.Of(element).ToList();
            var needed = glyphs.Sum(g => g.Width);
            // The cursor at the end needs a cell, too.
            if (used + Math.Max(1, needed) > width && element is not "\n")
                NextRow();
            if (at == text.Cursor)
                _cursor = (Math.Min(used, width - 1), _rows.Count);
            if (element.Length == 0)
                break;
            row.AddRange(glyphs.Select(g => (g, style)));
            used += needed;
            if (glyphs.Count == 0)
                NextRow();
            at = next;
        }

        _rows.Add([.. row]);
        return;

        void NextRow()
        {
            _rows.Add([.. row]);
            row = [.. Enumerable.Repeat((new Glyph(" ", 1), Style.Plain), indent)];
            used = indent;
        }
    }

    /// <summary>As many rows as there are in <paramref name="height"/>, those around the cursor.</summary>
    public void Draw(Surface surface, int top, int height)
    {
        var first = Math.Clamp(_cursor.Row - height + 1, 0, Math.Max(0, _rows.Count - height));
        for (var i = 0; i < height && first + i < _rows.Count; i++)
            surface.Write(top + i, new Row(_rows[first + i], 0));
        surface.Cursor = (_cursor.X, top + _cursor.Row - first);
    }

    private static List<(Glyph Glyph, Style Style)> Fit(
        IEnumerable<(Glyph Glyph, Style Style)> glyphs,
        int width
    )
    {
        var used = 0;
        return [.. glyphs.TakeWhile(g => (used += g.Glyph.Width) <= width)];
    }
}
