namespace Hubbub.Protocols.Irc;

/// <summary>What an IRC client has asked for (<see href="https://ircv3.net/specs/extensions/capability-negotiation"/>).</summary>
[Flags]
internal enum Caps
{
    None = 0,
    MessageTags = 1 << 0,
    ServerTime = 1 << 1,
    EchoMessage = 1 << 2,
    LabeledResponse = 1 << 3,
    Batch = 1 << 4,
    MultiPrefix = 1 << 5,
    CapNotify = 1 << 6,
    AwayNotify = 1 << 7,
    ChannelRename = 1 << 8,
    ExtendedJoin = 1 << 9,
    ExtendedMonitor = 1 << 10,
    InviteNotify = 1 << 11,
    NoImplicitNames = 1 << 12,
    SetName = 1 << 13,
    StandardReplies = 1 << 14,
    UserHostInNames = 1 << 15,
    ChatHistory = 1 << 24,
    EventPlayback = 1 << 25,
    MessageRedaction = 1 << 26,
    ReadMarker = 1 << 27,
    ExtendedISupport = 1 << 16,
    Multiline = 1 << 17,
    PreAway = 1 << 18,
    Search = 1 << 28,
    Talk = 1 << 19,
    Board = 1 << 20,
    Resume = 1 << 21,

    // What these three tell of cannot happen yet: nobody has an account, and a shown host never changes.
    AccountNotify = 1 << 22,
    AccountTag = 1 << 23,
    ChgHost = 1 << 29,
}

/// <param name="Value">Told to those who know version 302; empty: none.</param>
internal sealed record Capability(string Name, Caps Cap, string Value = "")
{
    public string NameAndValue => Value.Length == 0 ? Name : $"{Name}={Value}";
}

internal static class Capabilities
{
    /// <summary>In the order in which they are told.</summary>
    public static readonly IReadOnlyList<Capability> All =
    [
        new("account-notify", Caps.AccountNotify),
        new("account-tag", Caps.AccountTag),
        new("away-notify", Caps.AwayNotify),
        new("batch", Caps.Batch),
        new("cap-notify", Caps.CapNotify),
        new("chghost", Caps.ChgHost),
        new("draft/channel-rename", Caps.ChannelRename),
        new("draft/chathistory", Caps.ChatHistory),
        new("draft/event-playback", Caps.EventPlayback),
        new("draft/extended-isupport", Caps.ExtendedISupport),
        new("draft/message-redaction", Caps.MessageRedaction),
        new("draft/multiline", Caps.Multiline, Families.MultilineVerbs.Limits),
        new("draft/pre-away", Caps.PreAway),
        new("draft/read-marker", Caps.ReadMarker),
        new("echo-message", Caps.EchoMessage),
        new("extended-join", Caps.ExtendedJoin),
        new("extended-monitor", Caps.ExtendedMonitor),
        new("hubbub/board", Caps.Board),
        new("hubbub/resume", Caps.Resume),
        new("hubbub/talk", Caps.Talk),
        new("invite-notify", Caps.InviteNotify),
        new("labeled-response", Caps.LabeledResponse),
        new("message-tags", Caps.MessageTags),
        new("multi-prefix", Caps.MultiPrefix),
        new("no-implicit-names", Caps.NoImplicitNames),
        new("server-time", Caps.ServerTime),
        new("setname", Caps.SetName),
        new("soju.im/search", Caps.Search),
        new("standard-replies", Caps.StandardReplies),
        new("userhost-in-names", Caps.UserHostInNames),
    ];

    /// <summary>Those that alter the bytes of what others do.</summary>
    public const Caps InWording =
        Caps.ServerTime
        | Caps.MessageTags
        | Caps.AwayNotify
        | Caps.ChannelRename
        | Caps.ExtendedJoin
        | Caps.InviteNotify
        | Caps.MessageRedaction
        | Caps.Multiline
        | Caps.SetName
        | Caps.Talk
        | Caps.Board;

    public static IEnumerable<string> Names(Caps caps) =>
        All.Where(c => (caps & c.Cap) != 0).Select(c => c.Name);

    /// <summary>The capabilities after a request such as <c>a -b</c>; false: one is not known, and none is changed.</summary>
    public static bool TryChange(string request, Caps before, out Caps after)
    {
        after = before;
        foreach (var word in request.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var removes = word[0] == '-';
            var name = removes ? word[1..] : word;
            var cap = All.FirstOrDefault(c => c.Name == name)?.Cap ?? Caps.None;
            if (cap == Caps.None)
                return false;
            after = removes ? after & ~cap : after | cap;
        }

        return true;
    }
}
