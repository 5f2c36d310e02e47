using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>
/// PRIVMSG and NOTICE (<see href="https://modern.ircdocs.horse/#sending-messages"/>), TAGMSG
/// (<see href="https://ircv3.net/specs/extensions/message-tags#the-tagmsg-tag-only-message"/>).
/// </summary>
internal static class MessageVerbs
{
    public static Reaction PrivMsg(IrcWire wire, in IrcLine line, string? label)
    {
        var text = line[1];
        return Say(wire, line, KindOf(ref text), text, label);
    }

    public static Reaction Notice(IrcWire wire, in IrcLine line, string? label)
    {
        var kind = line[1].StartsWith((byte)1) ? MessageKind.Reply : MessageKind.Notice;
        return Say(wire, line, kind, line[1], label);
    }

    public static Reaction TagMsg(IrcWire wire, in IrcLine line, string? label)
    {
        // "Clients that have not negotiated the message-tags capability MUST NOT be sent TAGMSG"; nor is it theirs to send.
        if ((wire.Caps & Caps.MessageTags) == 0)
            return Verbs.Unknown(wire, line, label);
        if (!Target.TryReadList(line.Text(0), out var targets, out var over))
            return TooMany(wire, over, silent: false, label);
        var lasting = ClientTags.AreLasting(line.Tags);
        var tags = wire.Server.ClientTags.Read(line.Tags, wire.Caps, kept: lasting);
        if (tags.Length == 0)
            return wire.Reply(label, (_, _, _, _) => { });
        return new Ask
        {
            Session = wire.Session,
            Proposals = lasting
                ?
                [
                    .. targets.Select(to => new Proposal(
                        to.Say(MessageKind.Mark, 0),
                        default,
                        tags
                    )),
                ]
                : [],
            Signals = lasting ? [] : [.. targets.Select(to => to.Signal(tags))],
            Context = label is null ? null : new IrcContext(label, atEnd: null),
        };
    }

    private static Reaction Say(
        IrcWire wire,
        in IrcLine line,
        MessageKind kind,
        ReadOnlySpan<byte> text,
        string? label
    )
    {
        var silent = kind is MessageKind.Notice or MessageKind.Reply;
        if (line[0].IsEmpty)
            return Missing(wire, Numeric.NoRecipient, "No recipient given", silent, label);
        if (line.Count < 2 || line[1].IsEmpty)
            return Missing(wire, Numeric.NoTextToSend, "No text to send", silent, label);
        if (!Target.TryReadList(line.Text(0), out var targets, out var over))
            return TooMany(wire, over, silent, label);
        var tags = wire.Server.ClientTags.Read(line.Tags, wire.Caps, kept: true);
        return kind == MessageKind.Said && PostLines.OptionsOf(line.Tags, wire.Caps) is { } post
            ? BoardVerbs.Say(wire, targets, post, text, tags, label)
            : Propose(wire, targets, kind, text, tags, silent, label);
    }

    /// <summary>A message of several lines, as PRIVMSG.</summary>
    public static Reaction Say(IrcWire wire, IncomingBatch batch)
    {
        var text = batch.Text;
        var kind = KindOf(ref text);
        if (!Target.TryReadList(batch.Target, out var targets, out var over))
            return TooMany(wire, over, silent: false, batch.Label);
        return batch.Post is { } post
            ? BoardVerbs.Say(wire, targets, post, batch.Text, batch.Tags, batch.Label)
            : Propose(wire, targets, kind, text, batch.Tags, silent: false, batch.Label);
    }

    private static Ask Propose(
        IrcWire wire,
        List<Target> targets,
        MessageKind kind,
        ReadOnlySpan<byte> text,
        byte[] tags,
        bool silent,
        string? label
    )
    {
        var length = Measure.Characters(text);
        var payload = text.ToArray();
        return new Ask
        {
            Session = wire.Session,
            Proposals =
            [
                .. targets.Select(to => new Proposal(to.Say(kind, length), payload, tags)),
            ],
            Context =
                label is null && !silent
                    ? null
                    : new IrcContext(label, atEnd: null) { Silent = silent },
        };
    }

    /// <summary>
    /// CTCP (<see href="https://modern.ircdocs.horse/ctcp"/>): ACTION is a kind of its own, what is
    /// done stands without its wrapping; the rest is between programs.
    /// </summary>
    private static MessageKind KindOf(ref ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith((byte)1))
            return MessageKind.Said;
        var action = "\u0001ACTION "u8;
        if (!text.StartsWith(action) || text[action.Length..].Trim((byte)1).IsEmpty)
            return text.StartsWith("\u0001ACTION"u8) ? MessageKind.Said : MessageKind.Query;
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

    private static Reaction TooMany(IrcWire wire, string over, bool silent, string? label) =>
        wire.Reply(
            label,
            (w, _, _, writer) =>
            {
                if (!silent)
                    w.Begin(writer, Numeric.TooManyTargets)
                        .Arg(RoomLists.Shown(over))
                        .Last($"More than {IrcServer.MostTargets} recipients. Nothing was sent");
            }
        );
}
