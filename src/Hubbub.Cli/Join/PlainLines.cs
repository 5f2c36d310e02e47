using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hubbub.Cli.Screen;
using Hubbub.Client.State;

namespace Hubbub.Cli.Join;

/// <summary>How what is told is written to standard output.</summary>
internal interface ILineWriter
{
    /// <summary>Comings, goings and notices, too.</summary>
    bool TakesAll { get; }

    /// <summary>What we say ourselves, too.</summary>
    bool TakesOwn => false;

    void Write(Told told);
}

/// <summary>As `nc` shows it: <c>[#tea] ada> hello</c></summary>
internal sealed class TextLines(TextWriter output) : ILineWriter
{
    public bool TakesAll => false;

    public void Write(Told told)
    {
        var mark = told.Post is { } post ? $"[post {post.Words(TimeZoneInfo.Local)}] " : "";
        foreach (var line in told.Text.Split('\n'))
        {
            var text = mark + Visible.Of(line);
            var said = told.Kind switch
            {
                TellKind.Action => $"* {told.Who} {text}",
                TellKind.Notice => $"-{told.Who}- {text}",
                _ => $"{told.Who}> {text}",
            };
            output.WriteLine($"[{told.Where}] {said}");
            mark = "";
        }

        output.Flush();
    }
}

/// <summary>For scripts: one object a line.</summary>
internal sealed class JsonLines(TextWriter output) : ILineWriter
{
    private static readonly JsonWriterOptions s_readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public bool TakesAll => true;

    public void Write(Told told)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, s_readable))
        {
            json.WriteStartObject();
            json.WriteString("at", Time(told.At));
            json.WriteString("event", NameOf(told.Kind));
            if (told.Where is { } where)
                json.WriteString("where", where);
            if (told.Who.Length > 0)
                json.WriteString("who", told.Who);
            if (told.Text.Length > 0)
                json.WriteString("text", told.Text);
            if (told.MsgId is { } id)
                json.WriteString("id", id);
            if (told.Post is { } post)
                Write(json, post);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
        output.Flush();
    }

    private static void Write(Utf8JsonWriter json, PostView post)
    {
        json.WriteStartObject("post");
        json.WriteNumber("number", post.Number);
        json.WriteString("by", post.Author);
        json.WriteBoolean("titled", post.IsTitled);
        json.WriteBoolean("pinned", post.IsPinned);
        json.WriteBoolean("edited", post.IsEdited);
        json.WriteNumber("answers", post.Answers);
        json.WriteNumber("seen", post.Seen);
        if (post.Expires is { } expires)
            json.WriteString("expires", Time(expires));
        json.WriteEndObject();
    }

    private static string Time(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string NameOf(TellKind kind) =>
        kind switch
        {
            TellKind.Message => "message",
            TellKind.Action => "action",
            TellKind.Notice => "notice",
            TellKind.Came => "came",
            TellKind.Went => "went",
            TellKind.PutOut => "put-out",
            TellKind.Renamed => "renamed",
            TellKind.Topic => "topic",
            TellKind.Modes => "modes",
            TellKind.Invited => "invited",
            TellKind.Offered => "offered",
            TellKind.Entered => "entered",
            TellKind.Left => "left",
            TellKind.Info => "info",
            TellKind.Plain or TellKind.Picture => "info",
            TellKind.Error => "error",
        };
}
