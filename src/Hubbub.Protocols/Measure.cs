using System.Globalization;
using System.Text;

namespace Hubbub.Protocols;

/// <summary>Lengths of what is said, and how much one message may be.</summary>
public static class Measure
{
    /// <summary>Most bytes of one message from plain text and our own clients.</summary>
    public const int MostBytes = 16 * 1024;

    /// <summary>Most lines of one message.</summary>
    public const int MostLines = 100;

    /// <summary>Characters as people count them (grapheme clusters). The text is valid UTF-8.</summary>
    public static int Characters(ReadOnlySpan<byte> text)
    {
        if (Ascii.IsValid(text) && text.IndexOf((byte)'\r') < 0)
            return text.Length;
        var chars = Encoding.UTF8.GetString(text).AsSpan();
        var count = 0;
        while (!chars.IsEmpty)
        {
            chars = chars[StringInfo.GetNextTextElementLength(chars)..];
            count++;
        }

        return count;
    }

    /// <summary>The longest piece of at most <paramref name="most"/> bytes that does not cut a character in two.</summary>
    public static int Cut(ReadOnlySpan<byte> text, int most)
    {
        if (text.Length <= most)
            return text.Length;
        var at = most;
        while (at > 0 && (text[at] & 0xC0) == 0x80)
            at--;
        return at == 0 ? most : at;
    }
}
