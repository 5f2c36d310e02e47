using System.Text;

namespace Hubbub.Protocols.Irc;

/// <summary>Message tags (<see href="https://ircv3.net/specs/extensions/message-tags"/>).</summary>
internal static class Tags
{
    /// <summary>Longest label that is taken over; a longer one is no label.</summary>
    private const int LongestLabel = 64;

    /// <summary>The <c>label</c> tag's value, still escaped as it came; null: none, or not negotiated.</summary>
    public static string? Label(ReadOnlySpan<byte> tags, Caps caps)
    {
        if (tags.IsEmpty || (caps & Caps.LabeledResponse) == 0)
            return null;
        string? label = null;
        foreach (var range in tags.Split((byte)';'))
        {
            var tag = tags[range];
            if (!tag.StartsWith("label="u8))
                continue;
            var value = tag["label="u8.Length..];
            label = value.Length is > 0 and <= LongestLabel ? Encoding.UTF8.GetString(value) : null;
        }

        return label;
    }
}
