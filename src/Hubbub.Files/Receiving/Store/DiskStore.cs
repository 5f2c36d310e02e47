using Microsoft.Win32.SafeHandles;

namespace Hubbub.Files;

/// <summary>
/// Files in a folder. Until it is complete a file is called NAME.hubbub.part, with a journal beside it
/// if it is longer than a chunk. Nothing that is there is replaced: the next free name is taken.
/// </summary>
public sealed class DiskStore : IReceivingStore
{
    private const int MostCandidates = 10_000;

    private readonly IReceivedFolder _folder;

    private DiskStore(IReceivedFolder folder) => _folder = folder;

    public long Free => _folder.Free;

    /// <param name="path">Made if it is not there.</param>
    /// <exception cref="IOException">It is no folder, or cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be used.</exception>
    public static DiskStore Open(string path)
    {
        Directory.CreateDirectory(path);
        return new(LinuxFolder.IsSupported ? new LinuxFolder(path) : new ManagedFolder(path));
    }

    internal static DiskStore On(IReceivedFolder folder) => new(folder);

    public bool HasFolder(ReceivedPath path) => _folder.HasFolder(path);

    public Found Look(ReceivedPath path, OfferedItem item)
    {
        foreach (var name in Candidates(path))
        {
            var opening = _folder.TryOpen(path, name, own: false, out var handle);
            if (opening == Opening.Nothing)
                break;
            if (handle is null)
                continue;
            if (IsLike(handle, item))
                return new Found.Whole(new ReadFile(handle), Beside(path, name));
            handle.Dispose();
        }

        foreach (var name in Candidates(path))
        {
            switch (_folder.TryOpen(path, PartNames.Part(name), own: true, out var part))
            {
                case Opening.Nothing:
                    return new Found.Nothing();
                case Opening.Opened when OpenJournal(path, name, item, isNew: false) is { } journal:
                    return new Found.Part(new PartFile(_folder, path, item, name, part!, journal));
                default:
                    part?.Dispose();
                    break;
            }
        }

        return new Found.Nothing();
    }

    public IPartFile Begin(ReceivedPath path, OfferedItem item)
    {
        foreach (var name in Candidates(path))
        {
            var partName = PartNames.Part(name);
            var part = _folder.TryCreate(path, partName) ?? Reuse(path, item, name);
            if (part is null)
                continue;
            var journal =
                item.Size > Chunk.Size ? OpenJournal(path, name, item, isNew: true) : null;
            return new PartFile(_folder, path, item, name, part, journal);
        }

        throw new TransferException(EndKind.NoAccess, $"no name is free for {path}");
    }

    public void MakeFolder(ReceivedPath path) => _folder.MakeFolder(path);

    public void FinishFolder(ReceivedPath path, OfferedItem item) =>
        _folder.FinishFolder(path, item.Mode, item.Modified);

    public void Dispose() => _folder.Dispose();

    /// <summary>Bytes of an offer that seem to be here already, and need no room.</summary>
    public long HeldOf(Offer offer)
    {
        var held = 0L;
        foreach (var item in offer.Items.Where(item => item.Kind == ItemKind.File))
        {
            if (!ReceivedPath.TryParse(item.Path, out var path, out _))
                continue;
            switch (Look(path, item))
            {
                case Found.Whole whole:
                    held += item.Size;
                    whole.File.Dispose();
                    break;
                case Found.Part part:
                    held += part.File.Length;
                    part.File.Dispose();
                    break;
            }
        }

        return held;
    }

    internal static string Beside(ReceivedPath path, string name) =>
        path.Folder.Length == 0 ? name : $"{path.Folder}/{name}";

    internal static IEnumerable<string> Candidates(ReceivedPath path) =>
        Enumerable.Range(1, MostCandidates).Select(n => PartNames.Candidate(path.Name, n));

    private static bool IsLike(SafeFileHandle handle, OfferedItem item) =>
        RandomAccess.GetLength(handle) == item.Size
        && File.GetLastWriteTimeUtc(handle).Ticks == item.Modified;

    /// <summary>One that was left behind, if it is of this file, or of nobody knows what.</summary>
    private SafeFileHandle? Reuse(ReceivedPath path, OfferedItem item, string name)
    {
        _folder.TryOpen(path, PartNames.Part(name), own: true, out var part);
        if (part is null)
            return null;
        if (!IsFree(path, name, item))
        {
            part.Dispose();
            return null;
        }

        RandomAccess.SetLength(part, 0);
        return part;
    }

    private bool IsFree(ReceivedPath path, string name, OfferedItem item)
    {
        var opening = _folder.TryOpen(path, PartNames.Journal(name), own: true, out var handle);
        if (handle is null)
            return opening == Opening.Nothing;
        using (handle)
            return RandomAccess.GetLength(handle) < Journal.HeaderSize
                || Journal.IsOf(handle, item);
    }

    private Journal? OpenJournal(ReceivedPath path, string name, OfferedItem item, bool isNew)
    {
        var journalName = PartNames.Journal(name);
        _folder.TryOpen(path, journalName, own: true, out var handle);
        if (isNew)
        {
            handle ??=
                _folder.TryCreate(path, journalName)
                ?? throw new IOException($"{journalName} is in the way");
            return Journal.Begin(handle, item);
        }

        if (handle is not null && Journal.IsOf(handle, item))
            return Journal.Read(handle);
        handle?.Dispose();
        return null;
    }
}
