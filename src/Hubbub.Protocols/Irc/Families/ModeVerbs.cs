using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>MODE of rooms and of oneself (<see href="https://modern.ircdocs.horse/#mode-message"/>).</summary>
internal static class ModeVerbs
{
    public static Reaction Mode(IrcWire wire, in IrcLine line, string? label)
    {
        var target = line.Text(0);
        if (!target.StartsWith('#'))
            return OfSession(wire, target, line.Text(1), label);
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

    private static Reaction OfSession(IrcWire wire, string nick, string letters, string? label)
    {
        if (NameRules.Fold(nick) != NameRules.Fold(wire.Nick))
            return NotMine(wire, nick, label);
        if (letters.Length == 0)
        {
            return new Ask
            {
                Session = wire.Session,
                Question = new WhoIs(NameRules.Fold(wire.Nick)),
                Context = new IrcContext(label, (w, answer, _, wr) => TellOwn(w, answer, wr)),
            };
        }

        var (add, remove, unknown) = ParseOwn(letters);
        return RoomVerbs.Propose(
            wire,
            [Proposal.Of(new SetSessionModes(add, remove))],
            label,
            (w, _, _, writer) =>
            {
                if (unknown)
                    w.Begin(writer, Numeric.UModeUnknownFlag).Last("Unknown MODE flag");
            }
        );
    }

    private static Ask NotMine(IrcWire wire, string nick, string? label) =>
        new()
        {
            Session = wire.Session,
            Question = new WhoIs(NameRules.Fold(nick)),
            Context = new IrcContext(
                label,
                (w, answer, _, writer) =>
                {
                    if (answer is PersonAnswer)
                        w.Begin(writer, Numeric.UsersDontMatch)
                            .Last("Cannot view or change modes of other users");
                    else
                        w.Begin(writer, Numeric.NoSuchNick)
                            .Arg(RoomLists.Shown(nick))
                            .Last("No such nick");
                }
            ),
        };

    private static (SessionModes Add, SessionModes Remove, bool Unknown) ParseOwn(string letters)
    {
        var (add, remove, unknown) = (SessionModes.None, SessionModes.None, false);
        var adds = true;
        foreach (var letter in letters)
        {
            if (letter is '+' or '-')
            {
                adds = letter == '+';
                continue;
            }

            var mode = letter switch
            {
                'i' => SessionModes.Invisible,
                'o' => SessionModes.Operator,
                _ => SessionModes.None,
            };
            unknown |= mode == SessionModes.None;
            // The last word on a mode counts.
            (add, remove) = adds ? (add | mode, remove & ~mode) : (add & ~mode, remove | mode);
        }

        return (add, remove, unknown);
    }

    private static void TellOwn(IrcWire wire, Answer? answer, LineWriter writer)
    {
        var modes = answer is PersonAnswer person ? person.Modes : SessionModes.None;
        wire.Begin(writer, Numeric.UModeIs).Arg("+" + Letters(modes)).End();
    }

    /// <summary>A change of one's own marks, and operator rights given.</summary>
    public static void TellOwn(IrcWire wire, SessionModesSet set, LineWriter writer)
    {
        var letters =
            (set.Added == SessionModes.None ? "" : "+" + Letters(set.Added))
            + (set.Removed == SessionModes.None ? "" : "-" + Letters(set.Removed));
        if (letters.Length > 0)
            writer.From(set.Who).Write("MODE "u8).Write(wire.Nick).Arg(letters).End();
        if (set.OperatorName is not null)
            wire.Begin(writer, Numeric.YoureOper).Last("You are now an IRC operator");
    }

    private static string Letters(SessionModes modes) =>
        ((modes & SessionModes.Invisible) != 0 ? "i" : "")
        + ((modes & SessionModes.Operator) != 0 ? "o" : "");
}
