using Hubbub.SystemTests.Join;
using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Talk;

/// <summary>A host, and guests of every kind.</summary>
internal sealed class Talking : IAsyncDisposable
{
    private readonly Joining _joining = new();

    public int Port { get; } = ServerProcess.FreePort();

    public string PathOf(string file) => _joining.HomePath(file);

    /// <summary>At a terminal; returns when guests may come.</summary>
    public async Task<Tmux> HostAsync(string options = "")
    {
        var host = await _joining.AtTerminalAsync($"talk {Port} {options}");
        await host.SeesAsync($"Waiting for a guest on localhost, port {Port}");
        return host;
    }

    /// <summary>At a terminal, as soon as it is connected.</summary>
    public async Task<Tmux> GuestAsync(string options = "")
    {
        var guest = await _joining.AtTerminalAsync($"talk localhost {Port} {options}");
        await guest.SeesAsync($"Connected to localhost, port {Port}");
        return guest;
    }

    public Task<string> PidAsync() => _joining.PidAsync();

    /// <summary>`nc` that has given its name.</summary>
    public async Task<RunningProgram> NcAsync(string name)
    {
        RunningProgram.Need("nc");
        var nc = RunningProgram.Start("nc", ["localhost", $"{Port}"]);
        await nc.Output.ReadUntilAsync("What is your name?");
        await nc.TypeAsync(name);
        return nc;
    }

    public static RunningProgram InPipes(params string[] arguments) =>
        RunningProgram.Start("dotnet", [Executable.Path, "talk", .. arguments]);

    /// <summary>A host and its guest ada, who has the first turn.</summary>
    public async Task<(Tmux Host, Tmux Guest)> BothAsync(string options = "")
    {
        var host = await HostAsync(options);
        var guest = await GuestAsync("--nick ada");
        await guest.SeesAsync("it is your turn");
        await host.SeesAsync("ada has come");
        return (host, guest);
    }

    public ValueTask DisposeAsync() => _joining.DisposeAsync();
}
