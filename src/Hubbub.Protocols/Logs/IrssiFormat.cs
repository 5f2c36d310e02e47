using System.Globalization;
using Hubbub.Core;

namespace Hubbub.Protocols.Logs;

/// <summary>
/// irssi's logs (<see href="https://irssi.org/documentation/settings/"/>): <c>12:34 &lt;@nick&gt; text</c>, events after
/// <c>-!-</c>, the day where the log is opened and where it changes.
/// </summary>
internal sealed class IrssiFormat : IForeignFormat
{
    private static readonly string[] s_months = CultureInfo
        .InvariantCulture
        .DateTimeFormat
        .AbbreviatedMonthNames;

    public string Name => "irssi";

    public ForeignLine? Read(ReadOnlySpan<char> line)
    {
        if (Scan.TryTake(ref line, "--- "))
            return Mark(line);
        if (!Scan.TryTime(ref line, out var time, out _) || !Scan.TryTake(ref line, " "))
            return null;
        if (line.StartsWith("-!- ", StringComparison.Ordinal))
            return ForeignEvent.Instance;
        // Actions are set in by one more blank.
        return Scan.Said(line.StartsWith(" * ", StringComparison.Ordinal) ? line[1..] : line, time);
    }

    public string Write(ForeignSaid said)
    {
        var time = said.Time.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return said.Kind switch
        {
            MessageKind.Action => $"{time}  * {said.Nick} {said.Text}",
            MessageKind.Notice => $"{time} -{said.Nick}:#room- {said.Text}",
            _ => $"{time} < {said.Nick}> {said.Text}",
        };
    }

    /// <summary><c>Log opened Wed Jan 31 12:34:56 2024</c>, <c>Day changed Thu Feb 01 2024</c>.</summary>
    private static ForeignLine? Mark(ReadOnlySpan<char> mark)
    {
        if (mark.StartsWith("Log closed ", StringComparison.Ordinal))
            return ForeignEvent.Instance;
        if (!Scan.TryTake(ref mark, "Log opened ") && !Scan.TryTake(ref mark, "Day changed "))
            return null;
        var words = mark.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 4)
            return null;
        var month = Array.FindIndex(
            s_months,
            name => name.Equals(words[1], StringComparison.OrdinalIgnoreCase)
        );
        var text = $"{words[^1]}-{month + 1:00}-{words[2].PadLeft(2, '0')}";
        return
            month >= 0
            && DateOnly.TryParseExact(
                text,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
            ? new ForeignDay(day)
            : null;
    }
}
