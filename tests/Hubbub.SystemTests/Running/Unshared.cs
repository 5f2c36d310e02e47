namespace Hubbub.SystemTests.Running;

/// <summary>Programs in a network namespace that the test has made: nobody else's network hears of them.</summary>
internal static class Unshared
{
    /// <summary>Runs a script of the shell there, which ends in <c>exec "$@"</c>: the command follows it. Skips where none can be made.</summary>
    public static async Task<RunningProgram> StartAsync(string script, params string[] command)
    {
        RunningProgram.Need("ip");
        var may = await RunningProgram.RunAsync("unshare", "-rn", "true");
        Assert.SkipUnless(may.ExitCode == 0, "no network namespace can be made here");
        return RunningProgram.Start("unshare", ["-rn", "sh", "-c", script, "sh", .. command]);
    }

    /// <summary>In the namespace of a process, with a home of its own.</summary>
    public static RunningProgram Inside(string process, params string[] command) =>
        RunningProgram.Start(
            "nsenter",
            ["-t", process, "-U", "--preserve-credentials", "-n", .. command],
            ("HUBBUB_HOME", Path.Combine(Path.GetTempPath(), $"hubbub-{Guid.NewGuid():N}"))
        );
}
