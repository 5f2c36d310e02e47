using System.Globalization;
using Hubbub.Node;

namespace Hubbub.Storage;

/// <summary>Snapshots as files in the data folder; the newest two are kept.</summary>
public sealed class FileSnapshots(DataFolder folder) : ISnapshots
{
    private const string Prefix = "snapshot-";
    private const string Suffix = ".bin";
    private const int Kept = 2;

    /// <summary>
    /// Those that are whole. More than the newest may be wanted: one from beyond the end of a log
    /// that was cut off does not fit it.
    /// </summary>
    public IEnumerable<StoredSnapshot> NewestFirst()
    {
        foreach (var (index, path) in Files())
        {
            if (TryRead(path) is { } snapshot && snapshot.Index == index)
                yield return snapshot;
        }
    }

    /// <exception cref="StorageException">It could not be written; those before are kept.</exception>
    public void Save(StoredSnapshot snapshot)
    {
        var path = folder.PathOf($"{Prefix}{snapshot.Index:D20}{Suffix}");
        var unfinished = path + ".new";
        try
        {
            Write(unfinished, SnapshotFile.Write(snapshot));
            File.Move(unfinished, path, overwrite: true);
            FolderSync.Sync(folder.Path);
            Prune(snapshot.Index);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            File.Delete(unfinished);
            throw FolderTrouble.Plainly(folder.Path, error);
        }
    }

    private static void Write(string path, byte[] bytes)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }

    /// <summary>
    /// Invariant: indices only grow. So one beyond that just saved is of an end of the log that
    /// was cut off; as the newest, it would push out the good ones.
    /// </summary>
    private void Prune(ulong saved)
    {
        foreach (var (_, path) in Files().Where(file => file.Index > saved))
            File.Delete(path);
        foreach (var (_, path) in Files().Skip(Kept))
            File.Delete(path);
        foreach (var path in Directory.EnumerateFiles(folder.Path, $"{Prefix}*{Suffix}.new"))
            File.Delete(path);
    }

    /// <summary>Newest first, whole or not.</summary>
    private List<(ulong Index, string Path)> Files() =>
        [
            .. Directory
                .EnumerateFiles(folder.Path, $"{Prefix}*{Suffix}")
                .Select(path => (Index: IndexOf(path), Path: path))
                .Where(file => file.Index > 0)
                .OrderByDescending(file => file.Index),
        ];

    /// <summary>0: not a name of ours.</summary>
    private static ulong IndexOf(string path)
    {
        var digits = Path.GetFileName(path.AsSpan())[Prefix.Length..^Suffix.Length];
        return ulong.TryParse(digits, NumberStyles.None, null, out var index) ? index : 0;
    }

    private static StoredSnapshot? TryRead(string path)
    {
        try
        {
            return SnapshotFile.TryRead(File.ReadAllBytes(path), out var snapshot)
                ? snapshot
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
