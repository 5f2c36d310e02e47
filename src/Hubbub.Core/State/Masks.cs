namespace Hubbub.Core;

/// <summary>One entry of a mask list: who set it, and when.</summary>
public sealed record MaskEntry(string Mask, string SetBy, long At);

/// <summary>Masks (<c>nick!user@host</c> with <c>*</c> and <c>?</c>) in the order in which they were set.</summary>
internal sealed class MaskList
{
    /// <summary>
    /// Before a mask: it is about speaking only. No nick holds a colon, so no plain mask that
    /// could match begins so.
    /// </summary>
    public const string Mute = "m:";

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

    /// <summary>Of the masks that begin with <paramref name="prefix"/>, whether one matches without it.</summary>
    public bool Match(string text, string prefix) =>
        _entries.Exists(entry =>
            entry.Mask.StartsWith(prefix, StringComparison.Ordinal)
            && Glob.IsMatch(entry.Mask.AsSpan(prefix.Length), text)
        );

    private int Find(string mask) => _entries.FindIndex(entry => Glob.IsSame(entry.Mask, mask));
}

/// <summary><c>*</c> any run, <c>?</c> any one character; ASCII letters match in either case.</summary>
public static class Glob
{
    /// <summary>
    /// No recursion, and on a mismatch only the last star gives way: at most
    /// (|pattern| + 1) × (|text| + 1) steps, whatever the pattern.
    /// </summary>
    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text) =>
        IsMatch(pattern, text, out _);

    /// <param name="steps">How often a character was looked at.</param>
    internal static bool IsMatch(
        ReadOnlySpan<char> pattern,
        ReadOnlySpan<char> text,
        out long steps
    )
    {
        steps = 0;
        int p = 0,
            t = 0,
            star = -1,
            resume = 0;
        while (t < text.Length)
        {
            steps++;
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

    /// <summary>The same mask: ASCII letters in either case, all else as it stands.</summary>
    public static bool IsSame(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        if (a.Length != b.Length)
            return false;
        for (var i = 0; i < a.Length; i++)
        {
            if (!Same(a[i], b[i]))
                return false;
        }

        return true;
    }

    private static bool Same(char a, char b) => Lower(a) == Lower(b);

    private static char Lower(char c) => c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c;
}
