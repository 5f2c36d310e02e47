using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hubbub.Files;

namespace Hubbub.Cli.Transfers;

/// <summary>For scripts: one object a line.</summary>
internal sealed class JsonShow(TextWriter output, TimeProvider time) : ITransferShow
{
    private static readonly TimeSpan s_between = TimeSpan.FromSeconds(1);

    private static readonly JsonWriterOptions s_readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private long _last = time.GetTimestamp();

    public void Note(string what, string sentence) =>
        Tell(what, json => json.WriteString("text", sentence));

    public void Offered(Offer offer, string who) =>
        Tell(
            "offer",
            json =>
            {
                json.WriteString("who", who);
                json.WriteNumber("files", offer.Files);
                json.WriteNumber("bytes", offer.Size);
            }
        );

    public void Progress(Offer offer, TransferProgress progress, Pace pace)
    {
        if (time.GetElapsedTime(_last) < s_between)
            return;
        _last = time.GetTimestamp();
        Tell(
            "progress",
            json =>
            {
                json.WriteString("stage", progress.Stage.ToString().ToLowerInvariant());
                json.WriteNumber("files", progress.Files);
                json.WriteNumber("bytes", progress.Bytes);
                json.WriteNumber("of", offer.Size);
                json.WriteNumber("speed", (long)pace.Speed);
                if (progress.Item >= 0)
                    json.WriteString("file", offer.Items[progress.Item].Path);
            }
        );
    }

    public void Verified(Offer offer, VerifiedFile file) =>
        Tell(
            "file",
            json =>
            {
                json.WriteString("path", offer.Items[file.Item].Path);
                json.WriteString("name", file.Name);
                json.WriteNumber("bytes", offer.Items[file.Item].Size);
                json.WriteString("sha256", file.Digest);
                json.WriteBoolean("was-there", file.WasThere);
            }
        );

    public void Over() { }

    private void Tell(string what, Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, s_readable))
        {
            json.WriteStartObject();
            json.WriteString("at", time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", null));
            json.WriteString("event", what);
            fields(json);
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
        output.Flush();
    }
}
