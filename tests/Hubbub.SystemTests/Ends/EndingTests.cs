using System.Diagnostics;
using Hubbub.SystemTests.Running;
using Hubbub.SystemTests.Storage;

namespace Hubbub.SystemTests.Ends;

[Collection("processes")]
public sealed class EndingTests
{
    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("TERM", "--no-epoll")]
    public async Task Given_people_in_a_room_when_the_server_is_asked_to_end_then_all_are_told_in_time(
        string signal,
        params string[] options
    )
    {
        await using var server = await ServerProcess.StartAsync(options);
        await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
        await ada.JoinAsync("#lobby");
        await using var bob = await Line.OpenAsync(server.Port);
        await bob.SendAsync("bob\n");
        await bob.ReadUntilAsync("is said here");

        var watch = Stopwatch.StartNew();
        var ran = await server.EndAsync(signal);

        Assert.Equal((0, ""), (ran.ExitCode, ran.Errors));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        await ada.ReadUntilAsync("ERROR :");
        await bob.ReadUntilAsync("server is closing");
    }

    [Theory]
    [InlineData("--no-flood-limit")]
    [InlineData("--no-flood-limit", "--no-epoll")]
    public async Task Given_somebody_who_reads_nothing_when_the_server_is_asked_to_end_then_it_does_in_time(
        params string[] options
    )
    {
        await using var server = await ServerProcess.StartAsync(options);
        await using var deaf = await Deaf.ComeAsync(server.Port, "deaf");
        await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
        await ada.JoinAsync(Deaf.Room);
        for (var i = 0; i < 500; i++)
            await ada.SayAsync(Deaf.Room, new string('x', 400));
        await ada.SettleAsync();

        var watch = Stopwatch.StartNew();
        var ran = await server.EndAsync();

        Assert.Equal((0, ""), (ran.ExitCode, ran.Errors));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task Given_a_topic_and_words_in_the_lobby_when_the_server_starts_again_then_both_are_there(
        string signal
    )
    {
        using var temp = new TempFolder();
        var data = temp.PathOf("data");
        var hash = await HashAsync("secret");
        var config = temp.PathOf("config.json");
        await File.WriteAllTextAsync(
            config,
            $$"""{ "operators": [{ "name": "ada", "password": "{{hash}}" }] } // me""",
            TestContext.Current.CancellationToken
        );
        await using (var server = await ServerProcess.StartOnAsync(data, "--config", config))
        {
            await using var bob = await Line.OpenAsync(server.Port);
            await bob.SendAsync("bob\n");
            await bob.ReadUntilAsync("is said here");
            await bob.SendAsync("hello, later ones\n");
            await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
            await ada.SendAsync("OPER ada secret\r\n");
            await ada.ReadUntilAsync(" 381 ada ");
            await ada.JoinAsync("#lobby");
            await ada.SendAsync("TOPIC #lobby :Tea at four\r\n");
            await ada.SayAsync("#lobby", "and from ada");
            await bob.ReadUntilAsync("ada> and from ada");
            _ = await server.EndAsync(signal);
        }

        await using var again = await ServerProcess.StartOnAsync(data);
        await using var cid = await Line.OpenAsync(again.Port);
        await cid.SendAsync("cid\n");

        await cid.ReadUntilAsync("Tea at four");
        await cid.ReadUntilAsync("bob> hello, later ones");
        await cid.ReadUntilAsync("ada> and from ada");
        await using var bobAgain = await IrcPerson.ComeAsync(again.Port, "bob");
        await bobAgain.SendAsync("JOIN #lobby\r\n");
        await bobAgain.ReadUntilAsync(" 332 bob #lobby :Tea at four\r\n");
    }

    private static async Task<string> HashAsync(string password)
    {
        await using var hubbub = RunningProgram.Start("dotnet", [Executable.Path, "hash-password"]);
        await hubbub.TypeAsync(password);
        return (await hubbub.EndedAsync()).Output.Trim();
    }
}
