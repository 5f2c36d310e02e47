using System.Globalization;
using System.Text.Json;
using Hubbub.Core;

namespace Hubbub.Protocols.Http;

/// <summary>What was said, as JSON.</summary>
internal static class Line
{
    /// <summary>What the program itself said.</summary>
    public static byte[] Said(SaidInRoom said, Told told, MessageTokens tokens) =>
        BotReply.Json(json =>
        {
            json.WriteString("room"u8, said.Name);
            json.WriteString("id"u8, tokens.TextOf(told.Id));
            json.WriteString("time"u8, Time(told.At));
            json.WriteString("from"u8, said.From.Nick);
        });

    public static byte[] Page(Page page, MessageTokens tokens) =>
        BotReply.Json(json =>
        {
            json.WriteString("room"u8, page.Name);
            json.WriteStartArray("messages"u8);
            foreach (var told in page.Lines)
            {
                if (told.Event is SaidInRoom said)
                    Write(json, said, told, tokens);
            }

            json.WriteEndArray();
        });

    private static void Write(
        Utf8JsonWriter json,
        SaidInRoom said,
        in Told told,
        MessageTokens tokens
    )
    {
        json.WriteStartObject();
        json.WriteString("id"u8, tokens.TextOf(told.Id));
        json.WriteString("time"u8, Time(told.At));
        json.WriteString("from"u8, said.From.Nick);
        json.WriteString(
            "kind"u8,
            said.Kind switch
            {
                MessageKind.Action => "action"u8,
                MessageKind.Notice => "notice"u8,
                _ => "said"u8,
            }
        );
        json.WriteString("text"u8, told.Text.Span);
        json.WriteEndObject();
    }

    /// <summary>As IRC's <c>server-time</c> has it.</summary>
    internal static string Time(long microseconds) =>
        DateTimeOffset
            .UnixEpoch.AddMicroseconds(microseconds)
            .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
