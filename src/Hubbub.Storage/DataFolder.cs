namespace Hubbub.Storage;

/// <summary>
/// The folder in which a server keeps everything; one server at a time, and nobody else reads it.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FolderLock _lock;
    private readonly Reserve _reserve;

    private DataFolder(string path)
    {
        Path = path;
        _lock = FolderLock.Take(path);
        _reserve = new Reserve(PathOf("reserve"));
    }

    public string Path { get; }

    /// <summary>Whether there are 8 MiB that can be freed.</summary>
    public bool HasReserve => _reserve.Exists;

    /// <summary>Makes it where it is missing, and takes its lock, which the kernel lets go when the process ends in whatever way.</summary>
    /// <exception cref="StorageException">It cannot be used, or another server uses it.</exception>
    public static DataFolder Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        try
        {
            if (!Directory.Exists(path))
                Create(path);
            else
                CloseToOthers(path);
            var folder = new DataFolder(path);
            _ = folder.TryMakeReserve();
            return folder;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw FolderTrouble.Plainly(path, error);
        }
    }

    /// <summary>A file in it.</summary>
    public string PathOf(string file) => System.IO.Path.Combine(Path, file);

    /// <summary>Gives the 8 MiB back to the disk, so that leaving and the end can still be logged.</summary>
    public void FreeReserve() => _reserve.Free();

    /// <summary>Keeps 8 MiB again; false: there is no room for it yet.</summary>
    public bool TryMakeReserve() => _reserve.TryMake();

    public void Dispose() => _lock.Dispose();

    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly);
        FolderSync.Sync(System.IO.Path.GetDirectoryName(path));
    }

    private static void CloseToOthers(string path)
    {
        if (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & ~OwnerOnly) == 0)
            return;
        // A home folder or /tmp named by mistake must not be shut to everybody else.
        if (!FolderLock.IsIn(path) && Directory.EnumerateFileSystemEntries(path).Any())
            throw new StorageException(
                $"{path} holds files that are not Hubbub's and is open to others: choose an empty "
                    + "folder, or one that is not there yet."
            );
        File.SetUnixFileMode(path, OwnerOnly);
    }
}
