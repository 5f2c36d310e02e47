using System.Diagnostics;
using System.Net;
using Hubbub.SystemTests.Join;
using Hubbub.SystemTests.Running;
using Hubbub.SystemTests.Storage;

namespace Hubbub.SystemTests.Udp;

/// <summary>"Whoever vanishes is logged off after a while. The client notices when the server is gone, says so, and logs on again when it is back."</summary>
[Collection("processes")]
public sealed class VanishTests
{
    /// <summary>"Within 15 seconds when it vanishes"; and what a busy machine takes.</summary>
    private static readonly TimeSpan s_most = TimeSpan.FromSeconds(17);

    [Fact]
    public async Task Who_vanishes_is_noticed_and_who_comes_back_is_found_again()
    {
        using var data = new TempFolder();
        await using var joining = new Joining();
        var port = ServerProcess.FreePort();
        var server = Start(port, data);
        await server.Output.ReadUntilAsync("has started");
        await using var ada = await IrcPerson.ComeAsync(port, "ada");
        await ada.JoinAsync("#lobby");

        await using var bob = await IrcPerson.ComeByUdpAsync(new(IPAddress.Loopback, port), "bob");
        await bob.JoinAsync("#lobby");
        bob.Vanish();
        var start = Stopwatch.GetTimestamp();
        await ada.ReadUntilAsync("QUIT :Nothing was heard for 15 seconds");
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, s_most);

        await using var lis = joining.InPipes($"udp://localhost:{port}", "--nick", "lis");
        await ada.ReadUntilAsync(":lis!");
        await lis.Errors.ReadUntilAsync("You are in #lobby");
        start = Stopwatch.GetTimestamp();
        await server.KillAsync();
        await lis.Errors.ReadUntilAsync(
            "Disconnected: nothing was heard of the server for 12 seconds"
        );
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, s_most);
        await server.DisposeAsync();

        await using var again = Start(port, data);
        await again.Output.ReadUntilAsync("came name=\"lis\"");
        await using var eve = await IrcPerson.ComeAsync(port, "eve");
        await eve.JoinAsync("#lobby");
        await eve.SayAsync("#lobby", "welcome back");
        await lis.Output.ReadUntilAsync("eve> welcome back");
    }

    [Fact]
    public async Task A_server_that_was_killed_and_is_back_tells_that_it_knows_nobody()
    {
        using var data = new TempFolder();
        await using var joining = new Joining();
        var port = ServerProcess.FreePort();
        var server = Start(port, data);
        await using var lis = joining.InPipes($"udp://localhost:{port}", "--nick", "lis");
        // The server tells that somebody has come before they know it: killed then, it was never joined.
        await lis.Errors.ReadUntilAsync("You are in #lobby");
        await server.KillAsync();
        await server.DisposeAsync();
        await using var again = Start(port, data);
        await lis.Errors.ReadUntilAsync("Disconnected: the server has started anew");
        await again.Output.ReadUntilAsync("came name=\"lis\"");
    }

    private static RunningProgram Start(int port, TempFolder data) =>
        RunningProgram.Start(
            "dotnet",
            [Executable.Path, "serve", $"{port}", "--data", data.PathOf("data")]
        );
}
