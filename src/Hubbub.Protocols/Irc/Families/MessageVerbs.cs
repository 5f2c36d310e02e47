using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>PRIVMSG and NOTICE (<see href="https://modern.ircdocs.horse/#sending-messages"/>).</summary>
internal static class MessageVerbs
{
    public static Reaction PrivMsg(IrcWire wire, in IrcLine line, string? label)
    {
        var text = line[1];
        return Say(wire, line, KindOf(ref text), text, label);
    }

    public static Reaction Notice(IrcWire wire, in IrcLine line, string? label) =>
        Say(wire, line, MessageKind.Notice, line[1], label);

    private static Reaction Say(
        IrcWire wire,
        in IrcLine line,
        MessageKind kind,
        ReadOnlySpan<byte> text,
        string? label
    )
    {
        var silent = kind == MessageKind.Notice;
        if (line[0].IsEmpty)
            return Missing(wire, Numeric.NoRecipient, "No recipient given", silent, label);
        if (line.Count < 2 || line[1].IsEmpty)
            return Missing(wire, Numeric.NoTextToSend, "No text to send", silent, label);
        var length = Measure.Characters(text);
        var payload = text.ToArray();
        return new Ask
        {
            Session = wire.Session,
            Proposals =
                line[0].IndexOf((byte)',') < 0
                    ? [new Proposal(ToTarget(line.Text(0), kind, length), payload)]
                    : ToTargets(line.Text(0), kind, length, payload),
            Context =
                label is null && !silent
                    ? null
                    : new IrcContext(label, atEnd: null) { Silent = silent },
        };
    }

    private static Proposal[] ToTargets(
        string targets,
        MessageKind kind,
        int length,
        byte[] payload
    ) =>
        targets
            .Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Distinct(StringComparer.Ordinal)
            .Take(IrcServer.MostTargets)
            .Select(target => new Proposal(ToTarget(target, kind, length), payload))
            .ToArray();

    private static Command ToTarget(string target, MessageKind kind, int length) =>
        target[0] == '#'
            ? new SayToRoom(target, NameRules.FoldRoom(target), kind, length)
            : new SayToPerson(target, NameRules.Fold(target), kind, length);

    /// <summary>CTCP ACTION is a kind of its own; what is done stands without its wrapping.</summary>
    private static MessageKind KindOf(ref ReadOnlySpan<byte> text)
    {
        var action = "\u0001ACTION "u8;
        if (!text.StartsWith(action) || text.Length == action.Length)
            return MessageKind.Said;
        text = text[action.Length..].TrimEnd((byte)1);
        return MessageKind.Action;
    }

    private static Reaction Missing(
        IrcWire wire,
        Numeric numeric,
        string words,
        bool silent,
        string? label
    ) =>
        wire.Reply(
            label,
            (w, _, _, writer) =>
            {
                if (!silent)
                    w.Begin(writer, numeric).Last(words);
            }
        );
}
