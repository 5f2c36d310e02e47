using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Join;

/// <summary>The console of `serve`: "its user is in #lobby with the operator's rights".</summary>
[Collection("processes")]
public sealed class ConsoleTests
{
    [Fact]
    public async Task The_servers_user_talks_sees_who_comes_with_address_and_puts_people_out()
    {
        await using var joining = new Joining();
        var port = ServerProcess.FreePort();
        var console = await joining.AtTerminalAsync(
            $"serve {port} --ephemeral --nick owner",
            height: 40
        );
        await console.SeesAsync($"has started on 127.0.0.1, ::1, port {port}");
        await console.SeesAsync("You are in #lobby");
        await using var ada = await IrcPerson.ComeAsync(port, "ada");
        await console.SeesAsync("ada came (127.0.0.1)");
        await ada.JoinAsync("#lobby");
        await console.TypeAsync("welcome");
        await ada.ReadUntilAsync("PRIVMSG #lobby :welcome");
        await ada.SayAsync("#lobby", "thank you");
        await console.SeesAsync("ada  thank you");
        await console.TypeAsync("/kick ada enough");
        await ada.ReadUntilAsync("KICK #lobby ada :enough");
        await console.TypeAsync("/stop");
        await console.SeesAsync("The server has ended.");
        await console.SeesAsync("[ended 0]");
    }

    [Theory]
    [InlineData("C-c")]
    [InlineData("C-d")]
    public async Task One_key_ends_the_server(string key)
    {
        await using var joining = new Joining();
        var port = ServerProcess.FreePort();
        var console = await joining.AtTerminalAsync(
            $"serve {port} --ephemeral --nick owner",
            height: 40
        );
        await console.SeesAsync("You are in #lobby");
        await using var ada = await IrcPerson.ComeAsync(port, "ada");
        if (key == "C-c")
            await console.PressAsync("x");
        await console.PressAsync(key);
        await console.SeesAsync("[ended 0]");
        await ada.ReadUntilAsync("ERROR :");
    }

    [Fact]
    public async Task With_a_password_for_everyone_the_console_needs_none()
    {
        await using var joining = new Joining();
        var file = joining.HomePath("password");
        await File.WriteAllTextAsync(file, "sesame\n", TestContext.Current.CancellationToken);
        var console = await joining.AtTerminalAsync(
            $"serve {ServerProcess.FreePort()} --ephemeral --password-file {file}",
            height: 40
        );
        await console.SeesAsync("You are in #lobby");
    }
}
