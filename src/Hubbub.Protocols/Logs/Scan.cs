using System.Globalization;
using Hubbub.Core;

namespace Hubbub.Protocols.Logs;

/// <summary>Pieces that the formats have in common. Each takes what it reads off the front.</summary>
internal static class Scan
{
    /// <summary>Longer than any network allows.</summary>
    private const int LongestNick = 64;

    /// <summary><c>12:34</c> or <c>12:34:56</c>.</summary>
    public static bool TryTime(ref ReadOnlySpan<char> line, out TimeOnly time, out bool hasSeconds)
    {
        time = default;
        hasSeconds = line is [_, _, ':', _, _, ':', _, _, ..];
        if (
            line is not [_, _, ':', _, _, ..]
            || !TryNumber(line[..2], 23, out var hour)
            || !TryNumber(line[3..5], 59, out var minute)
        )
            return false;
        var second = 0;
        // 60: a leap second.
        if (hasSeconds && !TryNumber(line[6..8], 60, out second))
            return false;
        time = new TimeOnly(hour, minute, Math.Min(second, 59));
        line = line[(hasSeconds ? 8 : 5)..];
        return true;
    }

    /// <summary><c>2024-01-31</c>.</summary>
    public static bool TryDay(ref ReadOnlySpan<char> line, out DateOnly day)
    {
        day = default;
        if (
            line.Length < 10
            || !DateOnly.TryParseExact(
                line[..10],
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out day
            )
        )
            return false;
        line = line[10..];
        return true;
    }

    public static bool TryTake(ref ReadOnlySpan<char> line, string start)
    {
        if (!line.StartsWith(start, StringComparison.Ordinal))
            return false;
        line = line[start.Length..];
        return true;
    }

    /// <summary>A nick up to a mark, without what shows a role (<c>@+%&amp;~!</c> or a blank).</summary>
    public static bool TryNick(ref ReadOnlySpan<char> line, string end, out string nick)
    {
        nick = "";
        var at = line.IndexOf(end, StringComparison.Ordinal);
        if (at < 0)
            return false;
        var name = line[..at].TrimStart(" @+%&~!");
        if (!IsNick(name))
            return false;
        nick = name.ToString();
        line = line[(at + end.Length)..];
        return true;
    }

    /// <summary>
    /// <c>&lt;nick&gt; text</c>, <c>* nick does</c>, <c>-nick- notice</c>: as EnergyMech, ZNC and
    /// (with a target in notices) irssi write.
    /// </summary>
    public static ForeignSaid? Said(ReadOnlySpan<char> rest, TimeOnly time)
    {
        if (TryTake(ref rest, "<") && TryNick(ref rest, "> ", out var nick))
            return Make(time, MessageKind.Said, nick, rest);
        if (TryTake(ref rest, "* ") && TryNick(ref rest, " ", out nick))
            return Make(time, MessageKind.Action, nick, rest);
        if (TryTake(ref rest, "-") && TryNotice(ref rest, out nick))
            return Make(time, MessageKind.Notice, nick, rest);
        return null;
    }

    private static bool TryNotice(ref ReadOnlySpan<char> rest, out string nick)
    {
        nick = "";
        var end = rest.IndexOf("- ", StringComparison.Ordinal);
        if (end < 0)
            return false;
        var name = rest[..end];
        // irssi: to whom.
        var colon = name.IndexOf(':');
        name = colon < 0 ? name : name[..colon];
        if (!IsNick(name))
            return false;
        nick = name.ToString();
        rest = rest[(end + 2)..];
        return true;
    }

    /// <summary>Who said nothing has said nothing.</summary>
    private static ForeignSaid? Make(
        TimeOnly time,
        MessageKind kind,
        string nick,
        ReadOnlySpan<char> text
    ) => text.IsEmpty ? null : new ForeignSaid(null, time, kind, nick, text.ToString());

    public static bool IsNick(ReadOnlySpan<char> name) =>
        name.Length is > 0 and <= LongestNick
        && name[0] is not (':' or '#')
        && name.IndexOfAny(" !@,*") < 0
        && name.IndexOfAnyInRange('\0', ' ') < 0;

    private static bool TryNumber(ReadOnlySpan<char> digits, int most, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && number <= most;
}
