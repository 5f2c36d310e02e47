using System.Net;
using System.Net.Sockets;
using Hubbub.SystemTests.Running;
using Hubbub.SystemTests.Storage;

namespace Hubbub.SystemTests.Ends;

/// <summary>What cannot be done names the cause (exit code 1); wrong arguments get the syntax (2).</summary>
[Collection("processes")]
public sealed class StartTests
{
    [Fact]
    public async Task Given_a_port_in_use_when_a_server_starts_then_it_says_so_and_exits_with_1()
    {
        using var taken = new TcpListener(IPAddress.Loopback, ServerProcess.FreePort());
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var ran = await ServerProcess.RunAsync("serve", $"{port}", "--ephemeral");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"{port}", ran.Errors, StringComparison.Ordinal);
        Assert.Contains("in use", ran.Errors, StringComparison.Ordinal);
        AssertPlain(ran);
    }

    [Fact]
    public async Task Given_a_server_on_a_data_folder_when_a_second_one_starts_there_then_it_is_refused()
    {
        using var temp = new TempFolder();
        var data = temp.PathOf("data");
        await using var server = await ServerProcess.StartOnAsync(data);

        var ran = await ServeAsync("--data", data);

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("another server", ran.Errors, StringComparison.Ordinal);
        Assert.Contains($"{server.Program.Id}", ran.Errors, StringComparison.Ordinal);
        AssertPlain(ran);
        await using var still = await IrcPerson.ComeAsync(server.Port, "ada");
    }

    [Theory]
    [InlineData("serve", "65536")]
    [InlineData("serve", "tea")]
    [InlineData("serve", "-1")]
    [InlineData("serve", "5000", "6000")]
    [InlineData("serve", "5000", "--nonsense")]
    [InlineData("serve", "--data")]
    [InlineData("serve", "--ephemeral", "--data", "/tmp/hubbub-nowhere")]
    [InlineData("serve", "--log-format", "xml")]
    [InlineData("serv")]
    public async Task Given_wrong_arguments_when_started_then_the_syntax_is_told_and_it_exits_with_2(
        params string[] arguments
    )
    {
        var ran = await ServerProcess.RunAsync(arguments);

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("Usage: hubbub", ran.Errors, StringComparison.Ordinal);
        AssertPlain(ran);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("serve", "--help")]
    [InlineData("hash-password", "--help")]
    public async Task Given_help_is_asked_for_when_started_then_examples_are_shown_and_it_exits_with_0(
        params string[] arguments
    )
    {
        var ran = await ServerProcess.RunAsync(arguments);

        Assert.Equal((0, ""), (ran.ExitCode, ran.Errors));
        Assert.Contains("Examples:", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--cert", "/nowhere/cert.pem")]
    [InlineData("--motd", "/nowhere/motd")]
    [InlineData("--config", "/nowhere/config")]
    [InlineData("--password-file", "/nowhere/password")]
    [InlineData("--data", "/dev/null")]
    public async Task Given_a_file_that_cannot_be_used_when_started_then_it_is_named_and_it_exits_with_1(
        string option,
        string file
    )
    {
        string[] data = option == "--data" ? [] : ["--ephemeral"];

        var ran = await ServeAsync([option, file, .. data]);

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(file, ran.Errors, StringComparison.Ordinal);
        AssertPlain(ran);
    }

    [Fact]
    public async Task Given_a_data_folder_that_can_only_be_read_when_started_then_it_is_named_and_exits_with_1()
    {
        using var disk = await SmallDisk.MountAsync(megabytes: 16);
        Directory.CreateDirectory(disk.Folder);
        Assert.Equal(0, await disk.MakeReadOnlyAsync());

        var ran = await ServeAsync("--data", disk.Folder);

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(disk.Folder, ran.Errors, StringComparison.Ordinal);
        Assert.Contains("can only be read", ran.Errors, StringComparison.Ordinal);
        AssertPlain(ran);
    }

    private static Task<Ran> ServeAsync(params string[] options) =>
        ServerProcess.RunAsync(["serve", $"{ServerProcess.FreePort()}", .. options]);

    /// <summary>For people: no stack trace.</summary>
    private static void AssertPlain(Ran ran)
    {
        Assert.DoesNotContain("   at ", ran.All, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", ran.All, StringComparison.Ordinal);
    }
}
