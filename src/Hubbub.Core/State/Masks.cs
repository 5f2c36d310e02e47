namespace Hubbub.Core;

/// <summary>One entry of a mask list: who set it, and when.</summary>
public sealed record MaskEntry(string Mask, string SetBy, long At);

/// <summary>Masks (<c>nick!user@host</c> with <c>*</c> and <c>?</c>) in the order in which they were set.</summary>
internal sealed class MaskList
{
    private readonly List<MaskEntry> _entries = new(0);

    public int Count => _entries.Count;

    public IReadOnlyList<MaskEntry> Entries => _entries;

    public bool Contains(string mask) => Find(mask) >= 0;

    public void Add(MaskEntry entry) => _entries.Add(entry);

    public void Remove(string mask)
    {
        var at = Find(mask);
        if (at >= 0)
            _entries.RemoveAt(at);
    }

    public bool Match(string text) => _entries.Exists(entry => Glob.IsMatch(entry.Mask, text));

    private int Find(string mask) =>
        _entries.FindIndex(e => string.Equals(e.Mask, mask, StringComparison.OrdinalIgnoreCase));
}

/// <summary><c>*</c> any run, <c>?</c> any one character; ASCII letters match in either case.</summary>
public static class Glob
{
    /// <summary>
    /// No recursion, and on a mismatch only the last star gives way: at most
    /// |pattern| × |text| comparisons, whatever the pattern.
    /// </summary>
    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int p = 0,
            t = 0,
            star = -1,
            resume = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || Same(pattern[p], text[t])))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }

    private static bool Same(char a, char b) => Lower(a) == Lower(b);

    private static char Lower(char c) => c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
}
