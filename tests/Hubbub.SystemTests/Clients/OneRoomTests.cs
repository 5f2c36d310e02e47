using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Clients;

/// <summary>The programs that people use, all in one room.</summary>
[Collection("processes")]
public sealed class OneRoomTests
{
    [Fact]
    public async Task Given_all_kinds_of_clients_in_one_room_when_each_says_something_then_all_others_read_it()
    {
        await using var server = await ServerProcess.StartAsync();
        var people = new List<IParticipant>();
        try
        {
            people.Add(await OnSocket.ComeAsync(server.Port, "plain", tls: false));
            people.Add(await OnSocket.ComeAsync(server.Port, "secure", tls: true));
            people.Add(await OnWebSocket.ComeAsync(server.Port));
            people.Add(await WithNc.ComeAsync(server.Port));
            people.Add(await WithTelnet.ComeAsync(server.Port));
            people.Add(await WithIrssi.ComeAsync(server.Port));
            people.Add(await WithWeechat.ComeAsync(server.Port));
            foreach (var speaker in people)
            {
                var words = $"Grüße von {speaker.Nick}";
                await speaker.SayAsync(words);
                foreach (var listener in people.Where(p => p != speaker))
                    await listener.HearAsync(words);
            }
        }
        finally
        {
            foreach (var person in people)
                await person.DisposeAsync();
        }
    }

    [Fact]
    public async Task Given_lines_piped_into_nc_when_its_input_ends_then_they_are_said_and_it_leaves()
    {
        RunningProgram.Need("nc");
        await using var server = await ServerProcess.StartAsync();
        await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
        await ada.JoinAsync("#lobby");

        await using var nc = RunningProgram.Start("nc", ["-N", "127.0.0.1", $"{server.Port}"]);
        await nc.TypeAsync("bot\nhi");
        nc.CloseInput();

        await ada.ReadUntilAsync(":bot!");
        await ada.ReadUntilAsync(" PRIVMSG #lobby :hi\r\n");
        await ada.ReadUntilAsync(" QUIT ");
        Assert.Equal(0, (await nc.EndedAsync()).ExitCode);
    }

    [Fact]
    public async Task Given_nobody_speaks_first_when_a_second_is_over_then_the_person_is_greeted()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var silent = await Line.OpenAsync(server.Port);

        await silent.ReadUntilAsync("name?");
        await silent.SendAsync("NICK ada\r\nUSER ada 0 * :ada\r\n");
        await silent.ReadUntilAsync(" 001 ada ");
    }

    [Theory]
    [InlineData("http", "/", "nc ")]
    [InlineData("https", "/", "nc ")]
    [InlineData("http", "/health", "\"sessions\"")]
    [InlineData("https", "/health", "\"sessions\"")]
    public async Task Given_the_same_port_when_curl_asks_then_it_is_answered(
        string scheme,
        string path,
        string expected
    )
    {
        RunningProgram.Need("curl");
        await using var server = await ServerProcess.StartAsync();

        var ran = await RunningProgram.RunAsync(
            "curl",
            "-ksS",
            "--max-time",
            "20",
            $"{scheme}://127.0.0.1:{server.Port}{path}"
        );

        Assert.Equal((0, ""), (ran.ExitCode, ran.Errors));
        Assert.Contains(expected, ran.Output, StringComparison.Ordinal);
    }
}
