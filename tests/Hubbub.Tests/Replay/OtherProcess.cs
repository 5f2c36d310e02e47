using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Hubbub.Tests.Replay;

/// <summary>
/// The suite's own executable, started again: in another process strings hash otherwise, so
/// whatever leans on the order of a hash table comes out differently.
/// </summary>
internal static class OtherProcess
{
    /// <summary>Set: print what playing the log of that seed gives, and end.</summary>
    private const string SeedVariable = "HUBBUB_TESTS_PLAY_SEED";

    public static async Task<string> PlayAsync(int seed, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        start.Environment[SeedVariable] = seed.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        var printed = await process.StandardOutput.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        Assert.Equal(0, process.ExitCode);
        return printed;
    }

    public static string Play(int seed) =>
        Playing.Of(Playing.Decode(LogMaker.Make(seed, 2000))).Summary;

    [ModuleInitializer]
    internal static void PlayIfAsked()
    {
        if (Environment.GetEnvironmentVariable(SeedVariable) is not { Length: > 0 } seed)
            return;
        Console.Write(Play(int.Parse(seed, CultureInfo.InvariantCulture)));
        Environment.Exit(0);
    }
}
