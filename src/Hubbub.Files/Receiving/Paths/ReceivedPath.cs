using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Hubbub.Files;

/// <summary>
/// A path as a stranger sent it, after it has passed every rule here: relative, of plain names only.
/// There is no other way to one, and nothing on disk is touched by any other path. Where the names lead is the affair
/// of <see cref="IReceivedFolder"/>, which follows no links.
/// </summary>
public sealed class ReceivedPath
{
    private const int MostParts = 64;

    private ReceivedPath(string[] parts)
    {
        Parts = parts;
        Folder = string.Join('/', parts.AsSpan(0, parts.Length - 1)!);
    }

    /// <summary>At least one; the last is the file's or folder's own name.</summary>
    public IReadOnlyList<string> Parts { get; }

    public string Name => Parts[^1];

    /// <summary>The names before it; empty: none.</summary>
    public string Folder { get; }

    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out ReceivedPath? path,
        out string why
    )
    {
        path = null;
        why = "";
        if (Encoding.UTF8.GetByteCount(text) > OfferLimits.LongestPath)
            why = "it is too long";
        else if (text.StartsWith('/'))
            why = "it is absolute";
        var parts = text.Split('/', MostParts + 1);
        if (parts.Length > MostParts)
            why = "it is too deep";
        foreach (var part in parts)
        {
            if (why.Length > 0)
                return false;
            why = NameRules.Refuse(part) ?? "";
        }

        if (why.Length > 0)
            return false;
        path = new ReceivedPath(parts);
        return true;
    }

    public override string ToString() => string.Join('/', Parts);
}

/// <summary>Which names a received file or folder may have.</summary>
internal static class NameRules
{
    /// <summary>Bytes of UTF-8: what file systems take.</summary>
    public const int Longest = 255;

    /// <summary>
    /// Names of devices on Windows, with any ending; refused everywhere, because what is received is copied on.
    /// learn.microsoft.com/windows/win32/fileio/naming-a-file
    /// </summary>
    private static readonly HashSet<string> s_devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON",
        "PRN",
        "AUX",
        "NUL",
        "CONIN$",
        "CONOUT$",
    };

    /// <returns>Null: it may be used.</returns>
    public static string? Refuse(string name)
    {
        if (name.Length == 0)
            return "a name in it is empty";
        if (name is "." or "..")
            return $"it has “{name}” in it";
        if (Encoding.UTF8.GetByteCount(name) > Longest)
            return "a name in it is too long";
        if (name.Contains('\\'))
            return "it has a backslash in it";
        if (name is [_, ':', ..] && char.IsAsciiLetter(name[0]))
            return "it begins with a drive's letter";
        if (IsDevice(name))
            return $"“{name}” is the name of a device";
        if (PartNames.IsOurs(name))
            return "its name is that of a part of a file";
        if (OperatingSystem.IsWindows() && IsOddOnWindows(name))
            return $"Windows has no files named “{name}”";
        return name.EnumerateRunes().Any(IsHidden) ? "it has invisible characters in it" : null;
    }

    private static bool IsDevice(string name)
    {
        var stem = name.Split('.')[0].TrimEnd(' ');
        return s_devices.Contains(stem)
            || (
                stem.Length == 4
                && (
                    stem.StartsWith("COM", StringComparison.OrdinalIgnoreCase)
                    || stem.StartsWith("LPT", StringComparison.OrdinalIgnoreCase)
                )
                && stem[3] is (>= '0' and <= '9') or '¹' or '²' or '³'
            );
    }

    private static bool IsOddOnWindows(string name) =>
        name[^1] is '.' or ' ' || name.IndexOfAny(['<', '>', ':', '"', '|', '?', '*']) >= 0;

    /// <summary>
    /// Control characters, line breaks, what turns the direction of writing (UAX #9), lone surrogates, the
    /// byte order mark. Joiners stay: Persian and emoji are written with them.
    /// </summary>
    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
        || rune.Value
            is 0x061C
                or 0x200E
                or 0x200F
                or (>= 0x202A and <= 0x202E)
                or (>= 0x2060 and <= 0x206F)
                or 0xFEFF
                or 0xFFFD
                or (>= 0xFFF9 and <= 0xFFFB);
}
