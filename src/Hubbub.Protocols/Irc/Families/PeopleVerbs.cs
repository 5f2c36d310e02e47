using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

internal static class PeopleVerbs
{
    private const int MostNicks = 50;

    public static Reaction Away(IrcWire wire, in IrcLine line, string? label)
    {
        var message = RegistrationVerbs.Cut(line.Text(0), IrcServer.TopicLength);
        if (wire.Registration is { } registration)
            return AwayBefore(wire, registration, message, label);
        return RoomVerbs.Propose(
            wire,
            [Proposal.Of(new SetAway(message.Length == 0 ? null : message))],
            label
        );
    }

    /// <summary>"servers MUST accept the AWAY command before connection registration has completed" (<see href="https://ircv3.net/specs/extensions/pre-away"/>).</summary>
    private static Ask AwayBefore(
        IrcWire wire,
        Registration registration,
        string message,
        string? label
    )
    {
        if ((wire.Caps & Caps.PreAway) == 0)
            return Verbs.NotRegistered(wire, label);
        registration.Away = message.Length == 0 ? null : message;
        return wire.Reply(
            label,
            (w, _, _, writer) => OwnEvents.TellAwayness(w, message.Length > 0, writer)
        );
    }

    public static Reaction UserHost(IrcWire wire, in IrcLine line, string? label) =>
        AskWhich(
            wire,
            line,
            most: 5,
            label,
            (w, answer, _, writer) =>
            {
                w.Begin(writer, Numeric.UserHost).Write(" :"u8);
                var first = true;
                foreach (var person in ((PeopleAnswer)answer!).People)
                {
                    if (!first)
                        writer.Write((byte)' ');
                    first = false;
                    writer
                        .Write(person.Who.Nick)
                        .Write(person.Operator ? "*="u8 : "="u8)
                        .Write(person.Away ? (byte)'-' : (byte)'+')
                        .Write(person.Who.User)
                        .Write((byte)'@')
                        .Write(person.Who.Host);
                }

                writer.End();
            }
        );

    /// <summary>As USERHOST, with the address in place of the host: one's own, or to operators anybody's.</summary>
    public static Reaction UserIp(IrcWire wire, in IrcLine line, string? label) =>
        AskWhich(
            wire,
            line,
            most: 5,
            label,
            (w, answer, hub, writer) =>
            {
                var mayKnow = Sees.Addresses(w, hub);
                var people = ((PeopleAnswer)answer!).People.Select(person =>
                    $"{person.Who.Nick}{(person.Operator ? "*" : "")}={(person.Away ? '-' : '+')}{person.Who.User}@{Sees.Address(w, person.Who, mayKnow)}"
                );
                w.Begin(writer, Numeric.UserIp).Last(string.Join(' ', people));
            }
        );

    /// <summary><see href="https://ircv3.net/specs/extensions/setname"/>.</summary>
    public static Reaction SetName(IrcWire wire, in IrcLine line, string? label)
    {
        if (line.Count == 0)
            return Verbs.NeedMore(wire, "SETNAME", label);
        var name = line.Text(0);
        return name.Length is > 0 and <= IrcServer.RealNameLength
            ? RoomVerbs.Propose(wire, [Proposal.Of(new SetName(name))], label)
            : wire.Reply(
                label,
                (w, _, _, writer) =>
                    w.Fail(writer, "SETNAME", "INVALID_REALNAME", "Realname is not valid")
            );
    }

    public static Reaction IsOn(IrcWire wire, in IrcLine line, string? label) =>
        AskWhich(
            wire,
            line,
            MostNicks,
            label,
            (w, answer, _, writer) =>
                w.Begin(writer, Numeric.IsOn)
                    .Last(string.Join(' ', ((PeopleAnswer)answer!).People.Select(p => p.Who.Nick)))
        );

    private static Ask AskWhich(IrcWire wire, in IrcLine line, int most, string? label, AtEnd atEnd)
    {
        var nicks = new List<FoldedNick>();
        for (var i = 0; i < line.Count; i++)
        {
            foreach (var nick in line.Text(i).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                nicks.Add(NameRules.Fold(nick));
        }

        return new Ask
        {
            Session = wire.Session,
            Question = new WhichOf(nicks.Take(most).ToArray()),
            Context = new IrcContext(label, atEnd),
        };
    }
}
