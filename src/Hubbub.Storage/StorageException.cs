namespace Hubbub.Storage;

/// <summary>
/// The data folder or a file in it cannot be used. The message is for the person who runs the
/// server: what is wrong, with which path, and what to do.
/// </summary>
public sealed class StorageException(string message, Exception? cause = null)
    : Exception(message, cause)
{
    /// <summary>There is no room: what failed may work once there is some.</summary>
    public bool DiskFull { get; init; }
}
