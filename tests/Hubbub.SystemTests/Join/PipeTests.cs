using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Join;

/// <summary>"Plain lines in and out, nothing else on standard output (notices go to standard error)."</summary>
[Collection("processes")]
public sealed class PipeTests
{
    [Fact]
    public async Task What_comes_from_a_pipe_is_said_and_then_it_leaves_with_0()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
        await ada.JoinAsync("#lobby");
        await using var joining = new Joining();

        var ran = await joining.SayAsync(
            "hello\nquit\n/tmp stays\n",
            "localhost",
            $"{server.Port}",
            "--nick",
            "bot"
        );

        Assert.Equal((0, ""), (ran.ExitCode, ran.Output));
        Assert.Contains(
            $"Connected to localhost, port {server.Port}",
            ran.Errors,
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"Disconnected from localhost, port {server.Port}",
            ran.Errors,
            StringComparison.Ordinal
        );
        var heard = await ada.ReadUntilAsync(" QUIT ");
        Assert.Contains("PRIVMSG #lobby :hello\r\n", heard, StringComparison.Ordinal);
        Assert.Contains("PRIVMSG #lobby :quit\r\n", heard, StringComparison.Ordinal);
        Assert.Contains("PRIVMSG #lobby :/tmp stays\r\n", heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_say_comes_out_and_a_taken_name_gets_a_number()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
        await ada.JoinAsync("#lobby");
        await using var joining = new Joining();
        await using var logger = joining.InPipes("localhost", $"{server.Port}", "--nick", "ada");
        await ada.ReadUntilAsync(":ada2!");

        await ada.SayAsync("#lobby", "\e[31mred");
        await logger.Output.ReadUntilAsync("[#lobby] ada> <U+001B>[31mred\n");

        await logger.SignalAsync("TERM");
        Assert.Equal(0, (await logger.EndedAsync()).ExitCode);
    }

    [Fact]
    public async Task Json_gives_an_object_a_line()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var joining = new Joining();
        await using var logger = joining.InPipes(
            "localhost",
            $"{server.Port}",
            "--nick",
            "log",
            "--json"
        );
        await logger.Output.ReadUntilAsync("\"entered\"");
        await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
        await ada.JoinAsync("#lobby");
        await ada.SayAsync("#lobby", "hello \"there\"");
        await logger.Output.ReadUntilAsync("there");
        logger.CloseInput();

        var ran = await logger.EndedAsync();

        Assert.Equal(0, ran.ExitCode);
        var lines = ran
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToList();
        var said = Assert.Single(lines, line => line.GetProperty("event").GetString() == "message");
        Assert.Equal("hello \"there\"", said.GetProperty("text").GetString());
        Assert.Equal("ada", said.GetProperty("who").GetString());
    }

    [Fact]
    public async Task A_thousand_lines_are_all_said_in_order()
    {
        await using var server = await ServerProcess.StartAsync("--no-flood-limit");
        await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
        await ada.JoinAsync("#lobby");
        await using var joining = new Joining();
        var lines = Enumerable.Range(0, 1000).Select(i => $"line {i}.").ToList();

        var ran = await joining.SayAsync(
            string.Join('\n', lines),
            "localhost",
            $"{server.Port}",
            "--nick",
            "bot"
        );

        Assert.Equal(0, ran.ExitCode);
        var heard = await ada.ReadUntilAsync("line 999.");
        var said = heard.Split("PRIVMSG #lobby :").Skip(1).Select(part => part.Split("\r\n")[0]);
        Assert.Equal(lines, said);
    }

    [Fact]
    public async Task Nobody_there_is_told_with_host_port_and_cause_and_it_exits_with_1()
    {
        var port = ServerProcess.FreePort();
        await using var joining = new Joining();

        var ran = await joining.SayAsync("hello", "localhost", $"{port}");

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Contains(
            $"Cannot join localhost, port {port}: connection refused",
            ran.Errors,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("   at ", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Something_else_that_listens_there_is_told_as_such()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        await using var joining = new Joining();
        await using var running = joining.InPipes(
            "127.0.0.1",
            $"{((IPEndPoint)other.LocalEndpoint).Port}"
        );
        using (await other.AcceptSocketAsync(TestContext.Current.CancellationToken)) { }

        var ran = await running.EndedAsync();

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("Cannot join 127.0.0.1", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_it_exits_with_1()
    {
        await using var joining = new Joining();
        var (right, wrong) = (joining.HomePath("right"), joining.HomePath("wrong"));
        await File.WriteAllTextAsync(right, "sesame\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(wrong, "wrong\n", TestContext.Current.CancellationToken);
        await using var server = await ServerProcess.StartAsync("--password-file", right);

        var refused = await joining.SayAsync(
            "hi",
            "localhost",
            $"{server.Port}",
            "--password-file",
            wrong
        );
        var let = await joining.SayAsync(
            "hi",
            "localhost",
            $"{server.Port}",
            "--password-file",
            right
        );

        Assert.Equal((1, 0), (refused.ExitCode, let.ExitCode));
        Assert.Contains("password", refused.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost", "tea")]
    [InlineData("localhost", "70000")]
    [InlineData("localhost", "5000", "6000")]
    [InlineData("localhost", "--nonsense")]
    [InlineData("ftp://localhost")]
    [InlineData("localhost", "--trust", "abc")]
    [InlineData("localhost", "--nick", "two words")]
    [InlineData]
    public async Task Wrong_arguments_get_the_syntax_and_2(params string[] arguments)
    {
        var ran = await ServerProcess.RunAsync(["join", .. arguments]);

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("Usage: hubbub join", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_encrypted_where_asked_for()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
        await ada.JoinAsync("#lobby");
        await using var joining = new Joining();

        var ran = await joining.SayAsync(
            "hello",
            $"ircs://localhost:{server.Port}/lobby",
            "--nick",
            "bot"
        );

        Assert.Equal(0, ran.ExitCode);
        await ada.ReadUntilAsync("PRIVMSG #lobby :hello");
        await server.Screen.ReadUntilAsync("certificate");
    }

    [Fact]
    public async Task What_was_said_while_the_server_was_gone_arrives_when_it_is_back()
    {
        await using var joining = new Joining();
        var data = joining.HomePath("data");
        var server = await ServerProcess.StartOnAsync(data);
        var port = server.Port;
        await using var bot = joining.InPipes("localhost", $"{port}", "--nick", "bot");
        await bot.Errors.ReadUntilAsync("You are in #lobby");
        await server.DisposeAsync();
        await bot.Errors.ReadUntilAsync("Disconnected: ");
        await bot.TypeAsync("said meanwhile");
        bot.CloseInput();

        await using var again = RunningProgram.Start(
            "dotnet",
            [Executable.Path, "serve", $"{port}", "--data", data]
        );
        await again.Output.ReadUntilAsync($"{port}");
        var ran = await bot.EndedAsync();

        Assert.Equal(0, ran.ExitCode);
        await using var ada = Nc(port);
        await ada.TypeAsync("ada");
        await ada.Output.ReadUntilAsync("said meanwhile");
    }

    private static RunningProgram Nc(int port)
    {
        RunningProgram.Need("nc");
        return RunningProgram.Start("nc", ["localhost", $"{port}"]);
    }
}
