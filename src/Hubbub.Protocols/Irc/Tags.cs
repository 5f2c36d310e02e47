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
        return Value(tags, "label"u8) is { Length: > 0 and <= LongestLabel } label ? label : null;
    }

    /// <summary>A tag's value, still escaped as it came; of several the last; null: it is not there.</summary>
    public static string? Value(ReadOnlySpan<byte> tags, ReadOnlySpan<byte> key)
    {
        string? value = null;
        foreach (var range in tags.Split((byte)';'))
        {
            var tag = tags[range];
            var equals = tag.IndexOf((byte)'=');
            if (tag[..(equals < 0 ? tag.Length : equals)].SequenceEqual(key))
                value = equals < 0 ? "" : Encoding.UTF8.GetString(tag[(equals + 1)..]);
        }

        return value;
    }
}
