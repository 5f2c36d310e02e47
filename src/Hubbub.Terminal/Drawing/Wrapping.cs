namespace Hubbub.Terminal.Drawing;

/// <summary>One row of a wrapped line.</summary>
/// <param name="Indent">Empty cells before the first glyph.</param>
internal sealed record Row(IReadOnlyList<(Glyph Glyph, Style Style)> Glyphs, int Indent);

/// <summary>
/// Lines to rows of a width. Breaks after spaces; a word that is longer than a row is broken
/// where the row ends, and (a link) starts where it stands, so that it stays in one piece as long
/// as it can.
/// </summary>
internal static class Wrapping
{
    /// <summary>An indent takes at most a third of the row.</summary>
    private const int IndentShare = 3;

    /// <summary>Rows of one line; what is beyond is cut, so that one line cannot take for ever.</summary>
    public const int MostRows = 2_000;

    public static void Wrap(StyledLine line, int width, List<Row> rows)
    {
        var first = rows.Count;
        var indent = Math.Min(line.Indent, width / IndentShare);
        var row = new List<(Glyph Glyph, Style Style)>();
        var (used, lastSpace) = (0, -1);

        List<(Glyph Glyph, Style Style)> glyphs = [.. GlyphsOf(line)];
        for (var at = 0; at < glyphs.Count && rows.Count - first < MostRows; at++)
        {
            var (glyph, style) = glyphs[at];
            if (glyph.Text == "\n")
            {
                Break(row.Count);
                continue;
            }

            if (used + glyph.Width > Room())
            {
                var isSpace = glyph.Text == " ";
                Break(isSpace || lastSpace < 0 || IsTooLong(at) ? row.Count : lastSpace + 1);
                // The space at the end of a row is not seen.
                if (isSpace)
                    continue;
            }

            if (glyph.Text == " ")
                lastSpace = row.Count;
            row.Add((glyph, style));
            used += glyph.Width;
        }

        Break(row.Count);
        return;

        int Room() => Math.Max(2, width - (rows.Count == first ? 0 : indent));

        // The word would not fit in a row of its own either.
        bool IsTooLong(int at)
        {
            var length = row.Skip(lastSpace + 1).Sum(g => g.Glyph.Width);
            for (; at < glyphs.Count && glyphs[at].Glyph.Text is not (" " or "\n"); at++)
            {
                length += glyphs[at].Glyph.Width;
                if (length > width - indent)
                    return true;
            }

            return false;
        }

        void Break(int count)
        {
            var rest = row.GetRange(count, row.Count - count);
            rows.Add(new Row(row.GetRange(0, count), rows.Count == first ? 0 : indent));
            row = rest;
            used = row.Sum(g => g.Glyph.Width);
            lastSpace = row.FindLastIndex(g => g.Glyph.Text == " ");
        }
    }

    private static IEnumerable<(Glyph Glyph, Style Style)> GlyphsOf(StyledLine line)
    {
        foreach (var piece in line.Pieces)
        {
            var from = 0;
            while (from <= piece.Text.Length)
            {
                var end = piece.Text.IndexOf('\n', from);
                var part = piece.Text[from..(end < 0 ? piece.Text.Length : end)];
                foreach (var glyph in Glyphs.Of(part))
                    yield return (glyph, piece.Style);
                if (end < 0)
                    break;
                yield return (new Glyph("\n", 0), piece.Style);
                from = end + 1;
            }
        }
    }
}
