using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hubbub.Cli.Screen;

/// <summary>One JSON object a line.</summary>
internal sealed class JsonNotices(LineOut output, TimeProvider time) : INotices
{
    /// <summary>It goes to a log, not into a page: other scripts stay readable.</summary>
    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public void Started(StartFacts facts) =>
        Tell(
            "started",
            ("version", facts.Version),
            ("host", string.Join(' ', facts.Endpoints.Select(e => e.Host))),
            ("port", facts.Port.ToString((IFormatProvider?)null)),
            ("link", facts.Link),
            ("data", facts.DataFolder)
        );

    public void Came(string name, string address) =>
        Tell("came", ("name", name), ("address", address));

    public void Went(string name, string reason) =>
        Tell("went", ("name", name), ("reason", Notices.Reason(reason)));

    public void Warn(string sentence) => Tell("warning", ("text", sentence));

    public void Fingerprint(string sha256) => Tell("certificate", ("sha256", sha256));

    public void UdpFingerprint(string sha256) => Tell("udp-identity", ("sha256", sha256));

    public void Ended(string reason) => Tell("ended", ("reason", reason));

    private void Tell(string what, params ReadOnlySpan<(string Key, string? Value)> values)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("at", time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", null));
            json.WriteString("event", what);
            foreach (var (key, value) in values)
            {
                if (value is not null)
                    json.WriteString(key, Visible.Of(value));
            }

            json.WriteEndObject();
        }

        output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
