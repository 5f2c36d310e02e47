using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Join;

/// <summary>"It speaks IRC with the server's capabilities, so it also joins other IRC servers": InspIRCd of the distribution.</summary>
[Collection("processes")]
public sealed class OtherServerTests
{
    [Fact]
    public async Task Two_of_ours_meet_on_another_server()
    {
        RunningProgram.Need("inspircd");
        await using var joining = new Joining();
        var port = ServerProcess.FreePort();
        var config = joining.HomePath("inspircd.conf");
        await File.WriteAllTextAsync(
            config,
            $"""
            <server name="irc.test" description="test" network="TestNet">
            <admin name="a" nick="a" email="a@test">
            <bind address="127.0.0.1" port="{port}" type="clients">
            <connect allow="*" timeout="30" maxchans="20" resolvehostnames="no" localmax="100" globalmax="100">
            <pid file="{joining.HomePath("pid")}">
            <module name="ircv3"><module name="ircv3_servertime"><module name="ircv3_echomessage">
            <module name="ircv3_labeledresponse"><module name="ircv3_msgid"><module name="cap">
            """,
            TestContext.Current.CancellationToken
        );
        await using var server = RunningProgram.Start(
            "inspircd",
            ["--nofork", "--runasroot", "--nolog", "--config", config]
        );
        await WaitForPortAsync(port);
        var ada = await joining.AtTerminalAsync($"join irc://127.0.0.1:{port}/tea --nick ada");
        await ada.SeesAsync("You are in #tea");

        var ran = await joining.SayAsync(
            "hello\nsecond\n",
            "127.0.0.1",
            $"{port}",
            "--room",
            "#tea",
            "--nick",
            "bot"
        );

        Assert.True(ran.ExitCode == 0, ran.All);
        await ada.SeesAsync("bot  hello");
        await ada.SeesAsync("bot  second");
        await ada.TypeAsync("alone again");
        await ada.SeesAsync("ada  alone again");
        await ada.TypeAsync("/topic all about tea");
        await ada.SeesAsync("ada set the topic: all about tea");
        await ada.TypeAsync("/whois ada");
        await ada.SeesAsync("ada is in @#tea");
    }

    private static async Task WaitForPortAsync(int port)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            try
            {
                using var probe = new System.Net.Sockets.TcpClient();
                await probe.ConnectAsync("127.0.0.1", port, limit.Token);
                return;
            }
            catch (System.Net.Sockets.SocketException)
            {
                await Task.Delay(50, limit.Token);
            }
        }
    }
}
