using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>REDACT (<see href="https://ircv3.net/specs/extensions/message-redaction"/>).</summary>
internal static class RedactVerbs
{
    private const string Verb = "REDACT";

    public static Reaction Redact(IrcWire wire, in IrcLine line, string? label)
    {
        var (target, token) = (line.Text(0), line.Text(1));
        var reason = line[2][..Measure.Cut(line[2], IrcServer.TopicLength)].ToArray();
        if (!wire.Face.Tokens.TryRead(line[1], out var id))
            return wire.Reply(
                label: null,
                (w, _, _, writer) => Unknown(w, target, token, label, writer)
            );
        var asked = new Asked(target, token, id, reason, label);
        return new Ask
        {
            Session = wire.Session,
            // What it is about is looked up first: the hub holds no messages.
            Question = new MessageAt(HistoryRequest.TargetOf(target), id),
            Holds = true,
            Context = new IrcContext(
                label: null,
                (w, answer, _, writer) => Go(w, asked, answer, writer)
            ),
        };
    }

    private static void Go(IrcWire wire, Asked asked, Answer? answer, LineWriter writer)
    {
        switch (answer)
        {
            case Core.Page { Lines: [var line] } when CommandFor(asked, line) is { } command:
                wire.FollowUp = new Ask
                {
                    Session = wire.Session,
                    Proposals = [new Proposal(command, asked.Reason)],
                    Holds = true,
                    Context = new IrcContext(asked.Label, atEnd: null),
                };
                break;
            case Unread { Reason: not Unread.Why.UnknownMessage } unread:
                Labels.TagIf(writer, asked.Label);
                var words = HistoryVerbs.WordsOf(unread.Reason);
                wire.Fail(writer, Verb, "UNKNOWN_ERROR", words, asked.Target, asked.Token);
                break;
            case NotFound:
                Labels.TagIf(writer, asked.Label);
                wire.Fail(
                    writer,
                    Verb,
                    "INVALID_TARGET",
                    $"You cannot delete messages from {RoomLists.Shown(asked.Target)}",
                    asked.Target
                );
                break;
            default:
                Unknown(wire, asked.Target, asked.Token, asked.Label, writer);
                break;
        }
    }

    /// <summary>Null: nothing that somebody said.</summary>
    private static Redact? CommandFor(Asked asked, in Told line) =>
        line.Event switch
        {
            SaidInRoom said => Make(asked, line, said.From, said.Room, default),
            SaidToPerson said => Make(asked, line, said.From, default, said.To.Session),
            _ => null,
        };

    private static Redact Make(
        Asked asked,
        in Told line,
        Identity author,
        RoomId room,
        SessionId other
    ) =>
        new(
            line.Index,
            asked.Token,
            asked.Target,
            author.Session,
            author.Nick,
            line.At,
            room,
            other
        );

    private static void Unknown(
        IrcWire wire,
        string target,
        string token,
        string? label,
        LineWriter writer
    )
    {
        Labels.TagIf(writer, label);
        const string Words = "This message does not exist or is too old";
        wire.Fail(writer, Verb, "UNKNOWN_MSGID", Words, target, token);
    }

    private sealed record Asked(
        string Target,
        string Token,
        MessageId Id,
        byte[] Reason,
        string? Label
    );
}
