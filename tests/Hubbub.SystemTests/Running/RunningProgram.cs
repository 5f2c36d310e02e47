using System.Diagnostics;
using System.Text;

namespace Hubbub.SystemTests.Running;

/// <summary>A program that runs, with what it writes. It ends with the test at the latest.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly Task _pumps;

    private RunningProgram(Process process)
    {
        _process = process;
        _pumps = Task.WhenAll(
            PumpAsync(process.StandardOutput, Output),
            PumpAsync(process.StandardError, Errors)
        );
    }

    public int Id => _process.Id;

    public Transcript Output { get; } = new();

    public Transcript Errors { get; } = new();

    public static RunningProgram Start(
        string program,
        IEnumerable<string> arguments,
        params ReadOnlySpan<(string Name, string Value)> environment
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new RunningProgram(Process.Start(start)!);
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<Ran> RunAsync(string program, params string[] arguments)
    {
        await using var running = Start(program, arguments);
        running.CloseInput();
        return await running.EndedAsync();
    }

    /// <summary>Installed; else the test is skipped at home and fails in CI.</summary>
    public static void Need(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        if (folders.Any(folder => File.Exists(Path.Combine(folder, program))))
            return;
        Assert.SkipUnless(
            Environment.GetEnvironmentVariable("CI") == "true",
            $"{program} is not installed"
        );
        Assert.Fail($"{program} is not installed");
    }

    public async Task TypeAsync(string line)
    {
        await _process.StandardInput.WriteAsync(line + "\n");
        await _process.StandardInput.FlushAsync();
    }

    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        _ = await EndedAsync();
    }

    /// <param name="signal">As <c>kill</c> names it: TERM, INT, STOP, CONT.</param>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{Id}"]);
        await kill.WaitForExitAsync();
    }

    public async Task<Ran> EndedAsync()
    {
        using var limit = new CancellationTokenSource(s_limit);
        await _process.WaitForExitAsync(limit.Token);
        await _pumps;
        return new Ran(_process.ExitCode, Output.Text, Errors.Text);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        _ = await EndedAsync();
        _process.Dispose();
    }

    private static async Task PumpAsync(StreamReader from, Transcript to)
    {
        var buffer = new char[4096];
        int read;
        while ((read = await from.ReadAsync(buffer)) > 0)
            to.Add(new string(buffer, 0, read));
        to.End();
    }
}

/// <summary>A program that has run.</summary>
internal sealed record Ran(int ExitCode, string Output, string Errors)
{
    public string All => Output + Errors;
}
