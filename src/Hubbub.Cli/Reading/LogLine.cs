using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hubbub.Cli.Screen;
using Hubbub.Core;

namespace Hubbub.Cli.Reading;

/// <summary>One thing that was said or happened in a room.</summary>
/// <param name="Kind">As JSON has it: said, notice, action, joined, left, kicked, topic.</param>
/// <param name="Text">What was said, the reason, the topic.</param>
internal sealed record LogLine(
    ulong Index,
    long At,
    RoomId Id,
    string Room,
    string Kind,
    string Nick,
    string Text
)
{
    private static readonly JsonWriterOptions s_json = new()
    {
        // For programs and people, not for web pages: ü stays ü.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Null: nothing to be shown. What was said to one person is theirs.</summary>
    public static LogLine? Of(in Told told)
    {
        var text = Encoding.UTF8.GetString(told.Text.Span);
        return told.Event switch
        {
            // An empty text was erased.
            SaidInRoom when text.Length == 0 => null,
            SaidInRoom said when KindOf(said.Kind) is { } kind => new LogLine(
                told.Index,
                told.At,
                said.Room,
                said.Name,
                kind,
                said.From.Nick,
                text
            ),
            Joined came => new LogLine(
                told.Index,
                told.At,
                came.Room,
                came.Name,
                "joined",
                came.Who.Nick,
                ""
            ),
            Left left => new LogLine(
                told.Index,
                told.At,
                left.Room,
                left.Name,
                "left",
                left.Who.Nick,
                text
            ),
            Kicked put => new LogLine(
                told.Index,
                told.At,
                put.Room,
                put.Name,
                "kicked",
                put.Whom.Nick,
                text
            ),
            TopicSet set => new LogLine(
                told.Index,
                told.At,
                set.Room,
                set.Name,
                "topic",
                set.By.Nick,
                set.Topic
            ),
            _ => null,
        };
    }

    public string ToText(TimeZoneInfo zone)
    {
        var at = TimeZoneInfo.ConvertTime(Time, zone);
        var time = at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var reason = Text.Length == 0 ? "" : $" ({Text})";
        var what = Kind switch
        {
            "said" => $"<{Nick}> {Text}",
            "notice" => $"-{Nick}- {Text}",
            "action" => $"* {Nick} {Text}",
            "joined" => $"-- {Nick} has come in",
            "left" => $"-- {Nick} has left{reason}",
            "kicked" => $"-- {Nick} was put out{reason}",
            _ => $"-- {Nick} set the topic: {Text}",
        };
        return string.Join(
            '\n',
            what.Split('\n').Select(line => Visible.Of($"{time} {Room} {line}"))
        );
    }

    public string ToJson()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, s_json))
        {
            json.WriteStartObject();
            json.WriteNumber("index"u8, Index);
            json.WriteString(
                "at"u8,
                Time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)
            );
            json.WriteString("room"u8, Room);
            json.WriteString("kind"u8, Kind);
            json.WriteString("nick"u8, Nick);
            json.WriteString("text"u8, Text);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private DateTimeOffset Time => DateTimeOffset.UnixEpoch.AddMicroseconds(At);

    private static string? KindOf(MessageKind kind) =>
        kind switch
        {
            MessageKind.Said => "said",
            MessageKind.Notice => "notice",
            MessageKind.Action => "action",
            _ => null,
        };
}
