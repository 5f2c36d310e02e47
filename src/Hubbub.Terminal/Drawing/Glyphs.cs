using System.Globalization;
using System.Text;

namespace Hubbub.Terminal.Drawing;

/// <param name="Text">What is sent to the terminal: never a control character.</param>
/// <param name="Width">Cells, 1 or 2.</param>
public readonly record struct Glyph(string Text, int Width);

/// <summary>
/// A text as the characters that can be shown. Whatever could move the cursor, recolour, ring,
/// hide or turn the reading direction becomes visible here, and nowhere else does text become
/// cells: what others write is harmless by construction.
/// </summary>
public static class Glyphs
{
    private const int TabWidth = 4;

    /// <summary>Scalars of one character; the marks beyond (some pile up hundreds) are left out.</summary>
    private const int MostMarks = 8;

    private const char ZeroWidthJoiner = '\u200D';
    private const char ZeroWidthNonJoiner = '\u200C';

    private static readonly string[] s_ascii =
    [
        .. Enumerable.Range(0, 0x7F).Select(c => ((char)c).ToString()),
    ];

    public static IEnumerable<Glyph> Of(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            var c = text[at];
            var isAlone = at + 1 == text.Length || text[at + 1] is >= ' ' and < '\x7F' or '\n';
            if (c is >= ' ' and < '\x7F' && isAlone)
            {
                yield return new Glyph(s_ascii[c], 1);
                at++;
                continue;
            }

            var length = StringInfo.GetNextTextElementLength(text.AsSpan(at));
            foreach (var glyph in OfElement(text.Substring(at, length)))
                yield return glyph;
            at += length;
        }
    }

    private static IEnumerable<Glyph> OfElement(string element)
    {
        if (element == "\t")
            return Enumerable.Repeat(new Glyph(s_ascii[' '], 1), TabWidth);
        if (element.EnumerateRunes().Any(IsHidden))
            return element.EnumerateRunes().SelectMany(OfHidden);
        var width = CellWidth.OfElement(element);
        if (width == 0)
            return [new Glyph("\u25CC" + Cut(element, MostMarks), 1)];
        return [new Glyph(Cut(element, MostMarks + 4), width)];
    }

    /// <summary>Control characters as their pictures, all else by number.</summary>
    private static IEnumerable<Glyph> OfHidden(Rune rune)
    {
        if (!IsHidden(rune))
        {
            var width = CellWidth.OfElement(rune.ToString());
            return [width == 0 ? new Glyph("\u25CC" + rune, 1) : new Glyph(rune.ToString(), width)];
        }

        if (rune.Value < 0x20)
            return [new Glyph(((char)(0x2400 + rune.Value)).ToString(), 1)];
        if (rune.Value == 0x7F)
            return [new Glyph("\u2421", 1)];
        return $"<U+{rune.Value:X4}>".Select(c => new Glyph(s_ascii[c], 1));
    }

    /// <summary>The joiners belong to emoji and to scripts; a lone surrogate is U+FFFD by now.</summary>
    private static bool IsHidden(Rune rune) =>
        rune.Value is not (ZeroWidthJoiner or ZeroWidthNonJoiner)
        && !(rune.Value is >= 0xE0020 and <= 0xE007F)
        && Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;

    /// <summary>Enumerating also replaces lone surrogates.</summary>
    private static string Cut(string element, int most) =>
        element.Length == 1 && !char.IsSurrogate(element[0])
            ? element
            : string.Concat(element.EnumerateRunes().Take(most));
}
