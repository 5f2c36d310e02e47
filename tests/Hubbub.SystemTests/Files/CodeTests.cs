using System.Text.RegularExpressions;
using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Files;

/// <summary>"a short one-time code said over the phone"; "three wrong tries burn it".</summary>
[Collection("processes")]
public sealed partial class CodeTests : IDisposable
{
    private readonly Carrying _carrying = new();

    public void Dispose() => _carrying.Dispose();

    [Fact]
    public async Task Who_is_told_the_code_gets_the_file_and_the_server_knows_nothing_of_it()
    {
        await using var server = await ServerProcess.StartAsync();
        _carrying.Write("teapot.png", 300_001);
        var (sender, code) = await SendAsync(server, "teapot.png");
        var received = await ReceiveAsync(server, code.ToUpperInvariant().Replace('-', ' '));
        var sent = await Carrying.EndAsync(sender);
        Assert.True((0, 0) == (sent.ExitCode, received.ExitCode), sent.All + received.All);
        _carrying.AreSame("teapot.png");
        var digest = Carrying.DigestOf(_carrying.Source("teapot.png"));
        Assert.Contains(digest, sent.Output, StringComparison.Ordinal);
        Assert.Contains(digest, received.Output, StringComparison.Ordinal);

        // Notes are told and forgotten; they say who met, and no more.
        var log = (await server.EndAsync()).Output;
        Assert.Contains($"came name=\"send-{code.Split('-')[0]}\"", log, StringComparison.Ordinal);
        Assert.DoesNotContain("teapot", log, StringComparison.Ordinal);
        Assert.DoesNotContain(code[(code.IndexOf('-') + 1)..], log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_wrong_tries_burn_the_code_and_both_are_told()
    {
        await using var server = await ServerProcess.StartAsync();
        _carrying.Write("teapot.png", 10);
        var (sender, code) = await SendAsync(server, "teapot.png");
        var wrong =
            code.Split('-')[0]
            + (code.EndsWith("-baba", StringComparison.Ordinal) ? "-dada-dada" : "-baba-baba");
        for (var i = 1; i <= 3; i++)
        {
            var ran = await ReceiveAsync(server, wrong);
            Assert.Equal(1, ran.ExitCode);
            Assert.Contains(
                i < 3 ? "Nothing was received: the code is not right." : "tried too often",
                ran.Errors,
                StringComparison.Ordinal
            );
        }

        var sent = await Carrying.EndAsync(sender);
        Assert.Equal(1, sent.ExitCode);
        Assert.Contains(
            "Not sent: the code was tried three times and was wrong.",
            sent.Errors,
            StringComparison.Ordinal
        );
        var late = await ReceiveAsync(server, code);
        Assert.Equal(1, late.ExitCode);
        Assert.Contains("nobody there is called send-", late.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_carrying.Into));
    }

    [Theory]
    [InlineData("Say what to send.", "send", "--code")]
    [InlineData(
        "--via and --password-file are for --code, --to and --drop.",
        "send",
        "a",
        "b",
        "--via",
        "c"
    )]
    [InlineData("--quiet would hide the code.", "send", "a", "--code", "--quiet")]
    [InlineData("A code is a number and two words", "receive", "--code", "otter", "--yes")]
    [InlineData("say no PORT and no host", "receive", "5", "--code", "7-kobi-laru", "--yes")]
    public async Task Wrong_arguments_are_told_and_2(string why, params string[] arguments)
    {
        var ran = await ServerProcess.RunAsync(arguments);
        Assert.Equal(2, ran.ExitCode);
        Assert.Contains(why, ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_server_is_it_is_told_and_1()
    {
        _carrying.Write("teapot.png", 10);
        var port = ServerProcess.FreePort();
        var ran = await Carrying.EndAsync(
            _carrying.Start(
                "send",
                _carrying.Source("teapot.png"),
                "--code",
                "--via",
                $"localhost:{port}"
            )
        );
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(
            $"Cannot meet at localhost, port {port}",
            ran.Errors,
            StringComparison.Ordinal
        );
    }

    private async Task<(RunningProgram Sender, string Code)> SendAsync(
        ServerProcess server,
        string name
    )
    {
        var sender = _carrying.Start(
            "send",
            _carrying.Source(name),
            "--code",
            "--via",
            $"localhost:{server.Port}"
        );
        await sender.Output.ReadUntilAsync("On the other machine:");
        return (sender, CodeIn().Match(sender.Output.Text).Groups["code"].Value);
    }

    private Task<Ran> ReceiveAsync(ServerProcess server, string code) =>
        Carrying.EndAsync(
            _carrying.Start(
                "receive",
                "--code",
                code,
                "--via",
                $"localhost:{server.Port}",
                "--into",
                _carrying.Into,
                "--yes"
            )
        );

    [GeneratedRegex("The code is (?<code>[0-9]+-[a-z]+-[a-z]+)\\.", RegexOptions.NonBacktracking)]
    private static partial Regex CodeIn();
}
