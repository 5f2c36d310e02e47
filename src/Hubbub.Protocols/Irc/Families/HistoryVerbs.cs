using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>CHATHISTORY (<see href="https://ircv3.net/specs/extensions/chathistory"/>).</summary>
internal static class HistoryVerbs
{
    private const string Verb = "CHATHISTORY";

    public static Reaction ChatHistory(IrcWire wire, in IrcLine line, string? label)
    {
        if (!HistoryRequest.TryParse(wire, line, out var request, out var fault))
        {
            return wire.Reply(
                label: null,
                (w, _, _, writer) =>
                {
                    Labels.TagIf(writer, label);
                    w.Fail(writer, Verb, fault.Code, fault.Words, fault.Context);
                }
            );
        }

        return new Ask
        {
            Session = wire.Session,
            Question = request.Question,
            Holds = true,
            // The label goes onto the batch, not around it.
            Context = new IrcContext(
                label: null,
                (w, answer, hub, writer) => Write(w, request, answer, hub, label, writer)
            ),
        };
    }

    private static void Write(
        IrcWire wire,
        HistoryRequest request,
        Answer? answer,
        Hub hub,
        string? label,
        LineWriter writer
    )
    {
        switch (answer)
        {
            case Core.Page page:
                var batch = HistoryBatch.Begin(wire, label, "chathistory", page.Name, writer);
                wire.Pages.Start(batch.PageOf(page.Lines, TellLine), wire, hub, writer);
                break;
            case TargetsFound found:
                WriteTargets(wire, found, label, writer);
                break;
            case Unread { Reason: Unread.Why.UnknownMessage }:
                Refuse(wire, request, "MESSAGE_ERROR", "That message is not known here");
                break;
            case Unread unread:
                Refuse(wire, request, "MESSAGE_ERROR", WordsOf(unread.Reason));
                break;
            default:
                Refuse(wire, request, "INVALID_TARGET", "Messages could not be retrieved");
                break;
        }

        void Refuse(IrcWire w, HistoryRequest asked, string code, string words)
        {
            Labels.TagIf(writer, label);
            w.Fail(writer, Verb, code, words, asked.Subcommand, asked.Target);
        }
    }

    internal static void TellLine(IrcWire wire, in Told line, LineWriter writer) =>
        wire.Wording.Tell(line, writer);

    internal static string WordsOf(Unread.Why why) =>
        why switch
        {
            Unread.Why.UnknownMessage => "That message is not known here",
            Unread.Why.Busy => "Too much is being asked at once. Try again in a moment",
            Unread.Why.NoWords => "Nothing can be looked for by that. Give whole words, or begin*",
            Unread.Why.Behind => "This is still being made ready. Try again in a moment",
            _ => "Messages could not be retrieved",
        };

    private static void WriteTargets(
        IrcWire wire,
        TargetsFound found,
        string? label,
        LineWriter writer
    )
    {
        var batch = HistoryBatch.Begin(wire, label, "draft/chathistory-targets", "", writer);
        foreach (var (name, at) in found.Found)
        {
            batch.Add(
                held =>
                    held.From(wire.Server.Name)
                        .Write("CHATHISTORY TARGETS"u8)
                        .Arg(name)
                        .Write((byte)' ')
                        .Timestamp(at)
                        .End(),
                writer
            );
        }

        batch.End(wire, writer);
    }
}
