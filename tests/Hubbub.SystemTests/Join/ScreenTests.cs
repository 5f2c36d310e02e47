using Hubbub.SystemTests.Running;
using Hubbub.SystemTests.Storage;

namespace Hubbub.SystemTests.Join;

/// <summary>A person at a terminal, against the real server.</summary>
[Collection("processes")]
public sealed class ScreenTests
{
    [Fact]
    public async Task Two_people_talk_and_one_leaves_and_the_terminal_is_as_it_was()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var joining = new Joining();
        var ada = await joining.AtTerminalAsync($"join localhost {server.Port} --nick ada");
        await ada.SeesAsync("You are in #lobby");
        var bob = await joining.AtTerminalAsync($"join localhost {server.Port} --nick bob");
        await bob.SeesAsync("Here with you: ada");
        await ada.TypeAsync("hello bob");
        await bob.SeesAsync("ada  hello bob");
        await ada.SeesAsync("ada  hello bob");

        await bob.TypeAsync("quit");
        await bob.SeesAsync("[ended 0]");
        await bob.SeesAsync($"Disconnected from localhost, port {server.Port}");
        await ada.SeesAsync("bob left");
        await bob.TypeAsync("stty -a | grep -o ' echo ' ; echo [$((1+1))]");
        await bob.SeesAsync("[2]");
        Assert.Contains("\n echo", await bob.SeeAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("hello bob", await bob.SeeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_name_is_told_and_asked_again()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
        await using var joining = new Joining();
        var terminal = await joining.AtTerminalAsync($"join localhost {server.Port} --nick ada");
        await terminal.SeesAsync("name>");
        await terminal.TypeAsync("grace");
        await terminal.SeesAsync("You are grace");
    }

    [Fact]
    public async Task After_kill_9_of_the_server_it_is_told_comes_back_and_nothing_is_missing_or_double()
    {
        using var temp = new TempFolder();
        await using var joining = new Joining();
        var data = temp.PathOf("data");
        var server = await ServerProcess.StartOnAsync(data);
        var port = server.Port;
        var ada = await joining.AtTerminalAsync($"join localhost {port} --nick ada");
        await ada.SeesAsync("You are in #lobby");
        await ada.TypeAsync("before");
        await ada.SeesAsync("ada  before");
        await server.KillAsync();
        await ada.SeesAsync("not connected");
        await ada.TypeAsync("typed meanwhile");
        await ada.SeesAsync("…   typed meanwhile");

        await using var again = RunningProgram.Start(
            "dotnet",
            [Executable.Path, "serve", $"{port}", "--data", data]
        );
        await ada.SeesAsync("Connected again");
        await ada.SeesAsync("ada  typed meanwhile");

        var screen = await ada.SeeAsync();
        Assert.Equal(2, screen.Split("  before").Length);
        Assert.Equal(2, screen.Split("typed meanwhile").Length);
        await server.DisposeAsync();
    }

    [Fact]
    public async Task At_40_columns_lines_are_wrapped_under_their_text_and_a_resize_draws_anew()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var joining = new Joining();
        var ada = await joining.AtTerminalAsync(
            $"join localhost {server.Port} --nick ada",
            width: 40,
            height: 12
        );
        await ada.SeesAsync("You are in #lobby");
        await ada.TypeAsync("the quick brown fox jumps over the lazy dog and runs");
        await ada.SeesAsync("\n        ");
        var narrow = await ada.SeeAsync();
        Assert.All(narrow.Split('\n'), row => Assert.InRange(row.Length, 0, 40));
        await ada.SeesAsync("#lobby  you alone");

        await ada.ResizeAsync(120, 30);
        await ada.SeesAsync("ada  the quick brown fox jumps over the lazy dog and runs\n");
    }

    [Fact]
    public async Task Rooms_are_switched_unread_is_counted_and_talks_open()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var bob = await IrcPerson.ComeAsync(server.Port, "bob");
        await using var joining = new Joining();
        var ada = await joining.AtTerminalAsync(
            $"join localhost {server.Port} --nick ada",
            width: 100
        );
        await ada.SeesAsync("You are in #lobby");
        await ada.TypeAsync("/join #tea");
        await ada.SeesAsync("You are in #tea");
        await bob.JoinAsync("#lobby");
        await bob.SayAsync("#lobby", "ada: are you there?");
        await ada.SeesAsync("1:#lobby !1");
        await ada.PressAsync("M-1");
        await ada.SeesAsync("bob  ada: are you there?");
        await bob.SayAsync("ada", "psst");
        await ada.SeesAsync("3:bob !1");
        await ada.PressAsync("C-p");
        await ada.SeesAsync("bob  psst");
        await ada.TypeAsync("yes?");
        await bob.ReadUntilAsync("PRIVMSG bob :yes?");
    }

    [Fact]
    public async Task Tab_completes_names_and_an_unknown_command_stays_in_the_edit_line()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var bob = await IrcPerson.ComeAsync(server.Port, "barnaby");
        await bob.JoinAsync("#lobby");
        await using var joining = new Joining();
        var ada = await joining.AtTerminalAsync($"join localhost {server.Port} --nick ada");
        await ada.SeesAsync("Here with you");
        await ada.PressAsync("b", "a", "Tab");
        await ada.SeesAsync("> barnaby:");
        await ada.PressAsync("C-u");
        await ada.TypeAsync("/jion #tea");
        await ada.SeesAsync("There is no command /jion");
        await ada.SeesAsync("> /jion #tea");
    }

    [Fact]
    public async Task Page_up_goes_back_in_the_servers_history()
    {
        await using var server = await ServerProcess.StartAsync("--no-flood-limit");
        await using var bob = await IrcPerson.ComeAsync(server.Port, "bob");
        await bob.JoinAsync("#lobby");
        for (var i = 0; i < 300; i++)
            await bob.SayAsync("#lobby", $"line {i}.");
        await bob.SettleAsync();
        await using var joining = new Joining();
        var ada = await joining.AtTerminalAsync(
            $"join localhost {server.Port} --nick ada",
            height: 30
        );
        await ada.SeesAsync("line 299.");
        for (
            var i = 0;
            i < 2000 && !(await ada.SeeAsync()).Contains("line 0.", StringComparison.Ordinal);
            i++
        )
            await ada.PressAsync("PPage");
        await ada.SeesAsync("line 0.");
        await ada.SeesAsync("below");
    }

    [Fact]
    public async Task Interrupt_clears_the_line_and_leaves_on_an_empty_one()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var joining = new Joining();
        var ada = await joining.AtTerminalAsync($"join localhost {server.Port} --nick ada");
        await ada.SeesAsync("You are in #lobby");
        await ada.PressAsync("h", "i");
        await ada.SeesAsync("> hi");
        await ada.PressAsync("C-c");
        await ada.SeesAsync("\n>\n");
        await ada.PressAsync("C-c");
        await ada.SeesAsync("[ended 0]");
    }

    [Fact]
    public async Task Nothing_of_others_moves_the_cursor_or_recolours()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var joining = new Joining();
        var ada = await joining.AtTerminalAsync($"join localhost {server.Port} --nick ada");
        await ada.SeesAsync("You are in #lobby");
        await using var bob = await IrcPerson.ComeAsync(server.Port, "bob");
        await bob.JoinAsync("#lobby");
        await bob.SayAsync("#lobby", "\e[2J\e[H\a\u202Egone \u000304red");
        await ada.SeesAsync("bob  ␛[2J␛[H␇<U+202E>gone ␃04red");
        await ada.SeesAsync("You are in #lobby");
    }

    [Fact]
    public async Task A_stop_gives_the_terminal_back_and_going_on_draws_it_again()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var joining = new Joining();
        var shell = await joining.AtTerminalAsync("--version", environment: "");
        await shell.SeesAsync("[ended 0]");
        await shell.TypeAsync("exec bash --norc");
        await shell.SeesAsync("bash-");
        await shell.TypeAsync(
            $"export HUBBUB_HOME={joining.HomePath("home")}; dotnet {Executable.Path} join localhost {server.Port} --nick ada"
        );
        await shell.SeesAsync("You are in #lobby");
        await shell.PressAsync("C-z");
        await shell.SeesAsync("Stopped");
        await shell.TypeAsync("echo [$((40+2))]");
        await shell.SeesAsync("[42]");
        await shell.TypeAsync("fg");
        await shell.SeesAsync("You are in #lobby");
        await shell.TypeAsync("back");
        await shell.SeesAsync("ada  back");
    }

    [Fact]
    public async Task A_terminal_that_can_do_no_more_gets_plain_lines()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var joining = new Joining();
        var ada = await joining.AtTerminalAsync(
            $"join localhost {server.Port} --nick ada",
            environment: "TERM=dumb"
        );
        await ada.SeesAsync("You are in #lobby");
        await using var bob = await IrcPerson.ComeAsync(server.Port, "bob");
        await bob.JoinAsync("#lobby");
        await bob.SayAsync("#lobby", "hello");
        await ada.SeesAsync("[#lobby] bob> hello");
        await ada.TypeAsync("/me waves");
        await bob.ReadUntilAsync("ACTION waves");
        await ada.TypeAsync("quit");
        await ada.SeesAsync("[ended 0]");
    }

    [Fact]
    public async Task A_kill_leaves_the_terminal_as_it_was()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var joining = new Joining();
        var ada = await joining.AtTerminalAsync($"join localhost {server.Port} --nick ada");
        await ada.SeesAsync("You are in #lobby");
        using var kill = System.Diagnostics.Process.Start(
            "kill",
            ["-TERM", await joining.PidAsync()]
        );
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        await ada.SeesAsync("[ended 0]");
        Assert.DoesNotContain("You are in #lobby", await ada.SeeAsync(), StringComparison.Ordinal);
    }
}
