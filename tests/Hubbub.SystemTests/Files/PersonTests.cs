using System.Text.RegularExpressions;
using Hubbub.SystemTests.Join;
using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Files;

/// <summary>`hubbub send FILE… --to NAME`: "to a person logged on to a hubbub server; straight to them".</summary>
[Collection("processes")]
public sealed partial class PersonTests : IAsyncDisposable
{
    private readonly Carrying _carrying = new();
    private readonly Joining _joining = new();

    public async ValueTask DisposeAsync()
    {
        await _joining.DisposeAsync();
        _carrying.Dispose();
    }

    [Fact]
    public async Task Who_is_asked_takes_it_and_both_see_the_same_digest_and_the_same_check_words()
    {
        await using var server = await ServerProcess.StartAsync();
        _carrying.Write("teapot.png", 3_000_001);
        var bob = await ComeAsync(server, "bob");
        var sender = Start(server, "BOB", "teapot.png");
        await bob.SeesAsync(
            "ada offers teapot.png, 3.0 MB: /get 1 takes it, /decline 1 refuses it"
        );
        await sender.Output.ReadUntilAsync("bob has been asked.");
        await bob.TypeAsync("/get 1");
        await bob.SeesAsync("Received from ada, into ");
        var sent = await Carrying.EndAsync(sender);
        Assert.True(sent.ExitCode == 0, sent.All);
        _carrying.AreSame("teapot.png");
        var screen = await bob.SeeAsync();
        var digest = Carrying.DigestOf(_carrying.Source("teapot.png"));
        Assert.Contains(digest, sent.Output, StringComparison.Ordinal);
        Assert.Contains(digest, screen, StringComparison.Ordinal);
        Assert.Equal(WordsIn(screen), WordsIn(sent.Output));

        // The server passed notes on, and has kept none of them.
        var log = (await server.EndAsync()).Output;
        Assert.DoesNotContain("teapot", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_files_and_a_folder_come_as_they_are_and_nothing_is_replaced()
    {
        await using var server = await ServerProcess.StartAsync();
        _carrying.Write("photos/größe 茶.png", 100_000);
        _carrying.Write("photos/empty", 0);
        _carrying.Write("photos/more/b", 7);
        _carrying.Write("notes.txt", 10);
        Carrying.WriteText(_carrying.Received("notes.txt"), "mine");
        var bob = await ComeAsync(server, "bob");
        var sender = Start(server, "bob", "photos", "notes.txt");
        await bob.SeesAsync("ada offers photos/ and 1 more, 4 files, 100 kB");
        await bob.TypeAsync("/get");
        await bob.SeesAsync("Received from ada");
        Assert.Equal(0, (await Carrying.EndAsync(sender)).ExitCode);
        _carrying.AreSame("photos");
        Assert.Equal(
            Carrying.DigestOf(_carrying.Source("notes.txt")),
            Carrying.DigestOf(_carrying.Received("notes (2).txt"))
        );
        Assert.Equal("mine", _carrying.TextOf("notes.txt"));
    }

    [Fact]
    public async Task A_no_is_told_and_1()
    {
        await using var server = await ServerProcess.StartAsync();
        _carrying.Write("teapot.png", 10);
        var bob = await ComeAsync(server, "bob");
        var sender = Start(server, "bob", "teapot.png");
        await bob.SeesAsync("ada offers teapot.png");
        await bob.TypeAsync("/decline 1");
        var sent = await Carrying.EndAsync(sender);
        Assert.Equal((1, "Not sent: bob does not want it.\n"), (sent.ExitCode, sent.Errors));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_carrying.Into));
    }

    [Fact]
    public async Task Ctrl_C_takes_the_offer_back_and_the_other_is_told()
    {
        await using var server = await ServerProcess.StartAsync();
        _carrying.Write("teapot.png", 10);
        var bob = await ComeAsync(server, "bob");
        var sender = Start(server, "bob", "teapot.png");
        await bob.SeesAsync("ada offers teapot.png");
        await sender.SignalAsync("INT");
        var sent = await Carrying.EndAsync(sender);
        Assert.Equal(
            (1, "Stopped: nothing was sent, and the offer is withdrawn.\n"),
            (sent.ExitCode, sent.Errors)
        );
        await bob.SeesAsync("ada does not offer teapot.png any more.");
    }

    [Fact]
    public async Task Whoever_leaves_ends_it_for_the_other_one()
    {
        await using var server = await ServerProcess.StartAsync();
        _carrying.Write("teapot.png", 10);
        var bob = await ComeAsync(server, "bob");
        var killed = Start(server, "bob", "teapot.png");
        await bob.SeesAsync("ada offers teapot.png");
        await killed.KillAsync();
        await killed.DisposeAsync();
        await bob.SeesAsync("ada has left: teapot.png is not offered any more.");
        var sender = Start(server, "bob", "teapot.png");
        await bob.SeesAsync("/get 2 takes it");
        await bob.TypeAsync("/quit");
        var sent = await Carrying.EndAsync(sender);
        Assert.Equal(
            (1, "Not sent: bob has left, or goes by another name now.\n"),
            (sent.ExitCode, sent.Errors)
        );
    }

    [Fact]
    public async Task Who_is_not_there_is_told_as_such()
    {
        await using var server = await ServerProcess.StartAsync();
        _carrying.Write("teapot.png", 10);
        var sent = await Carrying.EndAsync(Start(server, "carol", "teapot.png"));
        Assert.Equal(
            (1, "Not sent: nobody there is called carol.\n"),
            (sent.ExitCode, sent.Errors)
        );
    }

    /// <summary>"someone on `nc` or IRC gets a readable line with a one-time HTTP link".</summary>
    [Fact]
    public async Task Who_has_an_irc_client_gets_a_link_for_one_time_and_the_sender_is_told_so()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var zoe = await IrcPerson.ComeAsync(server.Port, "zoe");
        _carrying.Write("teapot.png", 100_000);
        var sent = await Carrying.EndAsync(Start(server, "ZOE", "teapot.png"));
        Assert.True(sent.ExitCode == 0, sent.All);
        Assert.Contains(
            "zoe's program takes no files. They go to the server instead, which can read them; zoe gets a link for one time.",
            sent.Output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Left with the server for ZOE: 1 file",
            sent.Output,
            StringComparison.Ordinal
        );
        var heard = await zoe.ReadUntilAsync(" — for one time");
        var link = heard[heard.LastIndexOf("http://", StringComparison.Ordinal)..].Split(' ')[0];
        var bytes = await Drop.House.FetchAsync(link);
        Assert.Equal(
            Carrying.DigestOf(_carrying.Source("teapot.png")),
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))
        );
    }

    [Fact]
    public async Task Where_the_server_keeps_no_files_either_it_is_told_and_1()
    {
        await using var server = await ServerProcess.StartAsync("--no-drop");
        await using var zoe = await IrcPerson.ComeAsync(server.Port, "zoe");
        _carrying.Write("teapot.png", 10);
        var sent = await Carrying.EndAsync(Start(server, "zoe", "teapot.png"));
        Assert.Equal(1, sent.ExitCode);
        Assert.StartsWith("The server takes no files for zoe:", sent.Errors);
    }

    [Fact]
    public async Task A_name_that_is_taken_gets_a_number_and_who_is_away_is_told_as_such()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
        _carrying.Write("teapot.png", 10);
        var bob = await ComeAsync(server, "bob");
        await bob.TypeAsync("/away at lunch");
        await bob.SeesAsync("You are away.");
        var sender = Start(server, "bob", "teapot.png");
        await bob.SeesAsync("ada2 offers teapot.png");
        await sender.Output.ReadUntilAsync("bob is away: at lunch");
        Assert.Contains(
            "You are ada2 there. Somebody is called ada already.",
            sender.Output.Text,
            StringComparison.Ordinal
        );
        await bob.TypeAsync("/get ada2");
        Assert.Equal(0, (await Carrying.EndAsync(sender)).ExitCode);
    }

    /// <summary>"after … a kill -9 of either side … only what is missing goes again … the same command resumes".</summary>
    [Fact]
    public async Task After_kill_9_half_way_the_same_command_goes_on()
    {
        const int Size = 400_000_000;
        await using var server = await ServerProcess.StartAsync();
        _carrying.Write("film", Size);
        var bob = await ComeAsync(server, "bob");
        var killed = Start(server, "bob", "film");
        await bob.SeesAsync("ada offers film");
        await bob.TypeAsync("/get");
        await _carrying.PartAsync("film", Size / 8);
        await killed.KillAsync();
        await killed.DisposeAsync();
        Assert.False(File.Exists(_carrying.Received("film")), "it was faster than the test");
        var sender = Start(server, "bob", "film");
        await bob.SeesAsync("/get 2 takes it");
        await bob.TypeAsync("/get");
        var sent = await Carrying.EndAsync(sender);
        Assert.True(sent.ExitCode == 0, sent.All);
        Assert.Contains(" of it were there)", sent.Output, StringComparison.Ordinal);
        _carrying.AreSame("film");
    }

    [Fact]
    public async Task What_is_coming_is_stopped_by_decline_and_told_on_both_sides()
    {
        await using var server = await ServerProcess.StartAsync();
        _carrying.Write("film", 400_000_000);
        var bob = await ComeAsync(server, "bob");
        var sender = Start(server, "bob", "film");
        await bob.SeesAsync("ada offers film");
        await bob.TypeAsync("/get");
        await _carrying.PartAsync("film", 1_000_000);
        await bob.TypeAsync("/decline 1");
        var sent = await Carrying.EndAsync(sender);
        Assert.Equal(1, sent.ExitCode);
        Assert.Contains("the receiver has stopped it", sent.Errors, StringComparison.Ordinal);
        await bob.SeesAsync("Stopped. What has come is kept");
        Assert.False(File.Exists(_carrying.Received("film")));
    }

    /// <summary>Where there is no screen, but somebody who types: lines.</summary>
    [Fact]
    public async Task At_a_terminal_that_can_do_no_more_offers_are_lines_and_taken_by_get()
    {
        await using var server = await ServerProcess.StartAsync();
        _carrying.Write("teapot.png", 300_000);
        var bob = await _joining.AtTerminalAsync(
            $"join localhost {server.Port} --nick bob --into {_carrying.Into}",
            width: 160,
            environment: "TERM=dumb"
        );
        await bob.SeesAsync("You are in #lobby");
        var sender = Start(server, "bob", "teapot.png");
        await bob.SeesAsync("ada offers teapot.png, 300 kB: /get 1 takes it");
        await bob.TypeAsync("/get 1");
        await bob.SeesAsync("Received from ada");
        Assert.Equal(0, (await Carrying.EndAsync(sender)).ExitCode);
        _carrying.AreSame("teapot.png");
    }

    /// <summary>"In a pipe nothing is taken": nobody there can be asked, and the sender learns it at once.</summary>
    [Fact]
    public async Task A_program_in_a_pipe_takes_nothing()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var log = _joining.InPipes("localhost", $"{server.Port}", "--nick", "log");
        await log.Errors.ReadUntilAsync("You are in #lobby");
        _carrying.Write("teapot.png", 10);
        var sent = await Carrying.EndAsync(Start(server, "log", "teapot.png"));
        Assert.Equal(0, sent.ExitCode);
        Assert.Contains("log's program takes no files.", sent.Output, StringComparison.Ordinal);
        await log.Output.ReadUntilAsync("teapot.png");
    }

    [Theory]
    [InlineData("choose one", "send", "a", "b", "--to", "bob", "--drop")]
    [InlineData("choose one", "send", "a", "--to", "bob", "--code")]
    [InlineData("--to has to be one person's name.", "send", "a", "b", "--to", "bob,eve")]
    [InlineData("--to has to be one person's name.", "send", "a", "b", "--to", "#tea")]
    [InlineData("--room is for --drop.", "send", "a", "b", "--to", "bob", "--room", "tea")]
    [InlineData("--nick is for --to and --drop.", "send", "a", "b", "--nick", "ada")]
    [InlineData("Say what to send, and to which host.", "send", "a", "--to", "bob")]
    public async Task Wrong_arguments_are_told_and_2(string why, params string[] arguments)
    {
        var ran = await ServerProcess.RunAsync(arguments);
        Assert.Equal(2, ran.ExitCode);
        Assert.Contains(why, ran.Errors, StringComparison.Ordinal);
    }

    private async Task<Tmux> ComeAsync(ServerProcess server, string nick)
    {
        var person = await _joining.AtTerminalAsync(
            $"join localhost {server.Port} --nick {nick} --into {_carrying.Into}",
            width: 160
        );
        await person.SeesAsync("You are in #lobby");
        return person;
    }

    private RunningProgram Start(ServerProcess server, string to, params string[] names) =>
        _carrying.Start([
            "send",
            .. names.Select(_carrying.Source),
            "--to",
            to,
            "--nick",
            "ada",
            "localhost",
            $"{server.Port}",
        ]);

    private static string WordsIn(string text)
    {
        var words = CheckWords().Match(text).Groups["words"].Value;
        Assert.NotEmpty(words);
        return words;
    }

    [GeneratedRegex("Check words: (?<words>[a-z]{4}-[a-z]{4})\\.", RegexOptions.NonBacktracking)]
    private static partial Regex CheckWords();
}
