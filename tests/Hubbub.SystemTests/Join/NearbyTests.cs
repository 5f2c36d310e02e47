using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Join;

/// <summary>`hubbub join` alone, in a network of its own that the test makes: nothing leaves it.</summary>
[Collection("processes")]
public sealed class NearbyTests
{
    [Fact]
    public async Task A_server_on_the_network_is_found_and_joined()
    {
        await using var joining = new Joining();
        await using var terminal = await InNetworkAsync(
            joining,
            "serve 5000 --lan --ephemeral --name Chess"
        );
        await terminal.SeesAsync("10.9.9.1:5000");
        await terminal.SeesAsync("Chess, on this network");
        await terminal.TypeAsync("1");
        await terminal.SeesAsync("Your name [");
        await terminal.TypeAsync("ada");
        await terminal.SeesAsync("You are in #lobby");
        await terminal.TypeAsync("quit");
        await terminal.SeesAsync("[ended 0]");
    }

    [Fact]
    public async Task A_silent_server_is_not_found_but_one_used_before_is_offered()
    {
        await using var joining = new Joining();
        await File.WriteAllTextAsync(
            joining.HomePath("known-servers"),
            "chat.example.org 6697 tls - 2026-11-20T10:00:00Z\n",
            TestContext.Current.CancellationToken
        );
        await using var terminal = await InNetworkAsync(
            joining,
            "serve 5000 --lan --no-announce --ephemeral"
        );
        await terminal.SeesAsync("chat.example.org:6697");
        Assert.DoesNotContain("10.9.9.1", await terminal.SeeAsync(), StringComparison.Ordinal);
    }

    private static async Task<Tmux> InNetworkAsync(Joining joining, string serve)
    {
        RunningProgram.Need("unshare");
        RunningProgram.Need("ip");
        var script = joining.HomePath("network.sh");
        await File.WriteAllTextAsync(
            script,
            $"""
            ip link set lo up
            ip link add lan0 type veth peer name lan1
            ip link set lan1 up && ip link set lan0 up && ip addr add 10.9.9.1/24 dev lan0
            ip route add 224.0.0.0/4 dev lan0
            export HUBBUB_HOME={joining.HomePath("")}
            dotnet {Executable.Path} {serve} </dev/null >{joining.HomePath("server.log")} 2>&1 &
            server=$!
            until grep -q started {joining.HomePath("server.log")}; do sleep 0.1; done
            dotnet {Executable.Path} join
            echo "[ended $?]"
            kill $server
            exec sh
            """,
            TestContext.Current.CancellationToken
        );
        return await Tmux.StartAsync($"unshare --net sh {script}");
    }
}
