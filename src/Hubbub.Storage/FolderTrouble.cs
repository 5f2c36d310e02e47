namespace Hubbub.Storage;

/// <summary>Says what the operating system found wrong so that a person can mend it.</summary>
internal static class FolderTrouble
{
    // errno, which .NET puts into HResult as it is.
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int QuotaReached = 122;

    // The same on Windows.
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    public static bool IsDiskFull(IOException error) =>
        error.HResult is NoSpace or QuotaReached or WindowsDiskFull;

    public static StorageException Plainly(string path, Exception error) =>
        error switch
        {
            _ when File.Exists(path) => new StorageException(
                $"{path} is a file, not a folder: choose another place for the data.",
                error
            ),
            IOException full when IsDiskFull(full) => new StorageException(
                $"the disk with {path} is full: make room on it.",
                error
            )
            {
                DiskFull = true,
            },
            IOException { HResult: ReadOnlyFileSystem } => new StorageException(
                $"{path} is on a disk that can only be read: choose another place, or mount it for "
                    + "writing.",
                error
            ),
            UnauthorizedAccessException => new StorageException(
                $"{path} cannot be written by the user {Environment.UserName}: make it that user's "
                    + $"own (chown {Environment.UserName} {path}), or choose another place.",
                error
            ),
            _ => new StorageException($"{path} cannot be used: {error.Message}", error),
        };
}
