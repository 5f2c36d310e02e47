using System.Security.Cryptography;
using System.Text;

namespace Hubbub.Files;

/// <summary>What files are called until they are complete, and when a name is taken.</summary>
internal static class PartNames
{
    private const string PartEnd = ".hubbub.part";
    private const string JournalEnd = ".hubbub.journal";

    /// <summary>Bytes; room for the longest ending and number below what file systems take.</summary>
    private const int LongestStem = 200;

    /// <summary>The name itself, then "name (2).end", "name (3).end", …</summary>
    public static string Candidate(string name, int number)
    {
        if (number == 1)
            return name;
        var dot = name.LastIndexOf('.');
        var (stem, end) = dot > 0 ? (name[..dot], name[dot..]) : (name, "");
        if (Encoding.UTF8.GetByteCount(end) > 32)
            (stem, end) = (name, "");
        return $"{Cut(stem)} ({number}){end}";
    }

    public static string Part(string candidate) => Short(candidate) + PartEnd;

    public static string Journal(string candidate) => Short(candidate) + JournalEnd;

    /// <summary>Nobody sends files with such names: they would be taken for parts of others.</summary>
    public static bool IsOurs(string name) =>
        name.EndsWith(PartEnd, StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(JournalEnd, StringComparison.OrdinalIgnoreCase);

    /// <summary>A long name loses its end, and gets what tells it from others with the same beginning.</summary>
    private static string Short(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        return bytes.Length <= LongestStem
            ? name
            : $"{Cut(name)}~{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6))}";
    }

    private static string Cut(string name)
    {
        var kept = 0;
        var bytes = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > LongestStem)
                break;
            kept += rune.Utf16SequenceLength;
        }

        return name[..kept];
    }
}
