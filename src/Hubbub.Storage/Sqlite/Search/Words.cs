using System.Globalization;
using System.Text;

namespace Hubbub.Storage.Sqlite.Search;

/// <summary>
/// Texts as the index takes them. Its tokenizer (unicode61) ends words at white space, which Chinese,
/// Japanese and Thai do not write, and Korean only between groups: their characters are made words of
/// their own, and what is looked for becomes a phrase of them. So one character is found as well as
/// many; trigrams would find none of fewer than three, and make the index three times as large.
/// </summary>
internal static class Words
{
    /// <summary>The text with such characters apart.</summary>
    public static string Apart(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        var apart = new StringBuilder(text.Length + 16);
        var wasAlone = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var isAlone = IsAlone(rune);
            if ((isAlone || wasAlone) && !IsMark(rune))
                apart.Append(' ');
            apart.Append(rune.ToString());
            wasAlone = isAlone || (wasAlone && IsMark(rune));
        }

        return apart.ToString();
    }

    /// <summary>A name as one word, whatever characters it has.</summary>
    public static string OfName(string folded) =>
        "n" + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(folded));

    /// <summary>A room or a talk as one word.</summary>
    public static string OfPlace(long place) =>
        place > 0
            ? string.Create(CultureInfo.InvariantCulture, $"r{place}")
            : string.Create(CultureInfo.InvariantCulture, $"t{-place}");

    public static bool IsWordCharacter(Rune rune) => Rune.IsLetterOrDigit(rune);

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark;

    private static bool IsAlone(Rune rune) =>
        rune.Value switch
        {
            < 0x0E00 => false,
            <= 0x0EFF => true, // Thai, Lao
            >= 0x1000 and <= 0x109F => true, // Myanmar
            >= 0x1780 and <= 0x17FF => true, // Khmer
            >= 0x3040 and <= 0x30FF => true, // kana
            >= 0x3400 and <= 0x4DBF => true,
            >= 0x4E00 and <= 0x9FFF => true, // Han
            >= 0xAC00 and <= 0xD7AF => true, // Hangul
            >= 0xF900 and <= 0xFAFF => true,
            >= 0x20000 and <= 0x3FFFF => true,
            _ => false,
        } && Rune.IsLetter(rune);
}
