using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>Connection registration: in memory until it is complete, then one <see cref="Attach"/>.</summary>
internal static class RegistrationVerbs
{
    public static Reaction Pass(IrcWire wire, in IrcLine line, string? label)
    {
        if (wire.Registration is not { } registration)
            return AlreadyRegistered(wire, label);
        registration.Password = line.Text(0);
        return Reaction.None;
    }

    public static Reaction Nick(IrcWire wire, in IrcLine line, string? label)
    {
        var nick = line.Text(0);
        if (nick.Length == 0)
        {
            return wire.Reply(
                label,
                (w, _, _, writer) =>
                    w.Begin(writer, Numeric.NoNicknameGiven).Last("No nickname given")
            );
        }

        if (wire.Face.Names.Refuse(nick) is { } refusal)
            return Erroneous(wire, nick, refusal, label);
        if (wire.Registration is not { } registration)
            return Rename(wire, nick, label);
        registration.Nick = nick;
        return registration.IsComplete ? TryAttach(wire, label) : CheckNick(wire, nick, label);
    }

    /// <summary>
    /// That a nick is in use is told at once, not when all is there. The later lines wait, so that
    /// it is not told twice.
    /// </summary>
    private static Ask CheckNick(IrcWire wire, string nick, string? label) =>
        new()
        {
            Session = wire.Session,
            Question = new WhichOf([NameRules.Fold(nick)]),
            Holds = true,
            Context = new IrcContext(
                label,
                (w, answer, _, writer) =>
                {
                    if (answer is not PeopleAnswer { People.Count: > 0 })
                        return;
                    if (w.Registration is { } registration)
                        registration.Nick = null;
                    w.Begin(writer, Numeric.NicknameInUse)
                        .Arg(nick)
                        .Last("Nickname is already in use");
                }
            ),
        };

    public static Reaction User(IrcWire wire, in IrcLine line, string? label)
    {
        if (wire.Registration is not { } registration || registration.User is not null)
            return AlreadyRegistered(wire, label);
        registration.User = UserName(line.Text(0));
        if (registration.User.Length == 0)
        {
            registration.User = null;
            return Verbs.NeedMore(wire, "USER", label);
        }

        registration.RealName = Cut(line.Text(3), IrcServer.RealNameLength);
        return TryAttach(wire, label);
    }

    /// <summary>Proposes the session once nick, user and (where asked) the password are there.</summary>
    public static Reaction TryAttach(IrcWire wire, string? label)
    {
        if (wire.Registration is not { IsComplete: true } registration)
            return Reaction.None;
        return wire.Face.AsksPassword
            ? new Reaction(null, CheckThenAttachAsync(wire, registration, label))
            : Attach(wire, registration, label);
    }

    private static async Task<Ask> CheckThenAttachAsync(
        IrcWire wire,
        Registration registration,
        string? label
    )
    {
        var right =
            registration.Password is { } password
            && await wire.Face.Passwords.CheckServerAsync(password);
        return right ? Attach(wire, registration, label) : Reject(wire, label);
    }

    private static Ask Attach(IrcWire wire, Registration registration, string? label)
    {
        var nick = registration.Nick!;
        var attach = Proposal.Of(
            new Attach(
                nick,
                NameRules.Fold(nick),
                registration.User!,
                wire.ShownHost,
                registration.RealName,
                registration.Away
            )
        );
        // Who knows talks asks for one by TALK; the others came for nothing else.
        var asks = wire.Face.TalkOnly && (wire.Caps & Caps.Talk) == 0;
        return new Ask
        {
            Session = wire.Session,
            Proposals = asks ? [attach, Proposal.Of(new AskToTalk())] : [attach],
            Holds = true,
            Context = label is null ? null : new IrcContext(label, atEnd: null),
        };
    }

    private static Ask Reject(IrcWire wire, string? label) =>
        wire.Reply(
            label,
            (w, _, _, writer) =>
            {
                w.Begin(writer, Numeric.PasswordMismatch).Last("Password incorrect");
                w.SayGoodbye("Password incorrect", writer);
            },
            holds: true
        );

    private static Reaction Rename(IrcWire wire, string nick, string? label) =>
        new Ask
        {
            Session = wire.Session,
            Proposals = [Proposal.Of(new Rename(nick, NameRules.Fold(nick)))],
            Context = label is null ? null : new IrcContext(label, atEnd: null),
        };

    private static Reaction Erroneous(IrcWire wire, string nick, string why, string? label)
    {
        // A nick with spaces or control characters cannot stand as a parameter.
        var shown = nick.Any(c => c <= ' ') || nick.StartsWith(':') ? "*" : Cut(nick, 40);
        return wire.Reply(
            label,
            (w, _, _, writer) => w.Begin(writer, Numeric.ErroneousNickname).Arg(shown).Last(why)
        );
    }

    internal static Reaction AlreadyRegistered(IrcWire wire, string? label) =>
        wire.Reply(
            label,
            (w, _, _, writer) =>
                w.Begin(writer, Numeric.AlreadyRegistered).Last("You may not reregister")
        );

    /// <summary>Marked with ~: nobody has checked it.</summary>
    private static string UserName(string typed)
    {
        var kept = string.Concat(
            typed.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
        );
        return kept.Length == 0 ? "" : "~" + Cut(kept, IrcServer.UserLength - 1);
    }

    internal static string Cut(string text, int most) =>
        text.Length <= most
            ? text
            : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
