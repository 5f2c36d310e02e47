using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>How long what is said in a room stays (docs/irc.md). The answers are notices, so that any client shows them.</summary>
internal static class KeepVerbs
{
    private const string Verb = "KEEP";

    /// <summary><c>KEEP #room</c> tells; <c>KEEP #room 90d</c>, <c>forever</c> or <c>server</c> sets.</summary>
    public static Reaction Keep(IrcWire wire, in IrcLine line, string? label)
    {
        var room = line.Text(0);
        var word = line.Text(1);
        if (word.Length == 0)
            return Show(wire, room, label);
        if (SpanOf(word) is { } span)
            return RoomVerbs.Propose(
                wire,
                [Proposal.Of(new SetKeep(room, NameRules.FoldRoom(room), span))],
                label
            );
        return wire.Reply(
            label,
            (w, _, _, writer) =>
                w.Fail(writer, Verb, "INVALID_PARAMS", $"That {KeepWords.Rule}, or server", word)
        );
    }

    private static long? SpanOf(string word) =>
        word.Equals("server", StringComparison.OrdinalIgnoreCase)
            ? Core.Keep.AsServer
            : KeepWords.Read(word);

    private static Ask Show(IrcWire wire, string room, string? label) =>
        new()
        {
            Session = wire.Session,
            Question = new KeepOf(NameRules.FoldRoom(room)),
            Context = new IrcContext(
                label,
                (w, answer, _, writer) => Show(w, room, answer as KeepAnswer, writer)
            ),
        };

    private static void Show(IrcWire wire, string room, KeepAnswer? keep, LineWriter writer)
    {
        if (keep is null)
            Refusals.Write(wire, new Refused(wire.Session, Reason.NoSuchRoom, room), writer);
        else if (keep.Span == Core.Keep.AsServer)
            wire.Notice(
                writer,
                $"What is said in {keep.Name} stays {KeepWords.Of(wire.Face.Keep)}, as everywhere on this server."
            );
        else
            wire.Notice(writer, $"What is said in {keep.Name} stays {KeepWords.Of(keep.Span)}.");
    }
}
