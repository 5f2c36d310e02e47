using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>MODE of oneself (<see href="https://modern.ircdocs.horse/#user-mode"/>).</summary>
internal static class OwnModeVerbs
{
    private const string NoAccounts =
        "This server has no accounts yet: while you have +R only its operators can write to you.";

    public static Reaction Mode(IrcWire wire, string nick, string letters, string? label)
    {
        if (NameRules.Fold(nick) != NameRules.Fold(wire.Nick))
            return NotMine(wire, nick, label);
        if (letters.Length == 0)
        {
            return new Ask
            {
                Session = wire.Session,
                Question = new WhoIs(NameRules.Fold(wire.Nick)),
                Context = new IrcContext(label, (w, answer, _, wr) => TellAll(w, answer, wr)),
            };
        }

        var (add, remove, unknown) = SessionModeLetters.Parse(letters);
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

    private static void TellAll(IrcWire wire, Answer? answer, LineWriter writer)
    {
        var modes = answer is PersonAnswer person ? person.Modes : SessionModes.None;
        wire.Begin(writer, Numeric.UModeIs).Arg("+" + SessionModeLetters.Of(modes)).End();
    }

    /// <summary>A change of one's own marks, and operator rights given.</summary>
    public static void Tell(IrcWire wire, SessionModesSet set, LineWriter writer)
    {
        var letters =
            (set.Added == SessionModes.None ? "" : "+" + SessionModeLetters.Of(set.Added))
            + (set.Removed == SessionModes.None ? "" : "-" + SessionModeLetters.Of(set.Removed));
        if (letters.Length > 0)
            writer.From(set.Who).Write("MODE "u8).Write(wire.Nick).Arg(letters).End();
        if (set.OperatorName is not null)
            wire.Begin(writer, Numeric.YoureOper).Last("You are now an operator of this server");
        if ((set.Added & SessionModes.RegisteredOnly) != 0)
            wire.Notice(writer, NoAccounts);
    }
}
