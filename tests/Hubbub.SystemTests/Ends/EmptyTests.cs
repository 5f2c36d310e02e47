using Hubbub.SystemTests.Join;
using Hubbub.SystemTests.Running;
using Hubbub.SystemTests.Udp;

namespace Hubbub.SystemTests.Ends;

/// <summary>
/// "With --close-when-empty the server ends, and says so, when the last of those logged on with a name has left (not
/// before the first has come; the console and bare connections don't count)."
/// </summary>
[Collection("processes")]
public sealed class EmptyTests
{
    private const string Words = "The last who was logged on has left: the server has ended.";

    [Fact]
    public async Task The_server_ends_when_the_last_has_left_whatever_their_client()
    {
        await using var server = await ServerProcess.StartAsync("--close-when-empty");
        await using var bare = await Line.OpenAsync(server.Port);
        await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
        await using var bob = await Nc.ComeAsync(server.Port, "bob");
        await ada.SendAsync("QUIT\r\n");
        await server.Screen.ReadUntilAsync("went name=\"ada\"");
        await bob.TypeAsync("still open?");
        await bob.TypeAsync("quit");
        var ran = await server.Program.EndedAsync();
        Assert.Equal(0, ran.ExitCode);
        Assert.Contains(Words, ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_console_does_not_count()
    {
        await using var joining = new Joining();
        var port = ServerProcess.FreePort();
        var console = await joining.AtTerminalAsync(
            $"serve {port} --ephemeral --close-when-empty --nick root"
        );
        await console.SeesAsync("You are in #lobby");
        await using var ada = await IrcPerson.ComeAsync(port, "ada");
        await ada.SendAsync("QUIT\r\n");
        await console.SeesAsync(Words);
        await console.SeesAsync("[ended 0]");
    }

    [Fact]
    public async Task Without_it_the_server_stays()
    {
        await using var server = await ServerProcess.StartAsync();
        await using (var ada = await IrcPerson.ComeAsync(server.Port, "ada"))
            await ada.SendAsync("QUIT\r\n");
        await server.Screen.ReadUntilAsync("went name=\"ada\"");
        await using var bob = await IrcPerson.ComeAsync(server.Port, "bob");
        Assert.Equal(0, (await server.EndAsync()).ExitCode);
    }
}
