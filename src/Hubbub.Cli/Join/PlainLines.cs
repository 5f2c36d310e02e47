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

    void Write(Told told);
}

/// <summary>As `nc` shows it: <c>[#tea] ada> hello</c></summary>
internal sealed class TextLines(TextWriter output) : ILineWriter
{
    public bool TakesAll => false;

    public void Write(Told told)
    {
        var text = Visible.Of(told.Text);
        var said = told.Kind switch
        {
            TellKind.Action => $"* {told.Who} {text}",
            TellKind.Notice => $"-{told.Who}- {text}",
            _ => $"{told.Who}> {text}",
        };
        output.WriteLine($"[{told.Where}] {said}");
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
            json.WriteString(
                "at",
                told.At.UtcDateTime.ToString(
                    "yyyy-MM-ddTHH:mm:ss.fffZ",
                    CultureInfo.InvariantCulture
                )
            );
            json.WriteString("event", NameOf(told.Kind));
            if (told.Where is { } where)
                json.WriteString("where", where);
            if (told.Who.Length > 0)
                json.WriteString("who", told.Who);
            if (told.Text.Length > 0)
                json.WriteString("text", told.Text);
            if (told.MsgId is { } id)
                json.WriteString("id", id);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
        output.Flush();
    }

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
            TellKind.Entered => "entered",
            TellKind.Left => "left",
            TellKind.Info => "info",
            TellKind.Plain or TellKind.Picture => "info",
            TellKind.Error => "error",
        };
}
