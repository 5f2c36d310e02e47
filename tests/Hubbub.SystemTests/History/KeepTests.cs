using System.Text;
using Hubbub.Storage.Sqlite;
using Hubbub.SystemTests.Running;
using Hubbub.SystemTests.Storage;

namespace Hubbub.SystemTests.History;

/// <summary><c>--keep</c>: what is older goes, from everywhere.</summary>
public sealed class KeepTests
{
    private const string Word = "Xylophonezauber";

    [Fact]
    public async Task Given_a_server_that_keeps_three_seconds_when_they_are_over_then_a_line_is_nowhere()
    {
        using var temp = new TempFolder();
        var data = temp.PathOf("data");
        await using (var server = await ServerProcess.StartOnAsync(data, "--keep", "3s"))
        {
            await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
            await using var bob = await Line.OpenAsync(server.Port);
            await bob.SendAsync("bob\n");
            await ada.SendAsync("CAP REQ :batch draft/chathistory\r\n");
            await ada.JoinAsync("#lobby");
            await ada.SayAsync("#lobby", Word);
            await bob.ReadUntilAsync(Word);
            Assert.Contains(Word, await HistoryAsync(ada), StringComparison.Ordinal);
            await UntilAsync(async () =>
                !(await HistoryAsync(ada)).Contains(Word, StringComparison.Ordinal)
            );
            Assert.DoesNotContain(Word, await AskAsync(bob, "/last"), StringComparison.Ordinal);
            Assert.DoesNotContain(
                Word,
                await AskAsync(bob, $"/search {Word.ToLowerInvariant()}"),
                StringComparison.Ordinal
            );
            Assert.DoesNotContain(Word, await LogAsync(data), StringComparison.Ordinal);
            // Out of sight, it is erased a grace later: after at most twice three seconds.
            await UntilAsync(() => Task.FromResult(IsErased(data)));
            await server.EndAsync();
        }

        foreach (var file in Directory.EnumerateFiles(data, "*.db*"))
            Assert.False(IsIn(file, WordBytes), $"{file} has it");
        Assert.StartsWith(
            "The log is whole: ",
            await LogAsync(data, "--verify"),
            StringComparison.Ordinal
        );
    }

    /// <summary>Read beside the server: the texts that still stand in the log.</summary>
    private static bool IsErased(string data)
    {
        using var file = LogFile.Open(data);
        return file.Blocks().All(stored => stored.Block.Texts.Span.IndexOf(WordBytes) < 0);
    }

    private static byte[] WordBytes => Encoding.UTF8.GetBytes(Word);

    private static async Task<string> HistoryAsync(IrcPerson person)
    {
        await person.SendAsync("CHATHISTORY LATEST #lobby * 9\r\n");
        return await person.SettleAsync();
    }

    /// <summary>What a person at nc reads of it, up to what they say next.</summary>
    private static async Task<string> AskAsync(Line person, string command)
    {
        var end = $"end of {command[..5]}";
        await person.SendAsync($"{command}\n/msg bob {end}\n");
        return await person.ReadUntilAsync(end);
    }

    /// <summary>Asks again until it is so; a minute at most.</summary>
    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await isSo())
            await pace.WaitForNextTickAsync(limit.Token);
    }

    private static bool IsIn(string file, byte[] word)
    {
        using var stream = new FileStream(
            file,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete
        );
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.GetBuffer().AsSpan(0, (int)all.Length).IndexOf(word) >= 0;
    }

    private static async Task<string> LogAsync(string data, params string[] options)
    {
        var ran = await ServerProcess.RunAsync(["log", "--data", data, .. options]);
        Assert.True(ran.ExitCode == 0, ran.Errors);
        return ran.Output;
    }
}
