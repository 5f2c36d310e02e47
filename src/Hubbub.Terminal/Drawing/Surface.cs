namespace Hubbub.Terminal.Drawing;

/// <summary>What one cell holds. A wide character stands in its first cell; the second is <see cref="Rest"/>.</summary>
public readonly record struct Cell(string Text, Style Style, int Width)
{
    public static readonly Cell Blank = new(" ", Style.Plain, 1);

    public static readonly Cell Rest = new("", Style.Plain, 0);
}

/// <summary>A screen that is only a picture: what is to stand on which cell.</summary>
public sealed class Surface
{
    private readonly Cell[] _cells;

    public Surface(int width, int height)
    {
        Width = width;
        Height = height;
        _cells = new Cell[width * height];
        Clear();
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Where the terminal's cursor is to stand: column and row, from 0.</summary>
    public (int X, int Y) Cursor { get; set; }

    public ReadOnlySpan<Cell> this[int row] => _cells.AsSpan(row * Width, Width);

    public void Clear()
    {
        Array.Fill(_cells, Cell.Blank);
        Cursor = (0, 0);
    }

    /// <summary>A row's text, for tests; blanks at its end left out.</summary>
    public string RowText(int row)
    {
        var text = new System.Text.StringBuilder();
        foreach (var cell in this[row])
            text.Append(cell.Text);
        return text.ToString().TrimEnd();
    }

    /// <summary>As much as fits in the row; returns the column after it.</summary>
    public int Write(int x, int y, string text, Style style = default)
    {
        foreach (var glyph in Glyphs.Of(text))
        {
            if (x + glyph.Width > Width)
                break;
            x = Put(x, y, glyph, style);
        }

        return x;
    }

    public int Write(int x, int y, StyledLine line)
    {
        foreach (var piece in line.Pieces)
            x = Write(x, y, piece.Text, piece.Style);
        return x;
    }

    /// <summary>The rest of a row.</summary>
    public void Fill(int x, int y, Style style)
    {
        for (; x < Width; x++)
            _cells[(y * Width) + x] = Cell.Blank with { Style = style };
    }

    internal void Write(int y, Row row)
    {
        var x = row.Indent;
        foreach (var (glyph, style) in row.Glyphs)
        {
            if (x + glyph.Width > Width)
                break;
            x = Put(x, y, glyph, style);
        }
    }

    /// <summary>The glyph fits.</summary>
    internal int Put(int x, int y, Glyph glyph, Style style)
    {
        _cells[(y * Width) + x] = new Cell(glyph.Text, style, glyph.Width);
        if (glyph.Width == 2)
            _cells[(y * Width) + x + 1] = Cell.Rest with { Style = style };
        return x + glyph.Width;
    }
}
