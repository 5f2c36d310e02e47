using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <summary>How IRC clients with the same capabilities are told what others do.</summary>
internal sealed class IrcWording(Caps caps, IrcServer server) : Wording
{
    private readonly Caps _caps = caps;
    private readonly bool _time = (caps & Caps.ServerTime) != 0;
    private readonly bool _tags = (caps & Caps.MessageTags) != 0;

    public override void Tell(in Told told, LineWriter writer)
    {
        switch (told.Event)
        {
            case SaidInRoom { Kind: MessageKind.Mark } mark:
                Tagged(mark.From, mark.Name, told, writer);
                break;
            case SaidToPerson { Kind: MessageKind.Mark } mark:
                Tagged(mark.From, mark.To.Nick, told, writer);
                break;
            case SaidToRoles { Kind: MessageKind.Mark } mark:
                Tagged(mark.From, ModeLetters.PrefixOf(mark.Least) + mark.Name, told, writer);
                break;
            case SignalledInRoom signal:
                Tagged(signal.From, ModeLetters.PrefixOf(signal.Least) + signal.Name, told, writer);
                break;
            case SignalledToPerson signal:
                Tagged(signal.From, signal.To.Nick, told, writer);
                break;
            case SaidToRoles said:
                Said(
                    said.From,
                    ModeLetters.PrefixOf(said.Least) + said.Name,
                    said.Kind,
                    told,
                    writer
                );
                break;
            case SaidInRoom said:
                Said(said.From, said.Name, said.Kind, told, writer);
                break;
            case SaidToPerson said:
                Said(said.From, said.To.Nick, said.Kind, told, writer);
                break;
            case Joined joined:
                Came(joined, told, writer);
                break;
            case AwaySet away when Has(Caps.AwayNotify):
                Away(away.Who, away.Message, told, writer);
                break;
            case RealNameSet set when Has(Caps.SetName):
                Line(told, set.Before, writer).Write("SETNAME"u8);
                writer.Last(set.After.RealName);
                break;
            case InvitationShown shown when Has(Caps.InviteNotify):
                Line(told, shown.By, writer)
                    .Write("INVITE "u8)
                    .Write(shown.Whom.Nick)
                    .Arg(shown.Name)
                    .End();
                break;
            case RoomRenamed renamed when Has(Caps.ChannelRename):
                Line(told, renamed.By, writer)
                    .Write("RENAME "u8)
                    .Write(renamed.Before)
                    .Arg(renamed.Name)
                    .Write(" :"u8)
                    .Write(told.Text.Span)
                    .End();
                break;
            case Announced announced:
                Line(told, announced.From, writer).Write("WALLOPS :"u8).Write(told.Text.Span).End();
                break;
            case Left left:
                Parted(left, told, writer);
                break;
            case Kicked kicked:
                Put(kicked, told, writer);
                break;
            case Detached detached:
                Quit(detached.Who, QuitReason(detached, told.Text.Span), told, writer);
                break;
            case Renamed renamed:
                Line(told, renamed.Before, writer).Write("NICK "u8).Write(renamed.After.Nick).End();
                break;
            case TopicSet topic:
                Line(told, topic.By, writer).Write("TOPIC "u8).Write(topic.Name).Last(topic.Topic);
                break;
            case Invited invited:
                Line(told, invited.By, writer)
                    .Write("INVITE "u8)
                    .Write(invited.Whom.Nick)
                    .Arg(invited.Name)
                    .End();
                break;
            case RoomChanged changed:
                Changes(changed, told, writer);
                break;
            case Redacted redacted:
                Taken(redacted, told, writer);
                break;
            case NodeStopped:
                writer.Write("ERROR"u8);
                writer.Last(System.Text.Encoding.UTF8.GetString(told.Text.Span));
                break;
            default:
                // Not told in IRC, or to the actor alone.
                break;
        }
    }

    /// <summary>"MUST NOT be sent to clients that have not negotiated message-tags" (message-tags, TAGMSG).</summary>
    private void Tagged(Identity from, string target, in Told told, LineWriter writer)
    {
        if (_tags)
            Line(told, from, writer, withClientTags: true).Write("TAGMSG "u8).Write(target).End();
    }

    /// <summary>Split between characters where a line would be longer than IRC allows.</summary>
    private void Said(
        Identity from,
        string target,
        MessageKind kind,
        in Told told,
        LineWriter writer
    )
    {
        var text = told.Text.Span;
        var isFirst = true;
        do
        {
            var newline = text.IndexOf((byte)'\n');
            var line = newline < 0 ? text : text[..newline];
            text = newline < 0 ? default : text[(newline + 1)..];
            do
            {
                // A msgid is never used twice, and what is said of the message is said once.
                WriteTags(told, from, writer, isFirst);
                isFirst = false;
                line = line[Piece(from, target, kind, line, writer)..];
            } while (!line.IsEmpty);
        } while (!text.IsEmpty);
    }

    private static int Piece(
        Identity from,
        string target,
        MessageKind kind,
        ReadOnlySpan<byte> text,
        LineWriter writer
    )
    {
        var start = writer.Position;
        writer.From(from).Write(IrcText.Verb(kind)).Write((byte)' ').Write(target).Write(" :"u8);
        var action = kind == MessageKind.Action;
        if (action)
            writer.Write("\u0001ACTION "u8);
        var ending = action ? 3 : 2;
        var room = IrcText.LongestLine - ending - (writer.Position - start);
        var taken = Measure.Cut(text, Math.Max(64, room));
        writer.Write(text[..taken]);
        if (action)
            writer.Write((byte)1);
        writer.End();
        return taken;
    }

    /// <summary>
    /// https://ircv3.net/specs/extensions/extended-join: "the account name … or '*' if the user is
    /// not logged in"; nobody is, yet. And away-notify: "when a user joins and has an away message set".
    /// </summary>
    private void Came(Joined joined, in Told told, LineWriter writer)
    {
        Line(told, joined.Who, writer).Write("JOIN "u8).Write(joined.Name);
        if (Has(Caps.ExtendedJoin))
            writer.Write(" * :"u8).Write(joined.Who.RealName);
        writer.End();
        if (joined.Away is { } message && Has(Caps.AwayNotify))
            Away(joined.Who, message, told with { Index = 0 }, writer);
    }

    /// <param name="message">Null: back.</param>
    private void Away(Identity who, string? message, in Told told, LineWriter writer)
    {
        Line(told, who, writer).Write("AWAY"u8);
        if (message is null)
            writer.End();
        else
            writer.Last(message);
    }

    private bool Has(Caps cap) => (_caps & cap) != 0;

    /// <summary>
    /// "MUST not forward this REDACT to target recipients that have not negotiated this capability"
    /// (<see href="https://ircv3.net/specs/extensions/message-redaction"/>): they read one line.
    /// </summary>
    private void Taken(Redacted redacted, in Told told, LineWriter writer)
    {
        if ((_caps & Caps.MessageRedaction) != 0)
        {
            Line(told, redacted.By, writer).Write("REDACT "u8).Write(redacted.Name);
            server.Face.Tokens.Write(redacted.Message, writer.Write((byte)' '));
            if (!told.Text.IsEmpty)
                writer.Write(" :"u8).Write(told.Text.Span);
            writer.End();
            return;
        }

        WriteTags(told, redacted.By, writer, isFirst: true);
        writer.From(server.Name).Write("NOTICE "u8).Write(redacted.Name).Write(" :"u8);
        writer.Write(RedactionWords.Of(redacted, told.At));
        if (!told.Text.IsEmpty)
            writer.Write(": "u8).Write(told.Text.Span);
        writer.End();
    }

    private void Parted(Left left, in Told told, LineWriter writer)
    {
        Line(told, left.Who, writer).Write("PART "u8).Write(left.Name);
        if (told.Text.IsEmpty)
            writer.End();
        else
            writer.Write(" :"u8).Write(told.Text.Span).End();
    }

    private void Put(Kicked kicked, in Told told, LineWriter writer)
    {
        Line(told, kicked.By, writer)
            .Write("KICK "u8)
            .Write(kicked.Name)
            .Arg(kicked.Whom.Nick)
            .Write(" :"u8);
        if (told.Text.IsEmpty)
            writer.Write(kicked.By.Nick).End();
        else
            writer.Write(told.Text.Span).End();
    }

    private void Quit(Identity who, ReadOnlySpan<byte> reason, in Told told, LineWriter writer) =>
        Line(told, who, writer).Write("QUIT :"u8).Write(reason).End();

    /// <summary>As other servers word it: what a person typed stands behind <c>Quit: </c>, so that nobody can feign a lost connection.</summary>
    internal static byte[] QuitReason(Detached detached, ReadOnlySpan<byte> text) =>
        detached.Cause switch
        {
            DetachCause.Left when text.IsEmpty => [.. "Quit"u8],
            DetachCause.Left => [.. "Quit: "u8, .. text],
            DetachCause.Killed =>
            [
                .. "Killed ("u8,
                .. System.Text.Encoding.UTF8.GetBytes(detached.By?.Nick ?? "server"),
                .. " ("u8,
                .. text,
                .. "))"u8,
            ],
            _ => text.ToArray(),
        };

    private void Changes(RoomChanged changed, in Told told, LineWriter writer)
    {
        Line(told, changed.By, writer).Write("MODE "u8).Write(changed.Name).Write((byte)' ');
        char sign = default;
        foreach (var change in changed.Changes)
        {
            var its = change.Adds ? '+' : '-';
            if (its != sign)
                writer.Write((byte)its);
            sign = its;
            writer.Write((byte)ModeLetters.LetterOf(change.Mode));
        }

        foreach (var change in changed.Changes)
        {
            if (change.Mode == RoomMode.Limit && !change.Adds)
                continue;
            if (change.Parameter.Length > 0)
                writer.Arg(change.Parameter);
        }

        writer.End();
    }

    private LineWriter Line(
        in Told told,
        Identity who,
        LineWriter writer,
        bool withClientTags = false
    )
    {
        WriteTags(told, who, writer, isFirst: true, withClientTags);
        return writer.From(who);
    }

    /// <param name="isFirst">Of the lines that one event is told in.</param>
    private void WriteTags(
        in Told told,
        Identity who,
        LineWriter writer,
        bool isFirst,
        bool withClientTags = true
    )
    {
        var tags = new TagWriter(writer);
        if (_time)
            tags.Next().Time(told.At);
        if (_tags && isFirst && told.Index != 0)
        {
            // https://ircv3.net/specs/extensions/message-ids
            server.Face.Tokens.Write(told.Id, tags.Next().Write("msgid="u8));
        }

        if (_tags && who.IsBot)
            tags.Next().Write("bot"u8);
        if (_tags && isFirst && withClientTags && !told.Tags.IsEmpty)
            tags.Next().Write(told.Tags.Span);
        tags.End();
    }
}
