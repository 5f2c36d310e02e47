using System.Globalization;
using System.Text;

namespace Hubbub.Cli.Screen;

/// <summary>
/// What others chose, made harmless for a terminal and a log: nothing moves the cursor, breaks a
/// line or hides.
/// </summary>
internal static class Visible
{
    public static string Of(string text)
    {
        if (!text.EnumerateRunes().Any(IsHidden))
            return text;
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHidden(rune))
                shown.Append("<U+").Append(rune.Value.ToString("X4", null)).Append('>');
            else
                shown.Append(rune.ToString());
        }

        return shown.ToString();
    }

    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator;
}
