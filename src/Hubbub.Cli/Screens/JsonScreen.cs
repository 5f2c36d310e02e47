using System.Text;
using System.Text.Json;
using Hubbub.Cli.Serving;
using Hubbub.Net.Listening;

namespace Hubbub.Cli.Screens;

/// <summary>One JSON object a line: <c>at</c>, <c>event</c>, and what belongs to it.</summary>
internal sealed class JsonScreen(TextWriter output) : Screen
{
    private readonly Lock _lock = new();

    public override void Started(
        ServeOptions options,
        IReadOnlyList<ListenEndpoint> endpoints,
        string? data
    )
    {
        foreach (var endpoint in endpoints)
        {
            Line(
                "started",
                ("host", endpoint.Host),
                ("port", $"{endpoint.Port}"),
                ("data", data ?? "")
            );
        }
    }

    public override void Came(string name, string address) =>
        Line("came", ("name", name), ("address", address));

    public override void Went(string name, string reason) =>
        Line("went", ("name", name), ("reason", reason));

    public override void Warn(string sentence) => Line("warning", ("message", sentence));

    public override void Fingerprint(string sha256) => Line("certificate", ("sha256", sha256));

    public override void Ending() => Line("ending");

    public override void Ended() => Line("ended");

    private void Line(string what, params ReadOnlySpan<(string Key, string Value)> fields)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("at", DateTimeOffset.UtcNow);
            json.WriteString("event", what);
            foreach (var (key, value) in fields)
                json.WriteString(key, value);
            json.WriteEndObject();
        }

        lock (_lock)
        {
            output.WriteLine(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
            output.Flush();
        }
    }
}
