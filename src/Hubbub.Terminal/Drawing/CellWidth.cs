using System.Globalization;
using System.Text;

namespace Hubbub.Terminal.Drawing;

/// <summary>How many cells a character, as people count them, takes.</summary>
public static class CellWidth
{
    private const int EmojiVariation = 0xFE0F;

    /// <summary>What marks that stand alone are shown on.</summary>
    private const int DottedCircle = 0x25CC;

    /// <summary>Of a whole text, as <see cref="Glyphs"/> shows it.</summary>
    public static int Of(string text)
    {
        var width = 0;
        foreach (var glyph in Glyphs.Of(text))
            width += glyph.Width;
        return width;
    }

    /// <summary>0, 1 or 2. 0: nothing of it can be seen.</summary>
    internal static int OfElement(ReadOnlySpan<char> element)
    {
        var (width, before) = (0, 0);
        foreach (var rune in element.EnumerateRunes())
        {
            // "Show the one before as an emoji": two cells, where a terminal knows it.
            if (rune.Value == EmojiVariation && CanBeEmoji(before))
                return 2;
            width = Math.Max(width, OfRune(rune));
            before = rune.Value;
        }

        return width;
    }

    private static bool CanBeEmoji(int scalar) =>
        scalar
            is '#'
                or '*'
                or (>= '0' and <= '9')
                or 0xA9
                or 0xAE
                or (>= 0x203C and <= 0x2BFF and not DottedCircle)
                or >= 0x1F000;

    private static int OfRune(Rune rune)
    {
        if (rune.Value is >= ' ' and < 0x7F)
            return 1;
        if (
            Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.Format
                or UnicodeCategory.Control
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
        )
            return 0;
        // Vowels and finals of Hangul that stand alone join with what is before them.
        if (rune.Value is (>= 0x1160 and <= 0x11FF) or (>= 0xD7B0 and <= 0xD7FF))
            return 0;
        // Two of them make a flag.
        if (rune.Value is >= 0x1F1E6 and <= 0x1F1FF)
            return 2;
        return WideTable.Holds(rune.Value) ? 2 : 1;
    }
}
