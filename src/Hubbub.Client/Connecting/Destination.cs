using System.Globalization;
using System.Net;

namespace Hubbub.Client.Connecting;

/// <summary>Where to connect to.</summary>
/// <param name="Host">A name or an address, IPv6 without brackets.</param>
/// <param name="Room">That a link leads to; null: none named.</param>
public sealed record Destination(string Host, int Port, bool IsTls, string? Room = null)
{
    public const int DefaultPort = 53142;

    /// <summary>Over UDP, which is always encrypted; TLS is TCP's.</summary>
    public bool IsUdp { get; init; }

    public bool IsLoopback =>
        Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>
    /// What was typed: nothing, a port, HOST, HOST PORT, HOST:PORT, <c>irc://</c>, <c>ircs://</c>, <c>udp://</c>
    /// or the server's <c>http://</c> link. False: none of these; <paramref name="why"/> is for people.
    /// </summary>
    public static bool TryParse(
        string? host,
        string? port,
        out Destination destination,
        out string why
    )
    {
        destination = new Destination("localhost", DefaultPort, IsTls: false);
        why = "";
        if (host is null)
            return true;
        if (host.Contains("://", StringComparison.Ordinal))
        {
            if (port is not null)
            {
                why = "A link holds the port already.";
                return false;
            }

            return TryParseLink(host, ref destination, out why);
        }

        if (port is null && host.All(char.IsAsciiDigit))
            return TryPort(host, destination, out destination, out why);
        if (port is null && TrySplit(host, out var name, out var its))
            (host, port) = (name, its);
        host = host.Trim('[', ']');
        if (!IsHost(host))
        {
            why = $"“{host}” is no host name and no address.";
            return false;
        }

        destination = destination with { Host = host };
        return port is null || TryPort(port, destination, out destination, out why);
    }

    /// <summary>HOST:PORT or [ADDRESS]:PORT; a bare IPv6 address has no port.</summary>
    private static bool TrySplit(string text, out string host, out string port)
    {
        var colon = text.LastIndexOf(':');
        (host, port) = colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
        return colon > 0 && (!host.Contains(':') || (host[0] == '[' && host[^1] == ']'));
    }

    private static bool TryParseLink(string link, ref Destination destination, out string why)
    {
        why = $"“{link}” is no link that can be joined: irc://HOST:PORT/ROOM, ircs://… or udp://…";
        if (!Uri.TryCreate(link, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
            return false;
        (int Port, bool IsTls)? known = uri.Scheme switch
        {
            "irc" => (6667, false),
            "ircs" => (6697, true),
            "udp" => (DefaultPort, false),
            "http" => (80, false),
            "https" => (443, true),
            _ => null,
        };
        if (known is not { } defaults)
            return false;
        var room = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/') + uri.Fragment).Split(',')[0];
        destination = new Destination(
            uri.IdnHost.Trim('[', ']'),
            uri.Port > 0 ? uri.Port : defaults.Port,
            defaults.IsTls,
            room.Length == 0 ? null
                : room[0] is '#' or '&' ? room
                : "#" + room
        )
        {
            IsUdp = uri.Scheme == "udp",
        };
        why = "";
        return true;
    }

    private static bool TryPort(
        string word,
        Destination before,
        out Destination after,
        out string why
    )
    {
        after = before;
        why = "";
        if (
            int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= 65_535
        )
        {
            after = before with { Port = port };
            return true;
        }

        why = $"PORT has to be a number from 1 to 65535, not “{word}”.";
        return false;
    }

    private static bool IsHost(string host) =>
        Uri.CheckHostName(host) is not UriHostNameType.Unknown;
}
