using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Udp;

/// <summary>A person with <c>nc -u</c>, the real one.</summary>
internal static class Nc
{
    public static RunningProgram Start(int port, string host = "127.0.0.1")
    {
        RunningProgram.Need("nc");
        return RunningProgram.Start("nc", ["-u", host, $"{port}"]);
    }

    /// <summary>Logged on, by name.</summary>
    public static async Task<RunningProgram> ComeAsync(
        int port,
        string name,
        string host = "127.0.0.1"
    )
    {
        var nc = Start(port, host);
        await nc.TypeAsync(name);
        await nc.Output.ReadUntilAsync($"Hello, {name}.");
        await nc.Output.ReadUntilAsync("What you type is");
        return nc;
    }
}
