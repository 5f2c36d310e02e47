using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

internal static class ServerVerbs
{
    public static Reaction LUsers(IrcWire wire, in IrcLine line, string? label) =>
        new Ask
        {
            Session = wire.Session,
            Question = new Counts(),
            Context = new IrcContext(
                label,
                (w, answer, _, writer) => WriteCounts(w, (CountsAnswer)answer!, writer)
            ),
        };

    public static void WriteCounts(IrcWire wire, CountsAnswer counts, LineWriter writer)
    {
        var (people, operators, rooms) = counts;
        wire.Begin(writer, Numeric.LUserClient)
            .Last($"There are {people} users and 0 invisible on 1 servers");
        wire.Begin(writer, Numeric.LUserOp)
            .Write((byte)' ')
            .Write(operators)
            .Last("operator(s) online");
        wire.Begin(writer, Numeric.LUserChannels)
            .Write((byte)' ')
            .Write(rooms)
            .Last("channels formed");
        wire.Begin(writer, Numeric.LUserMe).Last($"I have {people} clients and 0 servers");
        foreach (
            var (numeric, which) in new[]
            {
                (Numeric.LocalUsers, "local"),
                (Numeric.GlobalUsers, "global"),
            }
        )
        {
            wire.Begin(writer, numeric)
                .Write((byte)' ')
                .Write(people)
                .Write((byte)' ')
                .Write(people)
                .Last($"Current {which} users {people}, max {people}");
        }
    }

    public static Reaction Motd(IrcWire wire, in IrcLine line, string? label) =>
        ServerInfoVerbs.ForUs(wire, line.Text(0), label, (w, _, _, writer) => WriteMotd(w, writer));

    public static void WriteMotd(IrcWire wire, LineWriter writer)
    {
        var lines = wire.Face.Motd;
        if (lines.Count == 0)
        {
            wire.Begin(writer, Numeric.NoMotd).Last("There is no message of the day");
            return;
        }

        wire.Begin(writer, Numeric.MotdStart).Last($"- {wire.Server.Name} Message of the day - ");
        foreach (var text in lines)
            wire.Begin(writer, Numeric.Motd).Last($"- {text}");
        wire.Begin(writer, Numeric.EndOfMotd).Last("End of /MOTD command");
    }

    public static Reaction Version(IrcWire wire, in IrcLine line, string? label) =>
        ServerInfoVerbs.ForUs(
            wire,
            line.Text(0),
            label,
            (w, _, _, writer) =>
            {
                w.Begin(writer, Numeric.Version)
                    .Arg($"hubbub-{w.Face.Version}.")
                    .Arg(w.Server.Name)
                    .Last("one port for everybody");
                Welcome.Support(w, writer);
            }
        );

    /// <summary><see href="https://ircv3.net/specs/extensions/extended-isupport"/>.</summary>
    public static Reaction ISupport(IrcWire wire, in IrcLine line, string? label) =>
        wire.IsAttached || (wire.Caps & Caps.ExtendedISupport) != 0
            ? wire.Reply(label, (w, _, _, writer) => Welcome.Support(w, writer))
            : Verbs.NotRegistered(wire, label);

    /// <summary>The password is checked outside the loop; only the result is logged.</summary>
    public static Reaction Oper(IrcWire wire, in IrcLine line, string? label) =>
        new(null, CheckAsync(wire, line.Text(0), line.Text(1), label));

    private static async Task<Ask> CheckAsync(
        IrcWire wire,
        string name,
        string password,
        string? label
    ) =>
        await wire.Face.Passwords.CheckOperatorAsync(name, password)
            ? RoomVerbs.Propose(wire, [Proposal.Of(new GrantOperator(name))], label)
            : wire.Reply(
                label,
                (w, _, _, writer) =>
                    w.Begin(writer, Numeric.PasswordMismatch).Last("Password incorrect")
            );

    public static Reaction Kill(IrcWire wire, in IrcLine line, string? label)
    {
        var nick = line.Text(0);
        var reason = line[1][..Measure.Cut(line[1], IrcServer.TopicLength)].ToArray();
        return RoomVerbs.Propose(
            wire,
            [new Proposal(new Kill(nick, NameRules.Fold(nick)), reason)],
            label
        );
    }
}
