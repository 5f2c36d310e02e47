using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>MODE of rooms (<see href="https://modern.ircdocs.horse/#mode-message"/>).</summary>
internal static class ModeVerbs
{
    public static Reaction Mode(IrcWire wire, in IrcLine line, string? label)
    {
        var target = line.Text(0);
        if (!target.StartsWith('#'))
            return OwnModeVerbs.Mode(wire, target, line.Text(1), label);
        var folded = NameRules.FoldRoom(target);
        if (line.Count == 1)
            return AskState(wire, target, folded, label);
        var arguments = new string[line.Count - 2];
        for (var i = 0; i < arguments.Length; i++)
            arguments[i] = line.Text(i + 2);
        return Change(wire, target, folded, ModeParser.Parse(line.Text(1), arguments), label);
    }

    private static Ask AskState(IrcWire wire, string room, FoldedRoom folded, string? label) =>
        new()
        {
            Session = wire.Session,
            Question = new StateOf(folded),
            Context = new IrcContext(label, (w, answer, _, wr) => TellState(w, room, answer, wr)),
        };

    private static void TellState(IrcWire wire, string room, Answer? answer, LineWriter writer)
    {
        if (answer is not StateAnswer state)
        {
            wire.Begin(writer, Numeric.NoSuchChannel)
                .Arg(RoomLists.Shown(room))
                .Last("No such channel");
            return;
        }

        var letters = ModeLetters.Flags(state.Flags);
        var key = state.Inside ? state.Key : "*";
        var arguments = "";
        if (state.HasKey)
            (letters, arguments) = (letters + 'k', " " + key);
        if (state.Limit > 0)
            (letters, arguments) = (letters + 'l', $"{arguments} {state.Limit}");
        wire.Begin(writer, Numeric.ChannelModeIs)
            .Arg(state.Room.Name)
            .Arg(letters + arguments)
            .End();
        wire.Begin(writer, Numeric.CreationTime)
            .Arg(state.Room.Name)
            .Write((byte)' ')
            .Write(state.Room.CreatedAt / 1_000_000)
            .End();
    }

    private static Ask Change(
        IrcWire wire,
        string room,
        FoldedRoom folded,
        ParsedModes parsed,
        string? label
    )
    {
        var proposals =
            parsed.Changes.Count == 0
                ? Array.Empty<Proposal>()
                : [Proposal.Of(new ChangeRoom(room, folded, parsed.Changes))];
        return RoomVerbs.Propose(
            wire,
            proposals,
            label,
            (w, _, hub, writer) =>
            {
                foreach (var unknown in parsed.Unknown)
                {
                    w.Begin(writer, Numeric.UnknownMode)
                        .Arg(unknown.ToString())
                        .Last("is unknown mode char to me");
                }

                foreach (var (letter, parameter, why) in parsed.Invalid)
                {
                    w.Begin(writer, Numeric.InvalidModeParam)
                        .Arg(room)
                        .Arg(letter.ToString())
                        .Arg(RoomLists.Shown(parameter))
                        .Last(why);
                }

                foreach (var list in parsed.Lists)
                    MaskLists.Write(w, room, folded, list, hub, writer);
            }
        );
    }
}
