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
}

internal static class Capabilities
{
    /// <summary>In the order in which they are told.</summary>
    public static readonly IReadOnlyList<(string Name, Caps Cap)> All =
    [
        ("batch", Caps.Batch),
        ("cap-notify", Caps.CapNotify),
        ("echo-message", Caps.EchoMessage),
        ("labeled-response", Caps.LabeledResponse),
        ("message-tags", Caps.MessageTags),
        ("multi-prefix", Caps.MultiPrefix),
        ("server-time", Caps.ServerTime),
    ];

    /// <summary>Those that alter the bytes of what others do.</summary>
    public const Caps InWording = Caps.ServerTime | Caps.MessageTags;

    public static string Names(Caps caps) =>
        string.Join(' ', All.Where(c => (caps & c.Cap) != 0).Select(c => c.Name));

    /// <summary>The capabilities after a request such as <c>a -b</c>; false: one is not known, and none is changed.</summary>
    public static bool TryChange(string request, Caps before, out Caps after)
    {
        after = before;
        foreach (var word in request.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var removes = word[0] == '-';
            var name = removes ? word[1..] : word;
            var cap = All.FirstOrDefault(c => c.Name == name).Cap;
            if (cap == Caps.None)
                return false;
            after = removes ? after & ~cap : after | cap;
        }

        return true;
    }
}
