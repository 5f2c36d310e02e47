using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

internal static class ConnectionVerbs
{
    public static Reaction Ping(IrcWire wire, in IrcLine line, string? label)
    {
        // "Nowadays, this may be used by some servers when the PING <token> is empty" (409).
        if (line.Count == 0)
            return Verbs.NeedMore(wire, "PING", label);
        if (line[0].IsEmpty)
        {
            return wire.Reply(
                label,
                (w, _, _, writer) => w.Begin(writer, Numeric.NoOrigin).Last("No origin specified")
            );
        }

        var token = line.Text(0);
        return wire.Reply(
            label,
            (w, _, _, writer) =>
                writer.From(w.Server.Name).Write("PONG "u8).Write(w.Server.Name).Last(token)
        );
    }

    /// <summary>That something came is all that a PONG is for.</summary>
    public static Reaction Pong(IrcWire wire, in IrcLine line, string? label) => Reaction.None;

    /// <summary>Between servers only; a client's is passed over.</summary>
    public static Reaction Error(IrcWire wire, in IrcLine line, string? label) => Reaction.None;

    public static Reaction Quit(IrcWire wire, in IrcLine line, string? label)
    {
        if (!wire.IsAttached)
        {
            return wire.Reply(
                label,
                (w, _, _, writer) => w.SayGoodbye("Client Quit", writer),
                holds: true
            );
        }

        var text = line[0];
        return new Ask
        {
            Session = wire.Session,
            Proposals =
            [
                new Proposal(
                    new Detach(DetachCause.Left),
                    text[..Measure.Cut(text, IrcServer.TopicLength)].ToArray()
                ),
            ],
            Holds = true,
            Context = label is null ? null : new IrcContext(label, atEnd: null),
        };
    }
}
