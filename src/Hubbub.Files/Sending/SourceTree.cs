using System.Text;

namespace Hubbub.Files;

/// <summary>The files and folders that a person named, as an offer. Nothing is read but names, sizes and times.</summary>
public sealed class SourceTree : ISourceTree
{
    private readonly List<OfferedItem> _items = [];
    private readonly List<string> _paths = [];
    private readonly List<string> _skipped = [];
    private int _names;

    private SourceTree(string from) => Offer = new Offer(from, []);

    public Offer Offer { get; private set; }

    /// <summary>What is no file and no folder, or a link inside a folder: it does not go.</summary>
    public IReadOnlyList<string> Skipped => _skipped;

    /// <param name="name">Another name for the copy of the only one; null: its own.</param>
    /// <exception cref="TransferException">One of them is not there, cannot be read, or has a name that nobody takes.</exception>
    public static SourceTree Collect(IReadOnlyList<string> paths, string from, string? name = null)
    {
        var tree = new SourceTree(from);
        foreach (var path in paths)
            tree.Add(path, name ?? NameOf(path));
        if (tree._items.Count == 0)
            throw new TransferException(EndKind.NoAccess, "there is nothing to send");
        // The same check that the receiver makes: better told here.
        OfferCheck.Check(tree._items);
        tree.Offer = new Offer(Cut(from), tree._items);
        return tree;
    }

    public ISourceFile Open(int item) => new DiskSource(_paths[item], _items[item]);

    private static string NameOf(string path)
    {
        var name = Path.GetFileName(Path.GetFullPath(path).TrimEnd(Path.DirectorySeparatorChar));
        return name.Length > 0
            ? name
            : throw new TransferException(
                EndKind.NoAccess,
                $"{path} has no name of its own: say one with --as"
            );
    }

    private void Add(string path, string name)
    {
        try
        {
            // What is named itself is followed; links inside folders are not.
            if (Directory.Exists(path))
                AddFolder(new DirectoryInfo(path), name);
            else if (File.Exists(path))
                AddNamed(Follow(new FileInfo(path)), name);
            else
                throw new TransferException(EndKind.NoAccess, $"{path} is not there");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TransferException(EndKind.NoAccess, $"{path} cannot be read: {e.Message}", e);
        }
    }

    private void AddNamed(FileInfo file, string name)
    {
        if (!IsPlain(file))
            throw new TransferException(EndKind.NoAccess, $"{file.FullName} is no plain file");
        AddFile(file, name);
    }

    private static FileInfo Follow(FileInfo file) =>
        (FileInfo?)file.ResolveLinkTarget(returnFinalTarget: true) ?? file;

    private void AddFolder(DirectoryInfo folder, string name)
    {
        AddItem(folder.FullName, new(ItemKind.Folder, name, 0, ModeOf(folder), TimeOf(folder)));
        foreach (
            var inside in folder
                .EnumerateFileSystemInfos()
                .OrderBy(i => i.Name, StringComparer.Ordinal)
        )
        {
            var path = $"{name}/{inside.Name}";
            if (IsLink(inside))
                _skipped.Add(path);
            else if (inside is DirectoryInfo child)
                AddFolder(child, path);
            else if (IsPlain((FileInfo)inside))
                AddFile((FileInfo)inside, path);
            else
                _skipped.Add(path);
        }
    }

    private void AddFile(FileInfo file, string name) =>
        AddItem(file.FullName, new(ItemKind.File, name, file.Length, ModeOf(file), TimeOf(file)));

    /// <summary>The attributes first: where it leads would be asked of the system for each file.</summary>
    private static bool IsLink(FileSystemInfo info) =>
        info.Attributes.HasFlag(FileAttributes.ReparsePoint) && info.LinkTarget is not null;

    /// <summary>No pipe, socket or device: reading those would wait, or never end.</summary>
    private static bool IsPlain(FileInfo file) => UnixFileKind.IsPlain(file.FullName);

    private void AddItem(string path, OfferedItem item)
    {
        _names += Encoding.UTF8.GetByteCount(item.Path);
        if (_items.Count == OfferLimits.MostItems || _names > OfferLimits.MostNames)
        {
            throw new TransferException(
                EndKind.Refused,
                $"more than {OfferLimits.MostItems:N0} files at once do not go: send them in parts or as an archive"
            );
        }

        _items.Add(item);
        _paths.Add(path);
    }

    private static int ModeOf(FileSystemInfo info) =>
        OperatingSystem.IsWindows() ? 0 : (int)info.UnixFileMode & 0x1FF;

    private static long TimeOf(FileSystemInfo info) => info.LastWriteTimeUtc.Ticks;

    private static string Cut(string text)
    {
        while (Encoding.UTF8.GetByteCount(text) > OfferLimits.LongestFrom)
            text = text[..^1];
        return text;
    }
}
