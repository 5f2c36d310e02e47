using System.Net.Sockets;
using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Limits;

/// <summary>Connections that misbehave, and the others, who go on.</summary>
[Collection("processes")]
public sealed class LimitTests
{
    [Theory]
    [InlineData("--no-flood-limit")]
    [InlineData("--no-flood-limit", "--no-epoll")]
    public async Task Given_a_reader_that_never_reads_when_much_is_said_then_it_is_closed_and_the_others_go_on(
        params string[] options
    )
    {
        await using var server = await ServerProcess.StartAsync(options);
        await using var deaf = await Deaf.ComeAsync(server.Port, "deaf");
        await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
        await using var bob = await IrcPerson.ComeAsync(server.Port, "bob");
        await ada.JoinAsync(Deaf.Room);
        await bob.JoinAsync(Deaf.Room);

        // More than the outbox (1 MiB) and what the kernel takes: up to 10 MB on both sides.
        for (var round = 1; round <= 100; round++)
        {
            for (var i = 0; i < 500; i++)
                await ada.SayAsync(Deaf.Room, new string('x', 400));
            await ada.SayAsync(Deaf.Room, $"round {round} is over");
            await bob.ReadUntilAsync($"round {round} is over");
            if (bob.Heard.Text.Contains(":deaf!", StringComparison.Ordinal))
                break;
        }

        await ada.ReadUntilAsync(":deaf!");
        await ada.ReadUntilAsync("SendQ exceeded");
    }

    [Fact]
    public async Task Given_one_byte_at_a_time_when_a_whole_line_has_come_then_it_counts()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
        await ada.JoinAsync("#lobby");
        await using var slow = await Line.OpenAsync(server.Port);

        // A barrier after each byte: none of them comes together with the next.
        foreach (var letter in "NICK slow\r\nUSER s 0 * :s\r\nJOIN #lobby\r")
        {
            await slow.SendAsync($"{letter}");
            await ada.SettleAsync();
        }

        await slow.ReadUntilAsync(" 001 slow ");
        await slow.SendAsync("\n");
        await ada.ReadUntilAsync(":slow!");
    }

    [Fact]
    public async Task Given_a_tls_handshake_that_never_ends_when_its_time_is_over_then_it_is_closed()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var stuck = await Line.OpenAsync(server.Port);
        // The head of a TLS record with a ClientHello of 512 bytes, and its first byte.
        await stuck.SendAsync("\u0016\u0003\u0001\u0002\u0000\u0001");

        await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
        await ada.JoinAsync("#lobby");
        await using var secure = await IrcPerson.ComeAsync(server.Port, "bob", tls: true);
        await secure.JoinAsync("#lobby");
        await secure.SayAsync("#lobby", "hello");
        await ada.ReadUntilAsync("hello");

        await stuck.Heard.ReadToEndAsync();
    }

    [Theory]
    [InlineData]
    [InlineData("--no-epoll")]
    public async Task Given_more_newcomers_than_files_may_be_open_when_they_come_then_they_are_told_and_the_others_go_on(
        params string[] options
    )
    {
        RunningProgram.Need("prlimit");
        await using var server = await ServerProcess.StartLimitedAsync("--nofile=500:500", options);
        await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
        await using var bob = await IrcPerson.ComeAsync(server.Port, "bob");
        await ada.JoinAsync("#lobby");
        await bob.JoinAsync("#lobby");
        var crowd = new List<Line>();
        try
        {
            for (var i = 0; i < 700; i++)
                await CrowdInAsync(server.Port, crowd);
            Assert.True(await IsAnybodyToldAsync(crowd));
            await ada.SayAsync("#lobby", "still here");
            await bob.ReadUntilAsync("still here");
        }
        finally
        {
            foreach (var one in crowd)
                await one.DisposeAsync();
        }

        await ada.SayAsync("#lobby", "and after");
        await bob.ReadUntilAsync("and after");
    }

    private static async Task CrowdInAsync(int port, List<Line> crowd)
    {
        try
        {
            var one = await Line.OpenAsync(port);
            crowd.Add(one);
            await one.SendAsync($"NICK n{crowd.Count}\r\nUSER n 0 * :n\r\n");
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            // Turned away before it could say anything.
        }
    }

    private static async Task<bool> IsAnybodyToldAsync(List<Line> crowd)
    {
        var readings = crowd.Select(one => one.ReadUntilAsync("ERROR :Server is full"));
        await foreach (var reading in Task.WhenEach(readings))
        {
            if (reading.IsCompletedSuccessfully)
                return true;
        }

        return false;
    }
}
