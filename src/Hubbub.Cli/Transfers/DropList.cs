using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hubbub.Cli.Screen;
using Hubbub.Client.Dropping;
using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Cli.Transfers;

/// <summary>What is in a drop for a room, the newest last.</summary>
internal static class DropList
{
    private const int MostPages = 500;

    private static readonly JsonWriterOptions s_readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task ShowAsync(
        DropSession session,
        string room,
        bool isJson,
        TextWriter output,
        CancellationToken ct
    )
    {
        var pages = new Stack<IReadOnlyList<DroppedFileView>>();
        var (before, end) = ("", "");
        do
        {
            var answer = await session.AskAsync(
                before.Length == 0
                    ? ClientLine.Of("FILES", room, "LIST")
                    : ClientLine.Of("FILES", room, "LIST", before),
                Judge,
                ct
            );
            if (DropSession.RefusalOf(answer[^1]) is { } why)
                throw new CannotException($"{room}: {Visible.Of(why)}.");
            pages.Push([.. answer.SkipLast(1).Select(line => DroppedFileView.Of(line.Tags)!)]);
            var about = DroppedFileView.Values(answer[^1].Tags["+hubbub/files"]);
            (before, end) = (about.GetValueOrDefault("older", "0"), answer[^1].Last);
        } while (before != "0" && pages.Count < MostPages);

        foreach (var file in pages.SelectMany(page => page))
            await output.WriteLineAsync(isJson ? Json(file, room) : Words(file));
        if (!isJson)
            await output.WriteLineAsync($"{Visible.Of(end.Split(';')[0])}.");
    }

    private static Verdict Judge(ServerLine line) =>
        line.Tags.ContainsKey("+hubbub/files") || DropSession.RefusalOf(line) is not null
            ? Verdict.Last
        : line.Verb == "NOTICE" && line.Tags.ContainsKey("+hubbub/file") ? Verdict.Part
        : Verdict.Other;

    private static string Words(DroppedFileView file) =>
        $"{file.Number, 5}  {Amount.Of(file.Size), 9}  {Visible.Of(file.By), -12}  {Visible.Of(file.Name)}";

    private static string Json(DroppedFileView file, string room)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, s_readable))
        {
            json.WriteStartObject();
            json.WriteString("event", "file");
            json.WriteString("room", room);
            json.WriteNumber("number", file.Number);
            json.WriteString("name", file.Name);
            json.WriteNumber("bytes", file.Size);
            json.WriteString("by", file.By);
            json.WriteString("sha256", file.Digest);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
