using System.Diagnostics;
using Hubbub.SystemTests.Join;
using Hubbub.SystemTests.Running;
using Hubbub.SystemTests.Storage;
using Hubbub.SystemTests.Udp;

namespace Hubbub.SystemTests.Boards;

/// <summary>The bulletin board, sentence by sentence, with the real programs: at terminals, in pipes, with nc.</summary>
[Collection("processes")]
public sealed class SentenceTests
{
    /// <summary>"messages go to all others who are logged on to the same host and port", "whatever their client, the console included".</summary>
    [Fact]
    public async Task What_one_types_is_on_all_screens()
    {
        await using var joining = new Joining();
        var port = ServerProcess.FreePort();
        var console = await joining.AtTerminalAsync($"serve {port} --ephemeral --nick owner");
        await console.SeesAsync("You are in #lobby");
        var ada = await joining.AtTerminalAsync($"board localhost {port} --nick ada");
        await ada.SeesAsync("You are in #lobby. Here with you: owner");
        await using var bob = await Nc.ComeAsync(port, "bob");
        await using var irc = await IrcPerson.ComeAsync(port, "irc");
        await irc.JoinAsync("#lobby");
        await ada.SeesAsync("irc came");

        await ada.TypeAsync("hello all");
        await bob.Output.ReadUntilAsync("[#lobby] ada> [post 1] hello all\r\n");
        await irc.ReadUntilAsync("PRIVMSG #lobby :[post 1] hello all\r\n");
        await console.SeesAsync("ada  [post 1] hello all");
        await ada.SeesAsync("ada  [post 1] hello all");

        await bob.TypeAsync("hello board");
        await ada.SeesAsync("bob  [post 2] hello board");
        await irc.ReadUntilAsync("PRIVMSG #lobby :[post 2] hello board\r\n");
        await console.TypeAsync("/pin 2");
        await ada.SeesAsync("owner pinned post 2");
        await console.TypeAsync("/unpost 1 old");
        await ada.SeesAsync("owner took down post 1: old");
    }

    /// <summary>"a name that is taken is refused and asked again".</summary>
    [Fact]
    public async Task A_taken_name_is_refused_and_asked_again_and_free_when_its_owner_has_quit()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var joining = new Joining();
        var ada = await joining.AtTerminalAsync($"board localhost {server.Port} --nick ada");
        await ada.SeesAsync("You are in #lobby");
        var other = await joining.AtTerminalAsync($"board localhost {server.Port} --nick ADA");
        await other.SeesAsync(
            "You cannot be called ADA: somebody has that name. Type another name"
        );
        await other.SeesAsync("name>");
        await other.TypeAsync("grace");
        await other.SeesAsync("You are grace");

        // "Quit (any case) leaves, the others are told, the server forgets the name".
        await ada.TypeAsync("qUiT");
        await ada.SeesAsync("[ended 0]");
        await other.SeesAsync("ada left");
        var again = await joining.AtTerminalAsync($"board localhost {server.Port} --nick ada");
        await again.SeesAsync("You are ada");
    }

    /// <summary>"Those who log on later see who is there, and the pinned and the newest posts, and can page back."</summary>
    [Fact]
    public async Task Who_comes_later_sees_who_is_there_and_what_is_posted_and_pages_back()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var bob = await IrcPerson.ComeAsync(server.Port, "bob");
        await bob.JoinAsync("#lobby");
        for (var i = 1; i <= 45; i++)
            await bob.SendAsync($"BOARD #lobby POST :number {i};\r\n");
        await bob.ReadUntilAsync("number 45;");
        await using var joining = new Joining();
        var ada = await joining.AtTerminalAsync(
            $"board localhost {server.Port} --nick ada",
            height: 30
        );
        await ada.SeesAsync("Here with you: bob");
        await ada.SeesAsync("number 45;");
        Assert.DoesNotContain("number 25;", await ada.SeeAsync(), StringComparison.Ordinal);
        await Watch.ForAsync(
            "[post 1] number 1;",
            async () =>
            {
                await ada.PressAsync("PPage");
                return await ada.SeeAsync();
            }
        );
    }

    /// <summary>"with --close-when-empty the server ends, and says so, when the last of those logged on with a name has left".</summary>
    [Fact]
    public async Task When_the_last_has_quit_a_server_that_is_to_close_then_closes()
    {
        await using var server = await ServerProcess.StartAsync("--close-when-empty");
        await using var joining = new Joining();
        var ada = await joining.AtTerminalAsync($"board localhost {server.Port} --nick ada");
        await ada.SeesAsync("You are in #lobby");
        await ada.TypeAsync("Quit");
        await ada.SeesAsync("[ended 0]");
        Assert.Equal(0, (await server.Program.EndedAsync()).ExitCode);
    }

    /// <summary>"a client can tell that the server has closed, at once when it closes in order […], and logs on again by itself when it's back".</summary>
    [Fact]
    public async Task A_server_that_closes_is_told_and_one_that_is_back_is_logged_on_to_again()
    {
        using var temp = new TempFolder();
        await using var joining = new Joining();
        var server = await ServerProcess.StartOnAsync(temp.PathOf("data"));
        var port = server.Port;
        var ada = await joining.AtTerminalAsync($"board localhost {port} --nick ada");
        await ada.SeesAsync("You are in #lobby");
        await ada.TypeAsync("before");
        await ada.SeesAsync("[post 1] before");
        await server.EndAsync();
        await ada.SeesAsync("Disconnected");
        await ada.TypeAsync("meanwhile");
        await using var again = RunningProgram.Start(
            "dotnet",
            [Executable.Path, "serve", $"{port}", "--data", temp.PathOf("data")]
        );
        await ada.SeesAsync("Connected again");
        await ada.SeesAsync("[post 2] meanwhile");
        Assert.Equal(2, (await ada.SeeAsync()).Split("] before").Length);
        await server.DisposeAsync();
    }

    /// <summary>"within 15 seconds when it vanishes", "--no-reconnect ends instead".</summary>
    [Fact]
    public async Task A_server_that_vanishes_is_noticed_within_15_seconds_and_without_reconnecting_it_is_the_end()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var joining = new Joining();
        await using var ada = joining.Run([
            "board",
            "localhost",
            $"{server.Port}",
            "--nick",
            "ada",
            "--no-reconnect",
        ]);
        await ada.Errors.ReadUntilAsync("You are in #lobby");
        // Stopped, not killed: a dead process's port would answer in its place.
        await server.Program.SignalAsync("STOP");
        var clock = Stopwatch.StartNew();
        var ran = await ada.EndedAsync();
        await server.Program.SignalAsync("CONT");
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("Disconnected from localhost", ran.Errors, StringComparison.Ordinal);
    }
}
