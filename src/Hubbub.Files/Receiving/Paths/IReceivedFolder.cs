using Microsoft.Win32.SafeHandles;

namespace Hubbub.Files;

internal enum Opening
{
    Opened,
    Nothing,

    /// <summary>There is something of that name: no plain file, or one that somebody else is writing.</summary>
    InTheWay,
}

/// <summary>
/// A folder on disk into which received files go, and the only way to it. A name is used beside the
/// path that it belongs to, in that path's folder. No link is ever followed below the folder itself, and nothing
/// that is there is ever replaced.
/// </summary>
internal interface IReceivedFolder : IDisposable
{
    /// <summary>Bytes that can still be written.</summary>
    long Free { get; }

    bool HasFolder(ReceivedPath path);

    /// <summary>Opens a plain file.</summary>
    /// <param name="own">To write: no other receiver has it open so.</param>
    Opening TryOpen(ReceivedPath beside, string name, bool own, out SafeFileHandle? handle);

    /// <summary>Makes a file that was not there, owned as above. Folders on the way are made, too.</summary>
    /// <returns>Null: there is something of that name.</returns>
    SafeFileHandle? TryCreate(ReceivedPath beside, string name);

    /// <returns>False: there is something of that name.</returns>
    bool TryRename(ReceivedPath beside, string from, string to);

    void Remove(ReceivedPath beside, string name);

    void MakeFolder(ReceivedPath path);

    /// <summary>Gives a folder its permissions (0: leaves them) and its time.</summary>
    void FinishFolder(ReceivedPath path, int mode, long modified);
}
