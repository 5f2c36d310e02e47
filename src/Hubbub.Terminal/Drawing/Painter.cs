using System.Buffers;
using System.Globalization;
using System.Text;

namespace Hubbub.Terminal.Drawing;

/// <summary>
/// The bytes that turn what a terminal shows into what it is to show (ECMA-48). It remembers what
/// was sent last and sends only the cells that differ.
/// </summary>
public sealed class Painter(Colours colours)
{
    private Surface? _shown;
    private Surface? _spare;

    /// <summary>Whatever is on the terminal now is not known any more: the next frame draws all.</summary>
    public void Forget() => _shown = null;

    /// <summary>
    /// A blank picture for the next frame. Two are used in turn: a large screen's cells, anew
    /// thirty times a second, would be tens of megabytes of garbage.
    /// </summary>
    public Surface Next(int width, int height)
    {
        var next =
            _spare is { } spare && spare.Width == width && spare.Height == height
                ? spare
                : new Surface(width, height);
        _spare = null;
        return next;
    }

    public void Paint(Surface surface, IBufferWriter<byte> output)
    {
        var before =
            _shown is { } shown && shown.Width == surface.Width && shown.Height == surface.Height
                ? shown
                : null;
        // Synchronised update (mode 2026) where a terminal knows it; the cursor hidden meanwhile.
        Write(output, "\e[?2026h\e[?25l");
        if (before is null)
            Write(output, "\e[0m\e[2J");
        for (var y = 0; y < surface.Height; y++)
            PaintRow(before is null ? default : before[y], surface[y], y, output);
        Write(output, $"\e[{surface.Cursor.Y + 1};{surface.Cursor.X + 1}H\e[?25h\e[?2026l");
        (_spare, _shown) = (before, surface);
    }

    private void PaintRow(
        ReadOnlySpan<Cell> before,
        ReadOnlySpan<Cell> row,
        int y,
        IBufferWriter<byte> output
    )
    {
        var last = row.Length;
        while (last > 0 && row[last - 1] == Cell.Blank)
            last--;
        var style = Style.Plain;
        var at = -1;
        for (var x = 0; x < row.Length; x += Math.Max(1, row[x].Width))
        {
            if (IsShown(before, row, x))
                continue;
            if (x >= last)
            {
                // Only blanks from here on.
                MoveTo(x, y, ref at, output);
                SetStyle(Style.Plain, ref style, output);
                Write(output, "\e[K");
                break;
            }

            MoveTo(x, y, ref at, output);
            SetStyle(row[x].Style, ref style, output);
            Write(output, row[x].Text);
            // Terminals do not agree on the width of what is not plain: say where we are.
            at = IsCertain(row[x].Text) ? x + row[x].Width : -1;
        }

        SetStyle(Style.Plain, ref style, output);
    }

    /// <summary>The cell (both, of a wide one) is there already.</summary>
    private static bool IsShown(ReadOnlySpan<Cell> before, ReadOnlySpan<Cell> row, int x)
    {
        if (before.IsEmpty)
            return row[x] == Cell.Blank;
        // Half of a wide one that goes is redrawn too.
        var uncovered =
            before[x].Width != row[x].Width
            || (x > 0 && !IsCertain(before[x - 1].Text) && before[x - 1] != row[x - 1]);
        return before[x] == row[x] && !uncovered;
    }

    private static bool IsCertain(string text) => text.Length == 1 && text[0] < 0x300;

    private static void MoveTo(int x, int y, ref int at, IBufferWriter<byte> output)
    {
        if (at != x)
            Write(output, $"\e[{y + 1};{x + 1}H");
        at = x;
    }

    private void SetStyle(Style style, ref Style current, IBufferWriter<byte> output)
    {
        if (style == current)
            return;
        current = style;
        var codes = new StringBuilder("\e[0");
        if ((style.Look & Look.Bold) != 0)
            codes.Append(";1");
        if ((style.Look & Look.Dim) != 0)
            codes.Append(";2");
        if ((style.Look & Look.Underlined) != 0)
            codes.Append(";4");
        if ((style.Look & Look.Reversed) != 0)
            codes.Append(";7");
        if ((style.Look & Look.Paper) != 0 && colours != Colours.None)
            codes.Append(";30;107");
        if (style.Colour != 0 && colours != Colours.None)
            codes.Append(CultureInfo.InvariantCulture, $";{ColourCode(style.Colour - 1)}");
        Write(output, codes.Append('m').ToString());
    }

    /// <summary>The first sixteen by the codes that a theme defines.</summary>
    private static string ColourCode(int colour) =>
        colour switch
        {
            < 8 => (30 + colour).ToString(CultureInfo.InvariantCulture),
            < 16 => (90 + colour - 8).ToString(CultureInfo.InvariantCulture),
            _ => "38;5;" + colour.ToString(CultureInfo.InvariantCulture),
        };

    private static void Write(IBufferWriter<byte> output, string text) =>
        Encoding.UTF8.GetBytes(text, output);
}
