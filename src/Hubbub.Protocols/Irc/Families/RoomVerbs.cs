using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

internal static class RoomVerbs
{
    public static Reaction Join(IrcWire wire, in IrcLine line, string? label)
    {
        if (line[0].SequenceEqual("0"u8))
            return LeaveAll(wire, label);
        var keys = line.Text(1).Split(',');
        var proposals = new List<Proposal>();
        var refused = new List<string>();
        var names = line.Text(0).Split(',');
        for (var i = 0; i < names.Length; i++)
        {
            var name = names[i];
            if (name.Length == 0)
                continue;
            if (wire.Face.Names.RefuseRoom(name) is not null)
            {
                refused.Add(name);
                continue;
            }

            var key = i < keys.Length && keys[i].Length > 0 ? RoomKey.HashOf(keys[i]) : 0;
            proposals.Add(Proposal.Of(new Join(name, NameRules.FoldRoom(name), key)));
        }

        var rooms = proposals.Select(proposal => ((Join)proposal.Command).Folded).ToArray();
        IrcContext? context = null;
        var badNames = BadNames(refused);
        context = new IrcContext(
            label,
            (w, answer, hub, writer) =>
            {
                badNames?.Invoke(w, answer, hub, writer);
                Replay.Write(w, answer, context!.Joined, hub, writer);
            }
        );
        return new Ask
        {
            Session = wire.Session,
            Proposals = proposals,
            // A labelled answer ends at its place: it cannot wait for history.
            Question = label is null ? Replay.QuestionFor(wire, rooms) : null,
            Context = context,
            // Its names may go on over pages.
            Holds = true,
        };
    }

    public static Reaction Part(IrcWire wire, in IrcLine line, string? label)
    {
        var reason = line[1][..Measure.Cut(line[1], IrcServer.TopicLength)].ToArray();
        var proposals = Names(line.Text(0))
            .Select(name => new Proposal(new Leave(name, NameRules.FoldRoom(name)), reason))
            .ToList();
        return Propose(wire, proposals, label);
    }

    public static Reaction Topic(IrcWire wire, in IrcLine line, string? label)
    {
        var room = line.Text(0);
        var folded = NameRules.FoldRoom(room);
        if (line.Count > 1)
        {
            var topic = System.Text.Encoding.UTF8.GetString(
                line[1][..Measure.Cut(line[1], IrcServer.TopicLength)]
            );
            return Propose(wire, [Proposal.Of(new SetTopic(room, folded, topic))], label);
        }

        return new Ask
        {
            Session = wire.Session,
            Question = new StateOf(folded),
            Context = new IrcContext(
                label,
                (w, answer, _, writer) => RoomLists.AnswerTopic(w, room, answer, writer)
            ),
        };
    }

    /// <remarks>
    /// Without parameters: "a list of channels the user has been invited to"
    /// (modern.ircdocs.horse/#invite-message).
    /// </remarks>
    public static Reaction Invite(IrcWire wire, in IrcLine line, string? label)
    {
        if (line.Count == 0)
            return Invitations(wire, label);
        if (line.Count == 1)
            return Verbs.NeedMore(wire, "INVITE", label);
        var (nick, room) = (line.Text(0), line.Text(1));
        var command = new Invite(nick, NameRules.Fold(nick), room, NameRules.FoldRoom(room));
        return Propose(wire, [Proposal.Of(command)], label);
    }

    private static Ask Invitations(IrcWire wire, string? label) =>
        new()
        {
            Session = wire.Session,
            Question = new Invitations(),
            Context = new IrcContext(
                label,
                (w, answer, _, writer) =>
                {
                    foreach (var room in ((InvitationsAnswer)answer!).Rooms)
                        w.Begin(writer, Numeric.InviteList).Arg(room).End();
                    w.Begin(writer, Numeric.EndOfInviteList).Last("End of /INVITE list");
                }
            ),
        };

    public static Reaction Kick(IrcWire wire, in IrcLine line, string? label)
    {
        var room = line.Text(0);
        var folded = NameRules.FoldRoom(room);
        var reason = line[2][..Measure.Cut(line[2], IrcServer.TopicLength)].ToArray();
        var proposals = Names(line.Text(1))
            .Select(nick => new Proposal(
                new Kick(room, folded, nick, NameRules.Fold(nick)),
                reason
            ))
            .ToList();
        return Propose(wire, proposals, label);
    }

    /// <summary>One ask with all that a line proposes.</summary>
    internal static Ask Propose(
        IrcWire wire,
        IReadOnlyList<Proposal> proposals,
        string? label,
        AtEnd? atEnd = null
    ) =>
        new()
        {
            Session = wire.Session,
            Proposals = proposals,
            Context = label is null && atEnd is null ? null : new IrcContext(label, atEnd),
        };

    private static string[] Names(string list) =>
        list.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static AtEnd? BadNames(List<string> refused)
    {
        if (refused.Count == 0)
            return null;
        return (wire, _, _, writer) =>
        {
            foreach (var name in refused)
            {
                var bad = name.StartsWith('#');
                wire.Begin(writer, bad ? Numeric.BadChannelName : Numeric.NoSuchChannel)
                    .Arg(name)
                    .Last(bad ? "Bad channel name" : "No such channel");
            }
        };
    }

    /// <summary>RFC 1459 4.2.1 has it as JOIN 0 (RFC 2812 3.2.1): leave every room.</summary>
    private static Ask LeaveAll(IrcWire wire, string? label) =>
        Propose(wire, [Proposal.Of(new LeaveAll())], label);
}
