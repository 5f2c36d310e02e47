using Microsoft.Win32.SafeHandles;

namespace Hubbub.Files;

/// <summary>
/// The same by paths, where <see cref="LinuxFolder"/> does not work: each folder on the way is looked at
/// before it is used. Somebody who may write into the folder could still exchange one in between.
/// </summary>
internal sealed class ManagedFolder(string root) : IReceivedFolder
{
    private readonly string _root = Path.GetFullPath(root);

    public long Free => new DriveInfo(_root).AvailableFreeSpace;

    public bool HasFolder(ReceivedPath path) =>
        Directory.Exists(Walk(path.Parts, path.Parts.Count, make: false));

    public Opening TryOpen(ReceivedPath beside, string name, bool own, out SafeFileHandle? handle)
    {
        handle = null;
        var path = PathOf(beside, name, make: false);
        var info = new FileInfo(path);
        if (!info.Exists)
            return Directory.Exists(path) || info.LinkTarget is not null
                ? Opening.InTheWay
                : Opening.Nothing;
        if (info.LinkTarget is not null || !UnixFileKind.IsPlain(path))
            return Opening.InTheWay;
        try
        {
            handle = File.OpenHandle(
                path,
                FileMode.Open,
                own ? FileAccess.ReadWrite : FileAccess.Read,
                own ? FileShare.None : FileShare.ReadWrite | FileShare.Delete
            );
            return Opening.Opened;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Opening.InTheWay;
        }
    }

    public SafeFileHandle? TryCreate(ReceivedPath beside, string name)
    {
        var path = PathOf(beside, name, make: true);
        try
        {
            return File.OpenHandle(
                path,
                FileMode.CreateNew,
                FileAccess.ReadWrite,
                FileShare.Delete
            );
        }
        catch (IOException) when (Path.Exists(path))
        {
            return null;
        }
    }

    public bool TryRename(ReceivedPath beside, string from, string to)
    {
        var target = PathOf(beside, to, make: false);
        try
        {
            File.Move(PathOf(beside, from, make: false), target, overwrite: false);
            return true;
        }
        catch (IOException) when (Path.Exists(target))
        {
            return false;
        }
    }

    public void Remove(ReceivedPath beside, string name) =>
        File.Delete(PathOf(beside, name, make: false));

    public void MakeFolder(ReceivedPath path) => Walk(path.Parts, path.Parts.Count, make: true);

    public void FinishFolder(ReceivedPath path, int mode, long modified)
    {
        var folder = new DirectoryInfo(Walk(path.Parts, path.Parts.Count, make: false));
        if (!folder.Exists)
            return;
        if (mode != 0 && !OperatingSystem.IsWindows())
            folder.UnixFileMode = (UnixFileMode)mode;
        folder.LastWriteTimeUtc = new DateTime(modified, DateTimeKind.Utc);
    }

    public void Dispose() { }

    private string PathOf(ReceivedPath beside, string name, bool make) =>
        Path.Combine(Walk(beside.Parts, beside.Parts.Count - 1, make), name);

    private string Walk(IReadOnlyList<string> parts, int count, bool make)
    {
        var at = _root;
        for (var i = 0; i < count; i++)
        {
            at = Path.Combine(at, parts[i]);
            var info = new DirectoryInfo(at);
            if (info.LinkTarget is not null || File.Exists(at))
            {
                throw new TransferException(
                    EndKind.NoAccess,
                    $"“{string.Join('/', parts.Take(i + 1))}” is there at the receiver, and is no folder"
                );
            }

            if (make && !info.Exists)
                info.Create();
        }

        return at;
    }
}
