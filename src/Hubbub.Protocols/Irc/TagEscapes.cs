using System.Text;

namespace Hubbub.Protocols.Irc;

/// <summary>Values of tags and of attributes (<see href="https://ircv3.net/specs/extensions/message-tags#escaping-values"/>).</summary>
internal static class TagEscapes
{
    public static string Unescape(ReadOnlySpan<byte> value) =>
        Unescape(Encoding.UTF8.GetString(value));

    public static string Unescape(string text)
    {
        if (!text.Contains('\\'))
            return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
                plain.Append(text[i]);
            else if (++i < text.Length)
                plain.Append(
                    text[i] switch
                    {
                        's' => ' ',
                        ':' => ';',
                        'r' => '\r',
                        'n' => '\n',
                        var other => other,
                    }
                );
        }

        return plain.ToString();
    }

    public static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny("\\; \r\n") < 0)
            return text;
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\\' => escaped.Append(@"\\"),
                ';' => escaped.Append(@"\:"),
                ' ' => escaped.Append(@"\s"),
                '\r' => escaped.Append(@"\r"),
                '\n' => escaped.Append(@"\n"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
