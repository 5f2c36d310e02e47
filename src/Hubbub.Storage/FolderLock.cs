using System.Globalization;

namespace Hubbub.Storage;

/// <summary>
/// Keeps a second server out of a folder. A lock of the kernel (<c>flock</c>) on a file that
/// stays: it ends with the process, also when that is killed. Another file says whose it is.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const string LockFile = "lock";
    private const string PidFile = "pid";

    private readonly FileStream _held;
    private readonly string _pidPath;

    private FolderLock(FileStream held, string pidPath) => (_held, _pidPath) = (held, pidPath);

    /// <summary>Whether a server has ever used the folder.</summary>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, LockFile));

    /// <exception cref="StorageException">Another server holds it.</exception>
    public static FolderLock Take(string folder)
    {
        var pidPath = Path.Combine(folder, PidFile);
        FileStream held;
        try
        {
            // FileShare.None is flock(LOCK_EX | LOCK_NB) on Unix.
            held = new FileStream(
                Path.Combine(folder, LockFile),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 0
            );
        }
        catch (IOException error) when (IsHeld(error))
        {
            throw new StorageException(
                $"another server{ReadPid(pidPath)} uses {folder}: stop that one, or choose another "
                    + "folder.",
                error
            );
        }

        WritePid(pidPath);
        return new FolderLock(held, pidPath);
    }

    public void Dispose()
    {
        try
        {
            // Before the lock goes: afterwards it would be another server's.
            File.Delete(_pidPath);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is only read while the lock is held, so a stale one misleads nobody.
        }

        _held.Dispose();
    }

    /// <summary>EAGAIN (Linux), EAGAIN (macOS), a sharing violation (Windows).</summary>
    private static bool IsHeld(IOException error) =>
        error.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static void WritePid(string path)
    {
        try
        {
            File.WriteAllText(path, $"{Environment.ProcessId}\n");
        }
        catch (IOException full) when (FolderTrouble.IsDiskFull(full))
        {
            // A start on a full disk must go on: the number is a kindness.
        }
    }

    private static string ReadPid(string path)
    {
        try
        {
            var text = File.ReadAllText(path).Trim();
            return int.TryParse(text, NumberStyles.None, null, out var pid) ? $" (pid {pid})" : "";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
