using System.Globalization;
using Hubbub.Client.Conversations;
using Hubbub.Client.Engine;
using Hubbub.Client.State;
using Hubbub.Terminal.Drawing;
using Hubbub.Terminal.Screens;

namespace Hubbub.Cli.Chatting;

/// <summary>A conversation as the screen shows it.</summary>
internal sealed class ChatLines(Conversation conversation, Func<string> ownNick, TimeZoneInfo zone)
    : ILines
{
    /// <summary>Wrapped rows begin under the text: time, space, two more.</summary>
    private const int Indent = 8;

    private static readonly Style s_alarm = Style.Of(1, Look.Bold);

    public long First => conversation.First;

    public long End => conversation.End;

    public void Show(long id, List<StyledLine> lines)
    {
        if (conversation[id] is not { } told)
        {
            lines.Add(Sending(conversation.Sending(id)));
            return;
        }

        var at = Local(told.At);
        if (!IsTimeless(told) && IsOtherDay(id, at))
            lines.Add(Rule(at.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture)));
        if (id == conversation.NewFrom)
            lines.Add(Rule("new"));
        if (told.Kind == TellKind.Picture)
            lines.Add(StyledLine.Of(told.Text, Style.Paper));
        else if (told.Kind == TellKind.Plain)
            lines.Add(StyledLine.Of(told.Text, Style.Plain, 2));
        else
            lines.Add(new StyledLine([Time(at), .. Pieces(told)], Indent));
    }

    private StyledText[] Pieces(Told told) =>
        told.Kind switch
        {
            TellKind.Message when told.IsServer => [new(told.Text, Style.Dim)],
            TellKind.Notice when told.IsServer => [new(told.Text, Style.Dim)],
            TellKind.Message when told.Post is { } post =>
            [
                new(told.Who, NameStyle(told)),
                new($"  [post {post.Words(zone)}] ", Style.Dim),
                .. Titled(post, told),
            ],
            TellKind.Message =>
            [
                new(told.Who, NameStyle(told)),
                new("  "),
                new(told.Text, TextStyle(told)),
            ],
            TellKind.Action =>
            [
                new("* "),
                new(told.Who, NameStyle(told)),
                new(" "),
                new(told.Text, TextStyle(told)),
            ],
            TellKind.Notice =>
            [
                new("-"),
                new(told.Who, NameStyle(told)),
                new("- "),
                new(told.Text, TextStyle(told)),
            ],
            TellKind.Offered =>
            [
                new(told.Who, NameStyle(told)),
                new(" "),
                new(told.Text, Style.Bold),
            ],
            TellKind.Error => [new("! ", s_alarm), new(told.Text)],
            _ => [new(EventWords.Of(told, conversation.Name), Style.Dim)],
        };

    /// <summary>The first line apart, where it is the title.</summary>
    private StyledText[] Titled(PostView post, Told told)
    {
        var end = told.Text.IndexOf('\n');
        if (!post.IsTitled)
            return [new(told.Text, TextStyle(told))];
        return end < 0
            ? [new(told.Text, Style.Bold)]
            : [new(told.Text[..end], Style.Bold), new(told.Text[end..], TextStyle(told))];
    }

    private static StyledLine Sending(OwnMessage message) =>
        new(
            [
                new("  …   ", Style.Dim),
                new(message.IsAction ? "* " : "", Style.Dim),
                new(message.Text, Style.Dim),
            ],
            Indent
        );

    private static Style NameStyle(Told told) =>
        told.IsOwn ? Style.Bold : NameColours.Of(told.Who, Look.Bold);

    private Style TextStyle(Told told) =>
        !told.IsOwn && Mention.Names(told.Text, ownNick()) ? Style.Bold : Style.Plain;

    private static StyledText Time(DateTimeOffset at) =>
        new(at.ToString("HH:mm ", CultureInfo.InvariantCulture), Style.Dim);

    private static StyledLine Rule(string words) => StyledLine.Of($"── {words} ──", Style.Dim);

    private static bool IsTimeless(Told told) => told.Kind is TellKind.Plain or TellKind.Picture;

    /// <summary>The first line of a day, today's first only after another day's.</summary>
    private bool IsOtherDay(long id, DateTimeOffset at)
    {
        for (var before = id - 1; before >= conversation.First; before--)
        {
            if (conversation[before] is { } other && !IsTimeless(other))
                return Local(other.At).Date != at.Date;
        }

        return at.Date != Local(DateTimeOffset.UtcNow).Date;
    }

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone);
}
