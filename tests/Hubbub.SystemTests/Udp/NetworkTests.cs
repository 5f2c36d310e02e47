using System.Globalization;
using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Udp;

/// <summary>
/// nc -u "on loopback by default, on private networks with --raw-udp; elsewhere never": in a network namespace of the
/// test, whose addresses are a private network's.
/// </summary>
[Collection("processes")]
public sealed class NetworkTests
{
    private const int Port = 7001;
    private const string Server = "10.9.0.1";
    private const string Neighbour = "10.9.0.2";
    private const string Stranger = "203.0.113.7";

    [Fact]
    public async Task A_neighbour_repeats_a_code_and_is_in_and_a_stranger_is_never_answered()
    {
        await using var server = await ServeAsync("--raw-udp");
        await using var ada = Nc(server, Neighbour);
        await ada.TypeAsync("is anybody there?");
        // "Nothing is accepted or sent beyond a short code until the sender has repeated it."
        await ada.Output.ReadUntilAsync("Type ");
        var code = (await ada.Output.ReadUntilAsync("\n")).Trim();
        await ada.TypeAsync("a guess");
        await ada.Output.ReadUntilAsync(code);
        await ada.TypeAsync(code);
        await ada.Output.ReadUntilAsync("What is your name?");
        await ada.TypeAsync("ada");
        await ada.Output.ReadUntilAsync("Hello, ada.");
        await using var stranger = Nc(server, Stranger);
        await stranger.TypeAsync("eve");
        await stranger.TypeAsync("a line that is long enough for any answer");
        await ada.TypeAsync("hello");
        await server.Output.ReadUntilAsync("came name=\"ada\"");
        await ada.TypeAsync("Quit");
        await ada.Output.ReadUntilAsync("Goodbye, ada.");
        await server.Output.ReadUntilAsync("went name=\"ada\"");
        Assert.Equal("", stranger.Output.Text);
        Assert.DoesNotContain("eve", server.Output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_it_a_neighbour_is_not_answered_either()
    {
        await using var server = await ServeAsync();
        await using var ada = Nc(server, Neighbour);
        await ada.TypeAsync("ada");
        await ada.TypeAsync("a line that is long enough for any answer");
        // By the transport it is another thing: nobody can forge an address there.
        await using var bob = Inside(
            server,
            "dotnet",
            Executable.Path,
            "post",
            "hello",
            Server,
            $"{Port}",
            "--nick",
            "bob"
        );
        await bob.Output.ReadUntilAsync("Posted in #lobby: post 1.");
        Assert.Equal("", ada.Output.Text);
        Assert.DoesNotContain("ada", server.Output.Text, StringComparison.Ordinal);
    }

    private static async Task<RunningProgram> ServeAsync(params string[] options)
    {
        RunningProgram.Need("nc");
        const string Set =
            "ip link set lo up && ip addr add 10.9.0.1/24 dev lo && ip addr add 10.9.0.2/24 dev lo"
            + " && ip addr add 203.0.113.7/32 dev lo && exec \"$@\"";
        var server = await Unshared.StartAsync(
            Set,
            [
                "dotnet",
                Executable.Path,
                "serve",
                Port.ToString(CultureInfo.InvariantCulture),
                "--host",
                Server,
                "--ephemeral",
                "--no-announce",
                .. options,
            ]
        );
        await server.Output.ReadUntilAsync("has started");
        return server;
    }

    private static RunningProgram Nc(RunningProgram server, string from) =>
        Inside(server, "nc", "-u", "-s", from, Server, $"{Port}");

    /// <summary>In the server's namespace.</summary>
    private static RunningProgram Inside(RunningProgram server, params string[] command) =>
        Unshared.Inside($"{server.Id}", command);
}
