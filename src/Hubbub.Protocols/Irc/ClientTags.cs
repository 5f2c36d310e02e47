using System.Text;

namespace Hubbub.Protocols.Irc;

/// <summary>
/// Client-only tags (<see href="https://ircv3.net/specs/extensions/message-tags"/>): which are
/// taken over, and which are kept.
/// </summary>
/// <param name="deny">The value of <c>CLIENTTAGDENY</c>: names without <c>+</c>, <c>*</c> for all, <c>-name</c> for all but it.</param>
internal sealed class ClientTags(string deny)
{
    /// <summary>Most bytes of a client's tags, without <c>@</c> and the space behind them.</summary>
    public const int MostBytes = 4094;

    private static readonly string[] s_typing = ["typing", "draft/typing"];

    private static readonly string[] s_files =
    [
        Drop.FileWords.Tag,
        Drop.FileWords.ListTag,
        Drop.FileWords.UploadTag,
        Drop.FileWords.BringTag,
        Drop.FileWords.FetchTag,
        Drop.FileWords.ClosedTag,
    ];

    private readonly string[] _denied = deny.Split(',', StringSplitOptions.RemoveEmptyEntries);

    public string Denied => deny;

    /// <summary>The tags that others may read, as they came; of those given twice the last.</summary>
    /// <param name="kept">
    /// They go into the log with a message: those that only say what somebody is doing now do not.
    /// </param>
    public byte[] Read(ReadOnlySpan<byte> tags, Caps caps, bool kept)
    {
        if ((caps & Caps.MessageTags) == 0 || tags.IndexOf((byte)'+') < 0)
            return [];
        var found = new List<(string Key, string Tag)>();
        foreach (var tag in Encoding.UTF8.GetString(tags).Split(';'))
        {
            var key = tag.Split('=', 2)[0];
            if (key is not ['+', .. var name] || !IsName(name) || IsDenied(name))
                continue;
            // What is a post or offers a file the server says.
            if (key == PostLines.Tag || s_files.Contains(key, StringComparer.Ordinal))
                continue;
            if (kept && s_typing.Contains(name, StringComparer.Ordinal))
                continue;
            found.RemoveAll(one => one.Key == key);
            found.Add((key, tag));
        }

        return Encoding.UTF8.GetBytes(string.Join(';', found.Select(one => one.Tag)));
    }

    /// <summary>
    /// Whether a message of tags alone is one to be kept: a reaction, or one taken back
    /// (<see href="https://ircv3.net/specs/client-tags/react"/>). All others are signals.
    /// </summary>
    public static bool AreLasting(ReadOnlySpan<byte> tags)
    {
        foreach (var range in tags.Split((byte)';'))
        {
            var tag = tags[range];
            if (tag.StartsWith("+draft/react="u8) || tag.StartsWith("+draft/unreact="u8))
                return true;
        }

        return false;
    }

    private bool IsDenied(string name) =>
        _denied.Contains("*", StringComparer.Ordinal)
            ? !_denied.Contains("-" + name, StringComparer.Ordinal)
            : _denied.Contains(name, StringComparer.Ordinal);

    /// <summary><c>[vendor/]name</c>: letters, digits, dashes and, in the vendor, dots.</summary>
    private static bool IsName(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '/');
}
