using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>Speaking in turns, and talking to whoever sits at the server's console (docs/irc.md).</summary>
internal static class TalkVerbs
{
    private const int DefaultLongest = 500;
    private const int DefaultInLine = 10;

    /// <summary><c>TURNS #room ON [longest]</c>, <c>TURNS #room OFF</c>; without more it asks as <c>TURN</c> does.</summary>
    public static Reaction Turns(IrcWire wire, in IrcLine line, string? label)
    {
        var room = line.Text(0);
        var folded = NameRules.FoldRoom(room);
        if (line.Count < 2)
            return WhoseTurn(wire, room, folded, label);
        var isOn = line.Text(1).Equals("ON", StringComparison.OrdinalIgnoreCase);
        if (!isOn && !line.Text(1).Equals("OFF", StringComparison.OrdinalIgnoreCase))
            return Misused(
                wire,
                "TURNS",
                "Say TURNS <channel> ON [<characters>] or TURNS <channel> OFF",
                label
            );
        var longest = 0;
        if (isOn && line.Count > 2 && !(int.TryParse(line.Text(2), out longest) && longest >= 0))
            return Misused(wire, "TURNS", "The longest message is a number of characters", label);
        return RoomVerbs.Propose(
            wire,
            [Proposal.Of(new SetTurns(room, folded, isOn, longest))],
            label
        );
    }

    /// <summary><c>TURN #room</c> asks whose turn it is; <c>TURN #room PASS</c> passes it on.</summary>
    public static Reaction Turn(IrcWire wire, in IrcLine line, string? label)
    {
        var room = line.Text(0);
        var folded = NameRules.FoldRoom(room);
        if (line.Count < 2)
            return WhoseTurn(wire, room, folded, label);
        if (!line.Text(1).Equals("PASS", StringComparison.OrdinalIgnoreCase))
            return Misused(wire, "TURN", "Say TURN <channel> or TURN <channel> PASS", label);
        return RoomVerbs.Propose(wire, [Proposal.Of(new PassTurn(room, folded))], label);
    }

    /// <summary><c>TALK</c> asks to talk to the person at the console; <c>TALK END</c> ends it, or the waiting.</summary>
    public static Reaction Talk(IrcWire wire, in IrcLine line, string? label)
    {
        if (line.Text(0).Equals("OPEN", StringComparison.OrdinalIgnoreCase))
            return Open(wire, line, label);
        Command command = line.Text(0).Equals("END", StringComparison.OrdinalIgnoreCase)
            ? new EndTalk()
            : new AskToTalk();
        return RoomVerbs.Propose(wire, [Proposal.Of(command)], label);
    }

    /// <summary><c>TALK OPEN #room [characters [in line]]</c>: a server operator sits down at the console.</summary>
    private static Reaction Open(IrcWire wire, in IrcLine line, string? label)
    {
        var room = line.Text(1);
        var (longest, most) = (DefaultLongest, DefaultInLine);
        if (
            wire.Face.Names.RefuseRoom(room) is not null
            || (line.Count > 2 && !(int.TryParse(line.Text(2), out longest) && longest >= 0))
            || (line.Count > 3 && !(int.TryParse(line.Text(3), out most) && most >= 0))
        )
        {
            return Misused(
                wire,
                "TALK",
                "Say TALK OPEN <channel> [<characters> [<how many may wait>]]",
                label
            );
        }

        var open = new OpenDesk(
            room,
            NameRules.FoldRoom(room),
            longest,
            most,
            Dismisses: wire.Face.TalkOnly
        );
        return RoomVerbs.Propose(wire, [Proposal.Of(open)], label);
    }

    private static Ask Misused(IrcWire wire, string verb, string words, string? label) =>
        wire.Reply(label, (w, _, _, writer) => w.Fail(writer, verb, "INVALID_PARAMS", words));

    private static Ask WhoseTurn(IrcWire wire, string room, FoldedRoom folded, string? label) =>
        new()
        {
            Session = wire.Session,
            Question = new TurnIn(folded),
            Context = new IrcContext(
                label,
                (w, answer, _, writer) => Answer(w, room, answer, writer)
            ),
        };

    private static void Answer(IrcWire wire, string room, Answer? answer, LineWriter writer)
    {
        if (answer is not TurnAnswer turn)
        {
            wire.Begin(writer, Numeric.NoSuchChannel).Arg(room).Last("No such channel");
            return;
        }

        var knows = (wire.Caps & Caps.Talk) != 0;
        writer.From(wire.Server.Name);
        if (knows)
            writer
                .Write($"TURN {turn.Name} {(turn.Nicks is { Count: > 0 } all ? all[0] : "*")}")
                .End();
        else
            writer.Write("NOTICE "u8).Write(wire.Nick).Last(Words(turn));
    }

    private static string Words(TurnAnswer turn) =>
        turn.Nicks switch
        {
            null => $"People do not speak in turns in {turn.Name}",
            { Count: 0 } => $"It is nobody's turn in {turn.Name}",
            { } nicks => $"Turns in {turn.Name}: {string.Join(", ", nicks.Take(20))}",
        };
}
