using System.Text.RegularExpressions;
using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Files;

/// <summary>
/// "they try direct paths first […], start on the server's relay at once where no path is known and move to the direct
/// one in place; the server never has the keys".
/// </summary>
[Collection("processes")]
public sealed partial class RelayTests : IDisposable
{
    private readonly Carrying _carrying = new();

    public void Dispose() => _carrying.Dispose();

    [Fact]
    public async Task Two_who_cannot_reach_each_other_use_the_servers_relay()
    {
        await using var walls = await Walls.BuildAsync();
        _carrying.Write("teapot.png", 300_001);
        var (sender, receiver) = await MeetAsync(walls, "teapot.png");
        var (sent, received) = (await Carrying.EndAsync(sender), await Carrying.EndAsync(receiver));
        Assert.True((0, 0) == (sent.ExitCode, received.ExitCode), sent.All + received.All);
        _carrying.AreSame("teapot.png");
        Assert.Contains("(through the server)", received.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Another way", sent.All + received.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sent_to_a_person_goes_through_the_server_too_where_there_is_no_other_way()
    {
        await using var walls = await Walls.BuildAsync();
        _carrying.Write("teapot.png", 300_001);
        await using var bob = walls.RunAtTerminal(
            2,
            server => $"join {server} --nick bob --into {_carrying.Into}"
        );
        await bob.Output.ReadUntilAsync("You are in #lobby");
        var sender = walls.Run(
            1,
            server =>
                ["send", _carrying.Source("teapot.png"), "--to", "bob", "--nick", "ada", server]
        );
        await bob.Output.ReadUntilAsync("ada offers teapot.png");
        await bob.TypeAsync("/get");
        await bob.Output.ReadUntilAsync("Received from ada");
        var sent = await Carrying.EndAsync(sender);
        Assert.True(sent.ExitCode == 0, sent.All);
        Assert.Contains("bob (through the server)", sent.Output, StringComparison.Ordinal);
        _carrying.AreSame("teapot.png");
    }

    [Fact]
    public async Task As_soon_as_there_is_a_direct_way_it_is_taken_in_the_middle_of_the_file()
    {
        await using var walls = await Walls.BuildAsync("--relay-limit", "1M");
        _carrying.Write("film", 30_000_000);
        var (sender, receiver) = await MeetAsync(walls, "film");
        await _carrying.PartAsync("film", 1);
        await walls.FallAsync();
        // By the relay alone it would be half a minute.
        await sender.Output.ReadUntilAsync("Another way was found: packets go to 10.9.2.2 now.");
        var (sent, received) = (await Carrying.EndAsync(sender), await Carrying.EndAsync(receiver));
        Assert.True((0, 0) == (sent.ExitCode, received.ExitCode), sent.All + received.All);
        Assert.Contains("packets go to 10.9.1.2 now", received.Output, StringComparison.Ordinal);
        _carrying.AreSame("film");
    }

    [Fact]
    public async Task Without_a_relay_both_are_told_that_there_is_no_way()
    {
        await using var walls = await Walls.BuildAsync("--no-relay");
        _carrying.Write("teapot.png", 10);
        var (sender, receiver) = await MeetAsync(walls, "teapot.png");
        var (sent, received) = (await Carrying.EndAsync(sender), await Carrying.EndAsync(receiver));
        Assert.Equal((1, 1), (sent.ExitCode, received.ExitCode));
        const string Why = "lets nothing through";
        Assert.Contains(Why, sent.Errors, StringComparison.Ordinal);
        Assert.Contains(Why, received.Errors, StringComparison.Ordinal);
    }

    private async Task<(RunningProgram Sender, RunningProgram Receiver)> MeetAsync(
        Walls walls,
        string file
    )
    {
        var sender = walls.Run(
            1,
            server => ["send", _carrying.Source(file), "--code", "--via", server]
        );
        await sender.Output.ReadUntilAsync("It is for one time.");
        var code = Code().Match(sender.Output.Text).Value;
        var receiver = walls.Run(
            2,
            server =>
                ["receive", "--code", code, "--via", server, "--into", _carrying.Into, "--yes"]
        );
        return (sender, receiver);
    }

    [GeneratedRegex(@"\d+-[a-z]+-[a-z]+", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Code();
}
