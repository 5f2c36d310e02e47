using System.Text.Json;
using Hubbub.SystemTests.Running;
using Hubbub.SystemTests.Storage;

namespace Hubbub.SystemTests.History;

/// <summary>`hubbub log`, and that what was taken back is gone from the files.</summary>
public sealed class LogCommandTests
{
    [Fact]
    public async Task Given_a_running_server_when_its_log_is_read_then_what_was_said_in_rooms_is_shown()
    {
        using var temp = new TempFolder();
        var data = temp.PathOf("data");
        await using var server = await ServerProcess.StartOnAsync(data);
        await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
        await ada.JoinAsync("#tea");
        await ada.SayAsync("#tea", "green leaves");
        await ada.SayAsync("#tea", "black leaves");
        await ada.SendAsync("PRIVMSG ada :for me only\r\n");
        await ada.SettleAsync();
        var shown = await LogAsync(data);
        Assert.Contains(" #tea <ada> green leaves\n", shown, StringComparison.Ordinal);
        Assert.Contains(" #tea -- ada has come in\n", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("for me only", shown, StringComparison.Ordinal);
        var found = await LogAsync(
            data,
            "--room",
            "TEA",
            "--grep",
            "LEAVES black",
            "--since",
            "1h",
            "--json"
        );
        var line = JsonDocument.Parse(Assert.Single(found.TrimEnd().Split('\n'))).RootElement;
        Assert.Equal("black leaves", line.GetProperty("text").GetString());
        Assert.Equal("#tea", line.GetProperty("room").GetString());
        Assert.Equal("", await LogAsync(data, "--room", "other"));
        Assert.StartsWith(
            "The log is whole: ",
            await LogAsync(data, "--verify"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Given_no_log_there_when_read_then_it_says_so()
    {
        using var temp = new TempFolder();
        var ran = await ServerProcess.RunAsync("log", "--data", temp.PathOf("nothing"));
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("there is no log in", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_message_taken_back_when_the_server_has_ended_then_no_file_has_its_text_and_the_log_verifies()
    {
        using var temp = new TempFolder();
        var data = temp.PathOf("data");
        await using (var server = await ServerProcess.StartOnAsync(data))
        {
            await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
            await ada.SendAsync("CAP REQ :message-tags echo-message draft/message-redaction\r\n");
            await ada.JoinAsync("#tea");
            await ada.SayAsync("#tea", "Xylophonezauber");
            var echoed = await ada.ReadUntilAsync("Xylophonezauber");
            var id = echoed.Split("msgid=")[^1].Split(' ', ';')[0];
            await ada.SayAsync("#tea", "kept");
            await ada.SendAsync(
                $"REDACT #tea {id}\r\nCHATHISTORY LATEST #tea * 9\r\nSEARCH text=kept\r\n"
            );
            await ada.ReadUntilAsync("REDACT #tea");
            await ada.SettleAsync();
            await server.EndAsync();
        }

        foreach (var file in Directory.EnumerateFiles(data, "*.db*"))
        {
            var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            Assert.True(bytes.AsSpan().IndexOf("Xylophonezauber"u8) < 0, $"{file} has it");
        }

        Assert.StartsWith(
            "The log is whole: ",
            await LogAsync(data, "--verify"),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Xylophone", await LogAsync(data), StringComparison.Ordinal);
    }

    private static async Task<string> LogAsync(string data, params string[] options)
    {
        var ran = await ServerProcess.RunAsync(["log", "--data", data, .. options]);
        Assert.True(ran.ExitCode == 0, ran.Errors);
        return ran.Output;
    }
}
