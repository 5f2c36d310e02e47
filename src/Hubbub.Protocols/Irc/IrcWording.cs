using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <summary>How IRC clients with the same capabilities are told what others do.</summary>
internal sealed class IrcWording : Wording
{
    private readonly Caps _caps;
    private readonly IrcServer _server;
    private readonly LineTags _tags;
    private readonly SaidLines _said;

    public IrcWording(Caps caps, IrcServer server)
    {
        _caps = caps;
        _server = server;
        _tags = new LineTags(caps, server.Face.Tokens);
        _said = new SaidLines(caps, _tags);
    }

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
                _said.Write(
                    said.From,
                    ModeLetters.PrefixOf(said.Least) + said.Name,
                    said.Kind,
                    told,
                    writer
                );
                break;
            case SaidInRoom { Post: { } post } said:
                var posted = PostLines.AsMessage(told, post, Has(Caps.Board));
                _said.Write(said.From, said.Name, said.Kind, posted, writer);
                break;
            case SaidInRoom { File: { } file } said:
                var offered = FileLines.AsMessage(told, file);
                _said.Write(said.From, said.Name, said.Kind, offered, writer);
                break;
            case SaidInRoom said:
                _said.Write(said.From, said.Name, said.Kind, told, writer);
                break;
            case SaidToPerson { File: { } file } said:
                var handed = FileLines.AsMessage(told, file);
                _said.Write(said.From, said.To.Nick, said.Kind, handed, writer);
                break;
            case SaidToPerson said:
                _said.Write(said.From, said.To.Nick, said.Kind, told, writer);
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
            case FileClosed closed:
                FileLines.Tell(closed, Has(Caps.MessageTags), _server.Name, writer);
                break;
            case KeepSet set:
                _tags.Write(told, set.By, writer, isFirst: true);
                writer.From(_server.Name).Write("NOTICE "u8).Write(set.Name);
                writer.Last(KeepWords.Of(set));
                break;
            case NodeStopped:
                writer.Write("ERROR"u8);
                writer.Last(System.Text.Encoding.UTF8.GetString(told.Text.Span));
                break;
            case PostPinned or PostExpired:
                PostLines.Tell(told.Event, Has(Caps.Board), _server.Name, writer);
                break;
            default:
                // Not told in IRC, or to the actor alone.
                TalkLines.Tell(told, (_caps & Caps.Talk) != 0, _server.Name, own: null, writer);
                break;
        }
    }

    /// <summary>"MUST NOT be sent to clients that have not negotiated message-tags" (message-tags, TAGMSG).</summary>
    private void Tagged(Identity from, string target, in Told told, LineWriter writer)
    {
        if (Has(Caps.MessageTags))
            Line(told, from, writer, withClientTags: true).Write("TAGMSG "u8).Write(target).End();
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
            _server.Face.Tokens.Write(redacted.Message, writer.Write((byte)' '));
            if (!told.Text.IsEmpty)
                writer.Write(" :"u8).Write(told.Text.Span);
            writer.End();
            return;
        }

        _tags.Write(told, redacted.By, writer, isFirst: true);
        writer.From(_server.Name).Write("NOTICE "u8).Write(redacted.Name).Write(" :"u8);
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
        _tags.Write(told, who, writer, isFirst: true, withClientTags);
        return writer.From(who);
    }
}
