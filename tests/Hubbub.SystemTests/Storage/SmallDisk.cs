using System.Diagnostics;

namespace Hubbub.SystemTests.Storage;

/// <summary>A disk of a few megabytes, which can be filled. Only root may mount one; without, the test is skipped.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly TempFolder _temp = new();

    private SmallDisk() { }

    public string Folder => _temp.PathOf("data");

    private string Filler => _temp.PathOf("filler");

    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        var disk = new SmallDisk();
        var size = $"size={megabytes}m";
        if (await RunAsync("mount", "-t", "tmpfs", "-o", size, "tmpfs", disk._temp.Path) == 0)
            return disk;
        disk._temp.Dispose();
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", "may not mount");
        throw new InvalidOperationException("may not mount");
    }

    public Task<int> MakeReadOnlyAsync() => RunAsync("mount", "-o", "remount,ro", _temp.Path);

    /// <summary>To the last byte.</summary>
    public void Fill()
    {
        using var file = new FileStream(
            Filler,
            FileMode.Append,
            FileAccess.Write,
            FileShare.None,
            0
        );
        try
        {
            while (true)
                file.Write(new byte[4096]);
        }
        catch (IOException) { }
    }

    public void Empty() => File.Delete(Filler);

    public void Dispose()
    {
        // From its place at once: a program that another test is just starting may hold what was open here
        // for a moment, between fork and exec.
        using (var umount = Process.Start("umount", ["--lazy", _temp.Path]))
            umount.WaitForExit();
        _temp.Dispose();
    }

    private static async Task<int> RunAsync(string command, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(command, arguments)
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            };
            using var process = Process.Start(start)!;
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
