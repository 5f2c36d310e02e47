using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hubbub.Protocols.Http;

/// <summary>What a call came to, as HTTP has it.</summary>
/// <param name="Body">JSON, one object.</param>
/// <param name="IsEmpty">Read, and there was nothing: whoever can wait may ask again.</param>
public sealed record BotReply(int Status, byte[] Body, bool IsEmpty = false)
{
    /// <summary>What is wrong, for people; empty: nothing.</summary>
    public string Sentence { get; private init; } = "";

    /// <summary>It is never markup (its type is JSON, and not to be guessed), and often read on a terminal.</summary>
    private static readonly JsonWriterOptions s_readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="sentence">What is wrong and what to do, for people.</param>
    public static BotReply Fail(int status, string sentence) =>
        new(status, Json(json => json.WriteString("error"u8, sentence))) { Sentence = sentence };

    /// <summary>One object, with a line end: it may be read on a terminal.</summary>
    internal static byte[] Json(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, s_readable))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
