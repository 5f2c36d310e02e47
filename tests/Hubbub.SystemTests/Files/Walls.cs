using System.Globalization;
using System.Text.RegularExpressions;
using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Files;

/// <summary>
/// Three machines in network namespaces of the test: a server, and two that reach it and not each other, unless the
/// server's machine passes packets on.
/// </summary>
internal sealed partial class Walls : IAsyncDisposable
{
    private const int Port = 7002;

    /// <summary>The shell becomes the server; the other two machines live as long as it does.</summary>
    private const string Set = """
        set -e
        ip link set lo up
        for n in 1 2; do
            unshare -n tail --pid=$$ -f /dev/null > /dev/null 2>&1 &
            until [ "$(readlink /proc/$!/ns/net)" != "$(readlink /proc/self/ns/net)" ]; do sleep 0.02; done
            ip link add "w$n" type veth peer name "p$n"
            ip link set "p$n" netns $!
            ip addr add "10.9.$n.1/24" dev "w$n"
            ip link set "w$n" up
            nsenter -t $! -n sh -c "ip link set lo up && ip addr add 10.9.$n.2/24 dev p$n && ip link set p$n up && ip route add default via 10.9.$n.1"
            echo "machine $n is $!"
        done
        echo 0 > /proc/sys/net/ipv4/ip_forward
        exec "$@"
        """;

    private readonly RunningProgram _server;

    private Walls(RunningProgram server) => _server = server;

    public static async Task<Walls> BuildAsync(params string[] options)
    {
        var server = await Unshared.StartAsync(
            Set,
            [
                "dotnet",
                Executable.Path,
                "serve",
                Port.ToString(CultureInfo.InvariantCulture),
                "--lan",
                "--ephemeral",
                "--no-announce",
                .. options,
            ]
        );
        await server.Output.ReadUntilAsync("has started");
        return new Walls(server);
    }

    /// <summary>Runs `hubbub` on one of the two machines.</summary>
    /// <param name="arguments">Given the server as that machine reaches it.</param>
    public RunningProgram Run(int machine, Func<string, string[]> arguments) =>
        Unshared.Inside(
            HolderOf(machine),
            ["dotnet", Executable.Path, .. arguments(ServerFor(machine))]
        );

    /// <summary>The same at a terminal that can do no more than lines.</summary>
    public RunningProgram RunAtTerminal(int machine, Func<string, string> arguments)
    {
        RunningProgram.Need("script");
        var command = $"env TERM=dumb dotnet {Executable.Path} {arguments(ServerFor(machine))}";
        return Unshared.Inside(HolderOf(machine), ["script", "-qfc", command, "/dev/null"]);
    }

    /// <summary>From here on each reaches the other.</summary>
    public async Task FallAsync()
    {
        await using var falls = Unshared.Inside(
            $"{_server.Id}",
            ["sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward"]
        );
        Assert.Equal(0, (await falls.EndedAsync()).ExitCode);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static string ServerFor(int machine) => $"10.9.{machine}.1:{Port}";

    private string HolderOf(int machine) =>
        Machines()
            .Matches(_server.Output.Text)
            .Single(match => match.Groups["n"].Value == $"{machine}")
            .Groups["pid"]
            .Value;

    [GeneratedRegex(
        @"machine (?<n>\d) is (?<pid>\d+)",
        RegexOptions.None,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Machines();
}
