using System.Text;
using Hubbub.SystemTests.Running;
using Hubbub.SystemTests.Storage;

namespace Hubbub.SystemTests.History;

/// <summary>`hubbub import`: what was said elsewhere is read here, with its own times and names.</summary>
public sealed class ImportTests : IDisposable
{
    private const string January = """
        [23:58:01] *** Joins: ada (~a@home)
        [23:58:30] <ada> green or black?
        this is no line
        [23:59:59] * bob pours
        """;

    private readonly TempFolder _temp = new();
    private readonly string _data;

    public ImportTests()
    {
        _data = _temp.PathOf("data");
        Write("2024-01-31.log", January);
        Write("2024-02-01.log", "[00:00:01] -bob- it is late\n[08:00:00] <ada> tea again\n");
    }

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Given_no_yes_when_run_then_it_tells_what_it_would_do_and_does_nothing()
    {
        var ran = await ImportAsync("2024-02-01.log", "2024-01-31.log");
        Assert.Equal(0, ran.ExitCode);
        Assert.Equal(
            $"""
            2024-01-31.log: znc, 4 lines, 2024-01-31 23:58:30 to 2024-01-31 23:59:59
              2 messages; 1 lines of comings and goings are left out
              1 not understood, left out: line 3
            2024-02-01.log: znc, 2 lines, 2024-02-01 00:00:01 to 2024-02-01 08:00:00
              2 messages; 0 lines of comings and goings are left out
            4 messages would go into #old in {_data}. Nothing was changed: --yes does it.

            """.ReplaceLineEndings("\n"),
            ran.Output
        );
        Assert.False(Directory.Exists(_data));
    }

    [Fact]
    public async Task Given_logs_imported_when_the_server_starts_then_they_are_read_as_they_were_said()
    {
        var ran = await ImportAsync("2024-01-31.log", "2024-02-01.log", "--yes");
        Assert.True(ran.ExitCode == 0, ran.All);
        await using (var server = await ServerProcess.StartOnAsync(_data))
        {
            await using var eve = await IrcPerson.ComeAsync(server.Port, "eve");
            await eve.SendAsync(
                "CAP REQ :batch server-time message-tags draft/chathistory soju.im/search\r\n"
            );
            await eve.JoinAsync("#old");
            await eve.SendAsync("CHATHISTORY LATEST #old * 9\r\n");
            var page = await eve.SettleAsync();
            Assert.Contains("time=2024-01-31T23:58:30.000Z", page, StringComparison.Ordinal);
            Assert.Contains(
                " :ada!imported@imported PRIVMSG #old :green or black?\r\n",
                page,
                StringComparison.Ordinal
            );
            Assert.Contains(
                "PRIVMSG #old :\u0001ACTION pours\u0001",
                page,
                StringComparison.Ordinal
            );
            Assert.Contains("NOTICE #old :it is late", page, StringComparison.Ordinal);
            await eve.SayAsync("#old", "is it tea time?");
            await eve.SendAsync(
                "CHATHISTORY BETWEEN #old timestamp=2024-02-01T00:00:00.000Z timestamp=2024-03-01T00:00:00.000Z 9\r\n"
            );
            page = await eve.SettleAsync();
            Assert.Contains("it is late", page, StringComparison.Ordinal);
            Assert.Contains("tea again", page, StringComparison.Ordinal);
            Assert.DoesNotContain("pours", page, StringComparison.Ordinal);
            Assert.DoesNotContain(
                "is it tea time?",
                page[page.IndexOf("BATCH", StringComparison.Ordinal)..],
                StringComparison.Ordinal
            );
            await eve.SendAsync("SEARCH text=tea;in=#old;before=2024-12-31T00:00:00.000Z\r\n");
            page = await eve.SettleAsync();
            Assert.Contains("tea again", page, StringComparison.Ordinal);
            Assert.DoesNotContain("tea time", page, StringComparison.Ordinal);
            await using var nc = await Line.OpenAsync(server.Port);
            await nc.SendAsync("kim\n/join #old\n/last\n");
            Assert.Contains(
                "2024-01-31 23:58",
                await nc.ReadUntilAsync("tea time"),
                StringComparison.Ordinal
            );
            Assert.Equal(1, (await ImportAsync("2024-02-01.log", "--yes")).ExitCode);
            await server.EndAsync();
        }

        var again = await ImportAsync("2024-01-31.log", "2024-02-01.log", "--yes");
        Assert.Equal(
            (1, "All of that is in #old already: it was imported before.\n"),
            (again.ExitCode, again.Errors)
        );
        Write("2024-03-01.log", "[12:00:00] <ada> later\n");
        var late = await ImportAsync("2024-03-01.log", "--yes");
        Assert.Equal(1, late.ExitCode);
        Assert.Contains("Import it into another room", late.Errors, StringComparison.Ordinal);
        var log = await ServerProcess.RunAsync("log", "--data", _data, "--verify");
        Assert.StartsWith("The log is whole: ", log.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_files_in_two_goes_when_the_second_is_later_then_both_are_there_once()
    {
        Assert.Equal(0, (await ImportAsync("2024-01-31.log", "--yes")).ExitCode);
        Assert.Equal(0, (await ImportAsync("2024-01-31.log", "2024-02-01.log", "--yes")).ExitCode);
        var log = await ServerProcess.RunAsync("log", "--data", _data, "--room", "old");
        Assert.Equal(4, log.Output.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task Given_a_running_server_when_run_then_it_says_to_stop_it()
    {
        await using var server = await ServerProcess.StartOnAsync(_data);
        var ran = await ImportAsync("2024-01-31.log", "--yes");
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("stop", ran.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tea.log", "[12:00:00] <ada> x\n", "tea.log, line 1: its day is not known")]
    [InlineData("2024-01-01.log", "hello\n", "2024-01-01.log is no log that is known.")]
    [InlineData("2999-01-01.log", "[12:00:00] <ada> x\n", "2999-01-01.log goes on in the future")]
    public async Task What_cannot_be_imported_is_told(string name, string log, string why)
    {
        Write(name, log);
        Assert.Contains(why, (await ImportAsync(name)).Output, StringComparison.Ordinal);
        var ran = await ImportAsync(name, "--yes");
        Assert.Equal(1, ran.ExitCode);
        Assert.StartsWith(why, ran.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_data));
    }

    private void Write(string name, string text) =>
        File.WriteAllText(_temp.PathOf(name), text.ReplaceLineEndings("\n"), new UTF8Encoding());

    private Task<Ran> ImportAsync(params string[] words) =>
        ServerProcess.RunAsync([
            "import",
            .. words.Select(word => word.StartsWith('-') ? word : _temp.PathOf(word)),
            "--room",
            "old",
            "--zone",
            "UTC",
            "--data",
            _data,
        ]);
}
