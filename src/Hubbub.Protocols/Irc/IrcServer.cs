namespace Hubbub.Protocols.Irc;

/// <summary>What all IRC connections of a server share.</summary>
public sealed class IrcServer
{
    internal const int TopicLength = 390;
    internal const int UserLength = 18;
    internal const int RealNameLength = 100;
    internal const int MostModes = 20;
    internal const int MostTargets = 10;

    private readonly Dictionary<Caps, IrcWording> _wordings = [];

    /// <param name="watches">Whom its connections watch.</param>
    public IrcServer(ServerFace face, WatchBook watches)
    {
        Face = face;
        Watches = watches;
        ClientTags = new ClientTags(face.ClientTagDeny);
        Support = SupportOf(face);
    }

    /// <summary>What is shown in place of an address.</summary>
    public required Func<string, string> ShownHostOf { get; init; }

    public IConnections Connections { get; set; } = new NoConnections();

    internal WatchBook Watches { get; }

    internal ResumeTokens Resumes { get; } = new();

    internal ServerFace Face { get; }

    internal ClientTags ClientTags { get; }

    internal string Name => Face.HostName;

    /// <summary>The tokens of RPL_ISUPPORT (<see href="https://modern.ircdocs.horse/#rplisupport-005"/>), at most 13 a line.</summary>
    internal IReadOnlyList<string> Support { get; }

    /// <summary>One wording of each kind, so that sessions can be grouped by it.</summary>
    internal IrcWording WordingOf(Caps caps)
    {
        var key = caps & Capabilities.InWording;
        // "depends on the batch capability which MUST be negotiated to use multiline messages".
        if ((caps & Caps.Batch) == 0)
            key &= ~Caps.Multiline;
        // What a post is stands in its tag.
        if ((caps & Caps.MessageTags) == 0)
            key &= ~Caps.Board;
        if (!_wordings.TryGetValue(key, out var wording))
            _wordings[key] = wording = new IrcWording(key, this);
        return wording;
    }

    private static string[] SupportOf(ServerFace face)
    {
        var masks = face.Settings.MasksPerRoom;
        string[] tokens =
        [
            $"AWAYLEN={TopicLength}",
            "BOT=B",
            "CASEMAPPING=ascii",
            $"CHANLIMIT=#:{face.Settings.RoomsPerSession}",
            $"CHANMODES={ModeLetters.Of(ModeKind.List)},{ModeLetters.Of(ModeKind.AlwaysParameter)},{ModeLetters.Of(ModeKind.ParameterToSet)},{ModeLetters.Of(ModeKind.Flag)}",
            $"CHATHISTORY={face.HistoryLimit}",
            $"CHANNELLEN={face.Names.RoomLength}",
            "CHANTYPES=#",
            .. face.ClientTagDeny.Length == 0
                ? Array.Empty<string>()
                : [$"CLIENTTAGDENY={face.ClientTagDeny}"],
            "ELIST=CMNTU",
            "EXCEPTS=e",
            "EXTBAN=,m",
            "HOSTLEN=64",
            "INVEX=I",
            $"KICKLEN={TopicLength}",
            $"MAXLIST=beI:{masks}",
            $"MAXTARGETS={MostTargets}",
            $"MODES={MostModes}",
            $"MONITOR={Families.MonitorVerbs.MostNicks}",
            "MSGREFTYPES=msgid,timestamp",
            $"NAMELEN={RealNameLength}",
            $"NETWORK={Escape(face.Name)}",
            $"NICKLEN={face.Names.NickLength}",
            $"PREFIX=({ModeLetters.Of(ModeKind.Role)}){ModeLetters.Prefixes}",
            "SAFELIST",
            $"STATUSMSG={ModeLetters.Prefixes}",
            .. face.Icon.Length == 0 ? Array.Empty<string>() : [$"draft/ICON={Escape(face.Icon)}"],
            $"TARGMAX=JOIN:,KICK:,KILL:1,LIST:,NAMES:{MostTargets},NOTICE:{MostTargets},PART:,PRIVMSG:{MostTargets},TAGMSG:{MostTargets},WHOIS:{MostTargets}",
            $"TOPICLEN={TopicLength}",
            $"USERLEN={UserLength}",
            "UTF8ONLY",
            "WHOX",
        ];
        return tokens.Chunk(13).Select(line => string.Join(' ', line)).ToArray();
    }

    private static string Escape(string value) =>
        value
            .Replace("\\", "\\x5C", StringComparison.Ordinal)
            .Replace(" ", "\\x20", StringComparison.Ordinal)
            .Replace("=", "\\x3D", StringComparison.Ordinal);
}
