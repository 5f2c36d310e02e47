using System.Text;

namespace Hubbub.Protocols.Irc.Client;

/// <summary>Lines as a client sends them.</summary>
public static class ClientLine
{
    /// <summary>RFC 1459 2.3: 512 bytes with CR LF.</summary>
    public const int LongestLine = 512;

    /// <summary>
    /// What others get stands behind <c>:nick!user@host </c>, which the server adds: room for it
    /// where it is not known.
    /// </summary>
    private const int LongestSource = 120;

    /// <summary>Verb and parameters; only the last may hold spaces. CR, LF and NUL become spaces: one call, one line.</summary>
    public static string Of(string verb, params ReadOnlySpan<string> parameters)
    {
        var line = new StringBuilder(verb);
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = OneLine(parameters[i]);
            var isLast = i == parameters.Length - 1;
            line.Append(' ');
            if (isLast && (parameter.Length == 0 || parameter[0] == ':' || parameter.Contains(' ')))
                line.Append(':');
            line.Append(parameter);
        }

        return line.ToString();
    }

    public static string WithLabel(string line, string label) => $"@label={label} {line}";

    /// <summary>What may stand as a tag's value (<see href="https://ircv3.net/specs/extensions/message-tags"/>).</summary>
    public static string TagValue(string value) => TagEscapes.Escape(value);

    public static string Action(string text) => $"\u0001ACTION {text}\u0001";

    public static string OneLine(string text) =>
        text.AsSpan().IndexOfAny('\r', '\n', '\0') < 0
            ? text
            : text.Replace('\r', ' ').Replace('\n', ' ').Replace('\0', ' ');

    /// <summary>
    /// A text as messages that arrive whole: one for each of its lines, longer ones cut after a
    /// word where there is one.
    /// </summary>
    /// <param name="target">Who or where it is said to.</param>
    /// <param name="source">Own <c>nick!user@host</c>; empty: not known yet.</param>
    public static IEnumerable<string> Messages(string text, string target, string source)
    {
        var own = source.Length > 0 ? Encoding.UTF8.GetByteCount(source) : LongestSource;
        // ":source PRIVMSG target :\u0001ACTION …\u0001" CR LF
        var room = LongestLine - own - Encoding.UTF8.GetByteCount(target) - 26;
        foreach (var line in text.Split('\n'))
        {
            var rest = line.TrimEnd('\r');
            while (rest.Length > 0)
            {
                var piece = rest[..Piece(rest, Math.Max(64, room))];
                yield return piece;
                rest = rest[piece.Length..];
            }
        }
    }

    private static int Piece(string text, int most)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length <= most)
            return text.Length;
        var length = Encoding.UTF8.GetCharCount(bytes, 0, Measure.Cut(bytes, most));
        // Not within a character as people count them, and if possible after a space.
        var end = 0;
        while (end < length)
        {
            var next =
                end + System.Globalization.StringInfo.GetNextTextElementLength(text.AsSpan(end));
            if (next > length)
                break;
            end = next;
        }

        end = end == 0 ? length : end;
        var space = text.LastIndexOf(' ', end - 1);
        return space > end / 2 ? space + 1 : end;
    }
}
