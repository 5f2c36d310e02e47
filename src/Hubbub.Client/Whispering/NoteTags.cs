using System.Buffers.Text;

namespace Hubbub.Client.Whispering;

/// <summary>Notes from program to program, as the value of a tag of a TAGMSG: docs/files.md.</summary>
public static class NoteTags
{
    /// <summary>Of two who meet by a code.</summary>
    public const string Code = "+hubbub/code";

    /// <summary>Of somebody who offers files to a person.</summary>
    public const string Person = "+hubbub/person";

    public static string Write(string tag, string to, ReadOnlySpan<byte> words) =>
        $"@{tag}={Base64Url.EncodeToString(words)} TAGMSG {to}";

    /// <returns>Null: there is no such note.</returns>
    public static byte[]? Read(string tag, IReadOnlyDictionary<string, string> tags)
    {
        if (!tags.TryGetValue(tag, out var value) || !Base64Url.IsValid(value))
            return null;
        var words = new byte[Base64Url.GetMaxDecodedLength(value.Length)];
        return Base64Url.TryDecodeFromChars(value, words, out var size) ? words[..size] : null;
    }
}
