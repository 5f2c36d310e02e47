namespace Hubbub.Protocols.Irc.Client;

/// <summary>Message tags as text (<see href="https://ircv3.net/specs/extensions/message-tags"/>).</summary>
internal static class TagValues
{
    /// <summary>Tags of one line; what is beyond is left out.</summary>
    private const int Most = 100;

    public static Dictionary<string, string> Parse(string tags)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in tags.Split(';', Most + 1).Take(Most))
        {
            var equals = tag.IndexOf('=');
            if (equals < 0)
                values[tag] = "";
            else
                values[tag[..equals]] = TagEscapes.Unescape(tag[(equals + 1)..]);
        }

        return values;
    }
}
