using System.Text;

namespace Hubbub.Net.Listening;

internal enum Speech
{
    Undecided,
    Tls,
    Http,
    Irc,
    Text,
}

/// <summary>What the first bytes of a connection speak.</summary>
internal static class FirstBytes
{
    /// <summary>More than this need not be looked at.</summary>
    public const int Telling = 32;

    /// <summary>Bound of the bytes that are waited for. IRC's tags aside, no first line is longer.</summary>
    public const int LongestWait = 1024;

    private const byte TlsHandshakeRecord = 0x16;

    private static readonly string[] HttpVerbs =
    [
        "GET",
        "HEAD",
        "POST",
        "PUT",
        "DELETE",
        "OPTIONS",
        "PATCH",
        "TRACE",
    ];

    private static readonly string[] IrcVerbs =
    [
        "CAP",
        "NICK",
        "USER",
        "PASS",
        "PING",
        "QUIT",
        "AUTHENTICATE",
        "WEBIRC",
    ];

    /// <param name="head">The first bytes, <see cref="Telling"/> at most.</param>
    /// <param name="isLine">The first line is whole, or as long as will be waited for.</param>
    /// <param name="allowTls">False: this is inside TLS already.</param>
    public static Speech Judge(ReadOnlySpan<byte> head, bool isLine, bool allowTls)
    {
        if (head.IsEmpty)
            return isLine ? Speech.Text : Speech.Undecided;
        if (allowTls && head[0] == TlsHandshakeRecord)
            return Speech.Tls;
        if (IsHttp(head))
            return Speech.Http;
        // A whole line is waited for, so that its deadline is kept here, in one place.
        if (!isLine)
            return Speech.Undecided;
        return IsIrc(head) ? Speech.Irc : Speech.Text;
    }

    /// <summary>
    /// RFC 9112 3: method SP request-target; the method is case-sensitive. The target's first
    /// character tells `POST /` from a person who says "POST office".
    /// </summary>
    private static bool IsHttp(ReadOnlySpan<byte> head)
    {
        foreach (var verb in HttpVerbs)
        {
            if (
                head.Length > verb.Length + 1
                && Ascii.Equals(head[..verb.Length], verb)
                && head[verb.Length] == ' '
                && head[verb.Length + 1] is (byte)'/' or (byte)'*' or (byte)'h'
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// A verb with a parameter, in any case; alone on the line only in capitals: Nick and Cap are
    /// names of people, and a person who is asked for a name may type just that.
    /// </summary>
    private static bool IsIrc(ReadOnlySpan<byte> head)
    {
        if (head[0] is (byte)'@' or (byte)':')
            return true;
        foreach (var verb in IrcVerbs)
        {
            if (head.Length < verb.Length)
                continue;
            var word = head[..verb.Length];
            var rest = head[verb.Length..];
            if (rest is [(byte)' ', ..] && Ascii.EqualsIgnoreCase(word, verb))
                return true;
            if (rest is [] or [(byte)'\r' or (byte)'\n', ..] && Ascii.Equals(word, verb))
                return true;
        }

        return false;
    }
}
