using System.Globalization;

namespace Hubbub.Terminal.Editing;

/// <summary>Where characters, as people count them, begin and end (UAX 29). Positions are UTF-16 units.</summary>
internal static class Graphemes
{
    public static int Next(string text, int at) =>
        at >= text.Length ? text.Length : at + StringInfo.GetNextTextElementLength(text.AsSpan(at));

    public static int Previous(string text, int at)
    {
        // From a place where one surely begins: after the last line's end, or after plain ASCII.
        var from = Math.Max(0, at - 1);
        while (from > 0 && !(IsPlain(text[from]) && IsPlain(text[from - 1])))
            from--;
        var last = from;
        for (var next = from; next < at; next = Next(text, next))
            last = next;
        return last;
    }

    private static bool IsPlain(char c) => c is >= ' ' and < '\x7F' or '\n';
}
