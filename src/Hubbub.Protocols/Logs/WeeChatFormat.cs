using System.Globalization;
using Hubbub.Core;

namespace Hubbub.Protocols.Logs;

/// <summary>
/// WeeChat's logger (<see href="https://weechat.org/doc/weechat/user/#logger"/>): day and time, who, and
/// what, with tabs between; events come from <c>--&gt;</c>, <c>&lt;--</c> and <c>--</c>.
/// </summary>
internal sealed class WeeChatFormat : IForeignFormat
{
    public string Name => "weechat";

    public ForeignLine? Read(ReadOnlySpan<char> line)
    {
        if (
            !Scan.TryDay(ref line, out var day)
            || !Scan.TryTake(ref line, " ")
            || !Scan.TryTime(ref line, out var time, out var hasSeconds)
            || !hasSeconds
            || !Scan.TryTake(ref line, "\t")
        )
            return null;
        var tab = line.IndexOf('\t');
        if (tab < 0)
            return null;
        var from = line[..tab].Trim(' ');
        var text = line[(tab + 1)..];
        if (from is "*")
            return Action(day, time, text);
        if (from is "-->" or "<--" or "" or "=!=")
            return ForeignEvent.Instance;
        if (from is "--")
            return Notice(day, time, text) ?? (ForeignLine)ForeignEvent.Instance;
        var nick = from.TrimStart("@+%&~!");
        return Scan.IsNick(nick) && !text.IsEmpty
            ? new ForeignSaid(day, time, MessageKind.Said, nick.ToString(), text.ToString())
            : null;
    }

    public string Write(ForeignSaid said)
    {
        var at = string.Create(
            CultureInfo.InvariantCulture,
            $"{said.Day:yyyy-MM-dd} {said.Time:HH:mm:ss}"
        );
        return said.Kind switch
        {
            MessageKind.Action => $"{at}\t *\t{said.Nick} {said.Text}",
            MessageKind.Notice => $"{at}\t--\tNotice({said.Nick}) -> #room: {said.Text}",
            _ => $"{at}\t@{said.Nick}\t{said.Text}",
        };
    }

    private static ForeignSaid? Action(DateOnly day, TimeOnly time, ReadOnlySpan<char> text) =>
        Scan.TryNick(ref text, " ", out var nick) && !text.IsEmpty
            ? new ForeignSaid(day, time, MessageKind.Action, nick, text.ToString())
            : null;

    /// <summary><c>Notice(nick) -> #room: text</c>, or without whom it was for.</summary>
    private static ForeignSaid? Notice(DateOnly day, TimeOnly time, ReadOnlySpan<char> text)
    {
        if (!Scan.TryTake(ref text, "Notice(") || !Scan.TryNick(ref text, ")", out var nick))
            return null;
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        return colon < 0 || text[(colon + 2)..] is not { IsEmpty: false } said
            ? null
            : new ForeignSaid(day, time, MessageKind.Notice, nick, said.ToString());
    }
}
