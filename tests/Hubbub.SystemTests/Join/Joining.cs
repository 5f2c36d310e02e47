using Hubbub.SystemTests.Running;
using Hubbub.SystemTests.Storage;

namespace Hubbub.SystemTests.Join;

/// <summary>`hubbub join` with a home of its own.</summary>
internal sealed class Joining : IAsyncDisposable
{
    private readonly TempFolder _home = new();
    private readonly List<Tmux> _terminals = [];

    /// <summary>Of the program at the terminal that was opened last.</summary>
    public async Task<string> PidAsync() => (await File.ReadAllLinesAsync(PidFile))[^1];

    private string PidFile => _home.PathOf("pid-of-terminal");

    public string HomePath(string name) => _home.PathOf(name);

    /// <summary>At a terminal; a shell stays when it has ended.</summary>
    public async Task<Tmux> AtTerminalAsync(
        string arguments,
        int width = 80,
        int height = 24,
        string environment = ""
    )
    {
        RunningProgram.Need("tmux");
        var tmux = await Tmux.StartAsync(
            $"sh -c 'echo $$ >> {PidFile}; exec env HUBBUB_HOME={_home.Path} {environment} dotnet {Executable.Path} {arguments}'; echo \"[ended $?]\"; exec sh",
            width,
            height
        );
        _terminals.Add(tmux);
        return tmux;
    }

    /// <summary>With its input and output as pipes.</summary>
    public RunningProgram InPipes(params string[] arguments) => Run(["join", .. arguments]);

    /// <summary>Any of the commands, with its input and output as pipes.</summary>
    public RunningProgram Run(string[] arguments) =>
        RunningProgram.Start(
            "dotnet",
            [Executable.Path, .. arguments],
            ("HUBBUB_HOME", _home.Path)
        );

    /// <summary>Says the lines, and runs to its end.</summary>
    public async Task<Ran> SayAsync(string lines, params string[] arguments)
    {
        await using var running = InPipes(arguments);
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            await running.TypeAsync(line);
        running.CloseInput();
        return await running.EndedAsync();
    }

    public async ValueTask DisposeAsync()
    {
        var pids = File.Exists(PidFile) ? await File.ReadAllLinesAsync(PidFile) : [];
        foreach (var terminal in _terminals)
            await terminal.DisposeAsync();
        // They keep what was typed when their terminal goes.
        foreach (var pid in pids)
            await WhenGoneAsync(int.Parse(pid, System.Globalization.CultureInfo.InvariantCulture));
        _home.Dispose();
    }

    private static async Task WhenGoneAsync(int pid)
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(pid);
            await process.WaitForExitAsync();
        }
        catch (ArgumentException)
        {
            // It has gone already.
        }
    }
}
