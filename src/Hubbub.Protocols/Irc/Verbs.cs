using System.Collections.Frozen;
using System.Text;
using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

internal delegate Reaction Handler(IrcWire wire, in IrcLine line, string? label);

/// <summary>When a verb may come.</summary>
internal enum When
{
    Always,
    Attached,
}

/// <param name="Least">Parameters it has to have; with fewer it is refused before its handler.</param>
internal sealed record Verb(string Name, int Least, When When, Handler Handler);

/// <summary>Every verb of the protocol, once, and every common check, once.</summary>
internal static class Verbs
{
    private const int LongestVerb = 16;

    public static readonly IReadOnlyList<Verb> All =
    [
        new("CAP", 1, When.Always, Families.CapVerbs.Cap),
        new("PASS", 1, When.Always, Families.RegistrationVerbs.Pass),
        new("NICK", 0, When.Always, Families.RegistrationVerbs.Nick),
        new("USER", 4, When.Always, Families.RegistrationVerbs.User),
        new("WEBIRC", 4, When.Always, Families.GatewayVerbs.WebIrc),
        new("RESUME", 1, When.Always, Families.ResumeVerbs.Resume),
        new("ISUPPORT", 0, When.Always, Families.ServerVerbs.ISupport),
        new("PING", 0, When.Always, Families.ConnectionVerbs.Ping),
        new("PONG", 0, When.Always, Families.ConnectionVerbs.Pong),
        new("QUIT", 0, When.Always, Families.ConnectionVerbs.Quit),
        new("ERROR", 0, When.Always, Families.ConnectionVerbs.Error),
        new("JOIN", 1, When.Attached, Families.RoomVerbs.Join),
        new("PART", 1, When.Attached, Families.RoomVerbs.Part),
        new("TOPIC", 1, When.Attached, Families.RoomVerbs.Topic),
        new("NAMES", 0, When.Attached, Families.RoomLists.Names),
        new("LIST", 0, When.Attached, Families.RoomLists.List),
        new("INVITE", 0, When.Attached, Families.RoomVerbs.Invite),
        new("KICK", 2, When.Attached, Families.RoomVerbs.Kick),
        new("RENAME", 2, When.Attached, Families.RenameVerbs.Rename),
        new("KEEP", 1, When.Attached, Families.KeepVerbs.Keep),
        new("TURN", 1, When.Attached, Families.TalkVerbs.Turn),
        new("TURNS", 1, When.Attached, Families.TalkVerbs.Turns),
        new("TALK", 0, When.Attached, Families.TalkVerbs.Talk),
        new("BOARD", 1, When.Attached, Families.BoardVerbs.Board),
        new("FILES", 1, When.Attached, Families.FileVerbs.Files),
        new("RELAY", 0, When.Attached, Families.RelayVerbs.Relay),
        new("MODE", 1, When.Attached, Families.ModeVerbs.Mode),
        new("PRIVMSG", 0, When.Attached, Families.MessageVerbs.PrivMsg),
        new("NOTICE", 0, When.Attached, Families.MessageVerbs.Notice),
        new("TAGMSG", 1, When.Attached, Families.MessageVerbs.TagMsg),
        new("REDACT", 2, When.Attached, Families.RedactVerbs.Redact),
        new("MARKREAD", 0, When.Attached, Families.ReadMarkerVerbs.MarkRead),
        new("SEARCH", 1, When.Attached, Families.SearchVerbs.Search),
        new("CHATHISTORY", 1, When.Attached, Families.HistoryVerbs.ChatHistory),
        new("BATCH", 1, When.Attached, Families.MultilineVerbs.Batch),
        new("AWAY", 0, When.Always, Families.PeopleVerbs.Away),
        new("SETNAME", 0, When.Attached, Families.PeopleVerbs.SetName),
        new("WHO", 0, When.Attached, Families.WhoVerbs.Who),
        new("WHOIS", 0, When.Attached, Families.WhoIsVerbs.WhoIs),
        new("WHOWAS", 0, When.Attached, Families.WhoIsVerbs.WhoWas),
        new("USERHOST", 1, When.Attached, Families.PeopleVerbs.UserHost),
        new("USERIP", 1, When.Attached, Families.PeopleVerbs.UserIp),
        new("MONITOR", 1, When.Attached, Families.MonitorVerbs.Monitor),
        new("ISON", 1, When.Attached, Families.PeopleVerbs.IsOn),
        new("LUSERS", 0, When.Attached, Families.ServerVerbs.LUsers),
        new("MOTD", 0, When.Attached, Families.ServerVerbs.Motd),
        new("VERSION", 0, When.Attached, Families.ServerVerbs.Version),
        new("OPER", 2, When.Attached, Families.ServerVerbs.Oper),
        new("KILL", 1, When.Attached, Families.ServerVerbs.Kill),
        new("TOKEN", 0, When.Attached, Families.TokenVerbs.Token),
        new("WALLOPS", 1, When.Attached, Families.ServerInfoVerbs.Wallops),
        new("TIME", 0, When.Attached, Families.ServerInfoVerbs.Time),
        new("INFO", 0, When.Attached, Families.ServerInfoVerbs.Info),
        new("LINKS", 0, When.Attached, Families.ServerInfoVerbs.Links),
        new("ADMIN", 0, When.Attached, Families.ServerInfoVerbs.Admin),
        new("STATS", 1, When.Attached, Families.ServerInfoVerbs.Stats),
        new("HELP", 0, When.Attached, Families.HelpVerbs.Help),
        new("HELPOP", 0, When.Attached, Families.HelpVerbs.Help),
    ];

    private static readonly FrozenDictionary<string, Verb>.AlternateLookup<
        ReadOnlySpan<char>
    > s_byName = All.ToFrozenDictionary(verb => verb.Name, StringComparer.OrdinalIgnoreCase)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    public static Reaction Handle(IrcWire wire, in IrcLine line, string? label)
    {
        if (Find(line.Verb) is not { } verb)
            return Unknown(wire, line, label);
        if (verb.When == When.Attached && !wire.IsAttached)
            return NotRegistered(wire, label);

        // What is empty is missing: nothing can be called so.
        for (var i = 0; i < verb.Least; i++)
        {
            if (line[i].IsEmpty)
                return NeedMore(wire, verb.Name, label);
        }

        return verb.Handler(wire, line, label);
    }

    /// <summary>The verb as it is named; <c>*</c>: there is no such.</summary>
    public static string NameOf(ReadOnlySpan<byte> typed) => Find(typed)?.Name ?? "*";

    public static Ask NotRegistered(IrcWire wire, string? label) =>
        wire.Reply(
            label,
            (w, _, _, writer) =>
                w.Begin(writer, Numeric.NotRegistered).Last("You have not registered")
        );

    public static Ask NeedMore(IrcWire wire, string verb, string? label) =>
        wire.Reply(
            label,
            (w, _, _, writer) =>
                w.Begin(writer, Numeric.NeedMoreParams).Arg(verb).Last("Not enough parameters")
        );

    private static Verb? Find(ReadOnlySpan<byte> name)
    {
        Span<char> chars = stackalloc char[LongestVerb];
        if (name.Length > LongestVerb || !Ascii.IsValid(name))
            return null;
        Encoding.ASCII.GetChars(name, chars);
        return s_byName.TryGetValue(chars[..name.Length], out var verb) ? verb : null;
    }

    public static Reaction Unknown(IrcWire wire, in IrcLine line, string? label)
    {
        var name = Encoding.UTF8.GetString(line.Verb[..Measure.Cut(line.Verb, 50)]);
        return wire.Reply(
            label,
            (w, _, _, writer) =>
                w.Begin(writer, Numeric.UnknownCommand).Arg(name).Last("Unknown command")
        );
    }
}
