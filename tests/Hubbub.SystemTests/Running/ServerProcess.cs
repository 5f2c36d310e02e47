using System.Net;
using System.Net.Sockets;
using Hubbub.SystemTests.Storage;

namespace Hubbub.SystemTests.Running;

/// <summary>The real executable, <c>hubbub serve</c>, in a process of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    // Below the ports that the system gives to clients, so that none of them is in the way.
    private const int FirstPort = 20_000;
    private const int LastPort = 32_000;

    private readonly TempFolder? _own;

    private ServerProcess(RunningProgram program, int port, TempFolder? own)
    {
        Program = program;
        Port = port;
        _own = own;
    }

    public RunningProgram Program { get; }

    public int Port { get; }

    /// <summary>What the server's user reads.</summary>
    public Transcript Screen => Program.Output;

    /// <summary>With a data folder that goes with it; returns when it takes connections.</summary>
    public static Task<ServerProcess> StartAsync(params string[] options)
    {
        var own = new TempFolder();
        return StartAsync(["--data", own.PathOf("data"), .. options], own);
    }

    /// <param name="data">Stays when the server has gone.</param>
    public static Task<ServerProcess> StartOnAsync(string data, params string[] options) =>
        StartAsync(["--data", data, .. options], own: null);

    /// <summary>Runs <c>hubbub</c> to its end.</summary>
    public static Task<Ran> RunAsync(params string[] arguments) =>
        RunningProgram.RunAsync("dotnet", [Executable.Path, .. arguments]);

    /// <summary>With less of something than usual; see <c>prlimit --help</c>.</summary>
    public static async Task<ServerProcess> StartLimitedAsync(string limit, params string[] options)
    {
        var own = new TempFolder();
        var port = FreePort();
        string[] serve = ["serve", $"{port}", "--data", own.PathOf("data"), .. options];
        var program = RunningProgram.Start("prlimit", [limit, "dotnet", Executable.Path, .. serve]);
        return await ReadyAsync(new ServerProcess(program, port, own));
    }

    public static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(FirstPort, LastPort);
            using var probe = new TcpListener(IPAddress.Loopback, port);
            try
            {
                probe.Start();
                return port;
            }
            catch (SocketException) { }
        }
    }

    /// <summary>SIGKILL.</summary>
    public Task KillAsync() => Program.KillAsync();

    /// <summary>SIGTERM, and waits for its end.</summary>
    public async Task<Ran> EndAsync(string signal = "TERM")
    {
        await Program.SignalAsync(signal);
        return await Program.EndedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Program.DisposeAsync();
        _own?.Dispose();
    }

    private static Task<ServerProcess> StartAsync(string[] options, TempFolder? own)
    {
        var port = FreePort();
        var program = RunningProgram.Start(
            "dotnet",
            [Executable.Path, "serve", $"{port}", .. options]
        );
        return ReadyAsync(new ServerProcess(program, port, own));
    }

    private static async Task<ServerProcess> ReadyAsync(ServerProcess server)
    {
        try
        {
            await server.Screen.ReadUntilAsync($"{server.Port}");
            return server;
        }
        catch (Exception e)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException(
                $"The server did not start: {server.Program.Errors.Text}",
                e
            );
        }
    }
}

/// <summary>Where the build put <c>hubbub</c>.</summary>
internal static class Executable
{
    /// <summary>HUBBUB_DLL names another one.</summary>
    public static string Path { get; } =
        Environment.GetEnvironmentVariable("HUBBUB_DLL") is { Length: > 0 } other ? other : Find();

    private static string Find()
    {
        // …/tests/Hubbub.SystemTests/bin/CONFIGURATION/net10.0/
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var root = here;
        while (
            root is not null && !File.Exists(System.IO.Path.Combine(root.FullName, "Hubbub.slnx"))
        )
            root = root.Parent;
        if (root is null)
            throw new InvalidOperationException($"no Hubbub.slnx above {here.FullName}");
        var output = System.IO.Path.Combine("bin", here.Parent!.Name, here.Name, "hubbub.dll");
        return System.IO.Path.Combine(root.FullName, "src", "Hubbub.Cli", output);
    }
}
