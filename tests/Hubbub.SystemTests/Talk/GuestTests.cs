using Hubbub.SystemTests.Clients;
using Hubbub.SystemTests.Join;
using Hubbub.SystemTests.Running;
using Hubbub.SystemTests.Storage;

namespace Hubbub.SystemTests.Talk;

/// <summary>Who may be a guest, who waits, and who vanishes.</summary>
public sealed class GuestTests
{
    [Fact]
    public async Task Lines_of_a_pipe_are_said_at_their_turns_and_its_end_is_a_quit_at_the_next_one()
    {
        await using var talking = new Talking();
        var host = await talking.HostAsync();
        await using var guest = Talking.InPipes("localhost", $"{talking.Port}");
        await guest.TypeAsync("ada\nhello\nmore");
        guest.CloseInput();

        await host.SeesAsync("ada> hello");
        await host.TypeAsync("go on");
        await host.SeesAsync("ada> more");
        await host.TypeAsync("thanks");
        var ran = await guest.EndedAsync();

        Assert.Equal(0, ran.ExitCode);
        Assert.Equal("ada> hello\nhost> go on\nada> more\nhost> thanks\n", ran.Output);
        await host.SeesAsync("ada closed the conversation.");
    }

    [Fact]
    public async Task When_the_hosts_input_ends_the_host_ends_after_this_conversation()
    {
        await using var talking = new Talking();
        await using var host = Talking.InPipes($"{talking.Port}");
        await host.TypeAsync("good evening");
        host.CloseInput();
        await host.Errors.ReadUntilAsync("Waiting for a guest");
        await using var guest = await talking.NcAsync("ada");
        await guest.Output.ReadUntilAsync("It is your turn.");
        await guest.TypeAsync("hello");
        await guest.Output.ReadUntilAsync("host> good evening");
        await guest.TypeAsync("and now?");

        await guest.Output.ReadUntilAsync("host closed the conversation.");
        var ran = await host.EndedAsync();

        Assert.Equal(0, ran.ExitCode);
        Assert.Equal("ada> hello\nhost> good evening\nada> and now?\n", ran.Output);
    }

    [Fact]
    public async Task An_IRC_client_is_a_guest_and_speaking_out_of_turn_is_answered_with_404()
    {
        await using var talking = new Talking();
        var host = await talking.HostAsync();
        await using var ada = await IrcPerson.ComeAsync(talking.Port, "ada");
        await ada.ReadUntilAsync("NOTICE #talk :It is your turn");
        await ada.SayAsync("#talk", "one");
        await ada.SayAsync("#talk", "two");

        await ada.ReadUntilAsync("404 ada #talk :Cannot send to channel: it is host's turn");
        await host.SeesAsync("ada> one");
        Assert.DoesNotContain("two", await host.SeeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_guest_is_told_the_place_in_line_and_comes_when_the_host_is_free()
    {
        await using var talking = new Talking();
        var host = await talking.HostAsync("--line 2");
        await using var ada = await talking.NcAsync("ada");
        await ada.Output.ReadUntilAsync("It is your turn.");
        await using var bob = await talking.NcAsync("bob");
        await bob.Output.ReadUntilAsync("You are number 1 in line.");
        var carl = await talking.GuestAsync("--nick carl");
        await carl.SeesAsync("You are number 2 in line");
        await using var late = Talking.InPipes("localhost", $"{talking.Port}", "--nick", "dora");

        var ran = await late.EndedAsync();
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("is full", ran.Errors, StringComparison.Ordinal);
        await bob.TypeAsync(@"\quit");
        await carl.SeesAsync("You are number 1 in line");
        await ada.KillAsync();
        await carl.SeesAsync("it is your turn");
        await host.SeesAsync("carl has come from 127.0.0.1.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_guest_that_vanishes_at_any_moment_never_wedges_the_host(int moment)
    {
        await using var talking = new Talking();
        var host = await talking.HostAsync();
        if (moment == 0)
        {
            await using var nameless = await Line.OpenAsync(talking.Port);
            await nameless.ReadUntilAsync("What is your name?");
        }
        else
        {
            await using var ada = await talking.NcAsync("ada");
            await ada.Output.ReadUntilAsync("It is your turn.");
            if (moment == 2)
            {
                await ada.TypeAsync("hello");
                await host.SeesAsync("it is your turn");
            }

            await ada.KillAsync();
            await host.SeesAsync("ada closed the conversation (Connection closed).");
        }

        var next = await talking.GuestAsync("--nick bob");
        await next.SeesAsync("it is your turn");
    }

    [Fact]
    public async Task A_host_that_is_killed_is_told_and_the_guest_exits_with_1()
    {
        await using var talking = new Talking();
        await using var host = Talking.InPipes($"{talking.Port}");
        await host.Errors.ReadUntilAsync("Waiting for a guest");
        var guest = await talking.GuestAsync("--nick ada");
        await guest.SeesAsync("it is your turn");

        await host.KillAsync();

        await guest.SeesAsync("is lost");
        await guest.SeesAsync("[ended 1]");
        await using var again = Talking.InPipes($"{talking.Port}");
        await again.Errors.ReadUntilAsync("Waiting for a guest");
    }

    [Fact]
    public async Task Against_a_serve_with_nobody_at_the_console_it_is_told_and_exits_with_1()
    {
        await using var server = await ServerProcess.StartAsync();

        var ran = await ServerProcess.RunAsync(
            "talk",
            "localhost",
            $"{server.Port}",
            "--nick",
            "ada"
        );

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(
            $"Nobody is at the console of localhost:{server.Port}.",
            ran.Errors,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Against_a_serve_the_person_at_its_console_is_asked_and_talks_beside_the_others()
    {
        await using var joining = new Joining();
        var port = ServerProcess.FreePort();
        var console = await joining.AtTerminalAsync($"serve {port} --ephemeral --nick owner");
        await console.SeesAsync("You are in #lobby");
        await using var guest = Talking.InPipes("localhost", $"{port}", "--nick", "ada");
        await guest.Errors.ReadUntilAsync("You talk with owner");
        await console.SeesAsync("2:#talk");
        await console.PressAsync("M-2");
        await guest.TypeAsync("hello");
        await console.SeesAsync("ada  hello");
        await console.TypeAsync("good evening");
        await guest.Output.ReadUntilAsync("owner> good evening");
        await console.TypeAsync("/talk end");

        var ran = await guest.EndedAsync();
        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("owner closed the conversation.", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_host_asks_for_a_password_only_who_says_it_is_a_guest()
    {
        await using var talking = new Talking();
        var file = talking.PathOf("password");
        await File.WriteAllTextAsync(file, "open sesame\n", TestContext.Current.CancellationToken);
        var host = await talking.HostAsync($"--password-file {file}");
        await using var none = Talking.InPipes("localhost", $"{talking.Port}", "--nick", "eve");

        var ran = await none.EndedAsync();
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(
            "asks for a password: --password-file",
            ran.Errors,
            StringComparison.Ordinal
        );
        var ada = await talking.GuestAsync($"--nick ada --password-file {file}");
        await ada.SeesAsync("it is your turn");
        await ada.TypeAsync("hello");
        await host.SeesAsync("ada> hello");
    }

    [Fact]
    public async Task In_irssi_the_room_is_a_channel_and_speaking_out_of_turn_is_answered_with_the_reason()
    {
        await using var talking = new Talking();
        var host = await talking.HostAsync();
        await using var irma = await WithIrssi.AtAsync(talking.Port);
        await irma.SeesAsync("[Act: 2]");
        await irma.SayAsync("/window goto #talk");
        await irma.SeesAsync("It is your turn");
        await irma.SayAsync("one");
        await host.SeesAsync("irma> one");
        await irma.SayAsync("two");

        await irma.SeesAsync("it is host's turn");
        Assert.DoesNotContain("two", await host.SeeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_room_of_serve_a_restart_finds_the_turn_where_it_was()
    {
        using var data = new TempFolder();
        var folder = data.PathOf("data");
        await using (var server = await ServerProcess.StartOnAsync(folder))
        {
            await using var ada = await ComeAsync(server, "ada");
            await using var bob = await ComeAsync(server, "bob");
            await ada.SendAsync("TURNS #oral on\r\n");
            await bob.ReadUntilAsync("ada's turn");
            await ada.SayAsync("#oral", "what is a mutex?");
            await bob.ReadUntilAsync("It is your turn");
            await server.KillAsync();
        }

        await using var again = await ServerProcess.StartOnAsync(folder);
        await using var first = await ComeAsync(again, "ada");
        await using var second = await ComeAsync(again, "bob");
        await first.SayAsync("#oral", "hurry up");
        await first.ReadUntilAsync("404 ada #oral :");
        await second.SayAsync("#oral", "a lock");
        await first.ReadUntilAsync(" PRIVMSG #oral :a lock");

        static async Task<IrcPerson> ComeAsync(ServerProcess server, string name)
        {
            var person = await IrcPerson.ComeAsync(server.Port, name);
            await person.JoinAsync("#oral");
            return person;
        }
    }

    [Fact]
    public async Task Once_ends_after_one_guest_and_the_transcript_has_what_was_said()
    {
        await using var talking = new Talking();
        var file = talking.PathOf("transcript");
        var (host, guest) = await talking.BothAsync($"--once --transcript {file}");
        await guest.TypeAsync("hello");
        await host.SeesAsync("ada> hello");
        await host.TypeAsync(@"\quit");

        await host.SeesAsync("[ended 0]");
        Assert.EndsWith(
            " ada> hello\n",
            await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }
}
