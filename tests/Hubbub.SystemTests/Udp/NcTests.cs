using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Udp;

/// <summary>"nc -u HOST PORT too: one line each: the first is the name, then messages, then Quit."</summary>
[Collection("processes")]
public sealed class NcTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task Two_people_with_nc_and_one_by_TCP_read_each_other(string host)
    {
        await using var server = await ServerProcess.StartAsync();
        await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
        await ada.JoinAsync("#lobby");
        await using var bob = await Nc.ComeAsync(server.Port, "bob", host);
        await ada.ReadUntilAsync(":bob!");
        await using var eve = await Nc.ComeAsync(server.Port, "eve");
        await bob.Output.ReadUntilAsync("eve has come in");

        await bob.TypeAsync("hello all");
        await ada.ReadUntilAsync("hello all");
        await eve.Output.ReadUntilAsync("bob> [post 1] hello all\r\n");
        await ada.SayAsync("#lobby", "hello nc");
        await bob.Output.ReadUntilAsync("ada> hello nc\r\n");
        await eve.Output.ReadUntilAsync("ada> hello nc\r\n");

        await bob.TypeAsync("QuIt");
        await bob.Output.ReadUntilAsync("Goodbye, bob.");
        await eve.Output.ReadUntilAsync("bob has left");
        await ada.ReadUntilAsync(":bob!");
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused_and_asked_again_and_free_when_its_owner_quits()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var ada = await Nc.ComeAsync(server.Port, "ada");
        await using var other = Nc.Start(server.Port);
        await other.TypeAsync("ADA");
        await other.Output.ReadUntilAsync("That name is taken. Another?");
        await other.TypeAsync("two words");
        await other.Output.ReadUntilAsync("Another?");
        await ada.TypeAsync("quit");
        await ada.Output.ReadUntilAsync("Goodbye");
        await other.TypeAsync("ada");
        await other.Output.ReadUntilAsync("Hello, ada.");
    }

    [Fact]
    public async Task Lines_arrive_once_and_in_order_each_in_a_datagram()
    {
        const int Lines = 150;
        await using var server = await ServerProcess.StartAsync();
        await using var bob = await Nc.ComeAsync(server.Port, "bob");
        await using var ada = await Nc.ComeAsync(server.Port, "ada");
        for (var i = 0; i < Lines; i++)
            await ada.TypeAsync($"line {i};");
        for (var i = 0; i < Lines; i++)
            await bob.Output.ReadUntilAsync($"ada> [post {i + 1}] line {i};\r\n");
        await ada.TypeAsync("Quit");
        await bob.Output.ReadUntilAsync("ada has left");
        Assert.Equal(Lines, bob.Output.Text.Split("line ").Length - 1);
    }

    [Fact]
    public async Task A_script_may_send_it_all_at_once()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var bob = await Nc.ComeAsync(server.Port, "bob");
        await using var script = Nc.Start(server.Port);
        await script.TypeAsync("ada\nbuild passed\nquit");
        await bob.Output.ReadUntilAsync("ada> [post 1] build passed\r\n");
        await bob.Output.ReadUntilAsync("ada has left");
    }
}
