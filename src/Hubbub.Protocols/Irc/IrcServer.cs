namespace Hubbub.Protocols.Irc;

/// <summary>What all IRC connections of a server share.</summary>
public sealed class IrcServer
{
    internal const int TopicLength = 390;
    internal const int UserLength = 18;
    internal const int MostModes = 20;
    internal const int MostTargets = 10;

    private readonly Dictionary<Caps, IrcWording> _wordings = [];

    public IrcServer(ServerFace face)
    {
        Face = face;
        Support = SupportOf(face);
    }

    internal ServerFace Face { get; }

    internal string Name => Face.HostName;

    /// <summary>The tokens of RPL_ISUPPORT (<see href="https://modern.ircdocs.horse/#rplisupport-005"/>), at most 13 a line.</summary>
    internal IReadOnlyList<string> Support { get; }

    /// <summary>One wording of each kind, so that sessions can be grouped by it.</summary>
    internal IrcWording WordingOf(Caps caps)
    {
        var key = caps & Capabilities.InWording;
        if (!_wordings.TryGetValue(key, out var wording))
            _wordings[key] = wording = new IrcWording(key, Face.Tokens);
        return wording;
    }

    private static string[] SupportOf(ServerFace face)
    {
        var masks = face.Settings.MasksPerRoom;
        string[] tokens =
        [
            $"AWAYLEN={TopicLength}",
            "CASEMAPPING=ascii",
            $"CHANLIMIT=#:{face.Settings.RoomsPerSession}",
            "CHANMODES=beI,k,l,imnst",
            $"CHANNELLEN={face.Names.RoomLength}",
            "CHANTYPES=#",
            "EXCEPTS=e",
            "HOSTLEN=64",
            "INVEX=I",
            $"KICKLEN={TopicLength}",
            $"MAXLIST=beI:{masks}",
            $"MAXTARGETS={MostTargets}",
            $"MODES={MostModes}",
            $"NETWORK={Escape(face.Name)}",
            $"NICKLEN={face.Names.NickLength}",
            "PREFIX=(qohv)~@%+",
            "SAFELIST",
            $"TARGMAX=JOIN:,KICK:,KILL:1,LIST:,NAMES:1,NOTICE:{MostTargets},PART:,PRIVMSG:{MostTargets},WHOIS:1",
            $"TOPICLEN={TopicLength}",
            $"USERLEN={UserLength}",
            "UTF8ONLY",
        ];
        return tokens.Chunk(13).Select(line => string.Join(' ', line)).ToArray();
    }

    private static string Escape(string value) =>
        value
            .Replace("\\", "\\x5C", StringComparison.Ordinal)
            .Replace(" ", "\\x20", StringComparison.Ordinal)
            .Replace("=", "\\x3D", StringComparison.Ordinal);
}
