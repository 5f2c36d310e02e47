using System.Runtime.InteropServices;

namespace Hubbub.Storage;

/// <summary>
/// Makes a new name in a folder durable; .NET opens no folders. Where it cannot be done, nothing
/// is: what is renamed here (a snapshot) only saves time.
/// </summary>
public static class FolderSync
{
    private const int ReadOnly = 0; // O_RDONLY

    public static void Sync(string? folder)
    {
        if (folder is null || !OperatingSystem.IsLinux())
            return;
        var descriptor = Open(System.Text.Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly);
        if (descriptor < 0)
            return;
        _ = Flush(descriptor);
        _ = Close(descriptor);
    }

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] zeroTerminatedPath, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
