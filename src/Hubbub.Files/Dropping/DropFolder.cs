namespace Hubbub.Files;

/// <summary>
/// Where a server keeps the files that it was given: whole and verified under <c>content/</c>, by their SHA-256, and
/// under <c>coming/</c> what is on its way. What is kept for whom stands elsewhere: what nobody wants any more is swept
/// away. Any thread.
/// </summary>
public sealed class DropFolder
{
    /// <summary>How long a part waits for whoever goes on with it.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromDays(7);

    private readonly Lock _turn = new();
    private readonly Dictionary<string, int> _held = new(StringComparer.Ordinal);
    private readonly string _content;
    private readonly string _coming;
    private readonly Action<string> _syncFolder;
    private long _comingBytes;
    private long _holds;

    private DropFolder(string path, Action<string> syncFolder)
    {
        _content = Path.Combine(path, "content");
        _coming = Path.Combine(path, "coming");
        _syncFolder = syncFolder;
    }

    /// <summary>Where parts are kept that somebody may go on with.</summary>
    public string Coming => _coming;

    /// <summary>Bytes of what is on its way.</summary>
    public long ComingBytes => Interlocked.Read(ref _comingBytes);

    /// <summary>Bytes that the disk has room for.</summary>
    public long Free => new DriveInfo(_content).AvailableFreeSpace;

    /// <param name="path">Made if it is not there.</param>
    /// <param name="syncFolder">Makes new names in a folder durable.</param>
    /// <exception cref="IOException">It cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be used.</exception>
    public static DropFolder Open(string path, Action<string> syncFolder)
    {
        var folder = new DropFolder(path, syncFolder);
        Directory.CreateDirectory(folder._content);
        Directory.CreateDirectory(folder._coming);
        foreach (
            var left in new DirectoryInfo(folder._coming).EnumerateFiles(
                "*",
                SearchOption.AllDirectories
            )
        )
        {
            // Nobody goes on with what came by HTTP, nor with what was left long ago.
            var isPart = left.Extension != ArrivingFile.Ending;
            if (!isPart || left.LastWriteTimeUtc < DateTime.UtcNow - s_patience)
                left.Delete();
        }

        return folder;
    }

    /// <summary>A file that is on its way.</summary>
    public ArrivingFile Begin() =>
        new(this, Path.Combine(_coming, Path.GetRandomFileName() + ArrivingFile.Ending));

    /// <summary>Where the bytes with a SHA-256 lie, if they are there.</summary>
    /// <param name="digest">64 lower-case hexadecimal digits.</param>
    public string PathOf(string digest) => Path.Combine(_content, digest[..2], digest);

    /// <summary>Null: it is not there.</summary>
    public IReadFile? OpenRead(string digest)
    {
        try
        {
            return new ReadFile(File.OpenHandle(PathOf(digest)));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>So much is to come: it counts as on its way until this is disposed.</summary>
    public IDisposable Reserve(long bytes) => new Reserved(this, bytes);

    /// <summary>Takes a whole file in, durably. Until the hold is disposed, nobody sweeps it away.</summary>
    /// <param name="path">On the same disk; it is moved, or removed where its bytes are there already.</param>
    public IDisposable Take(string path, string digest)
    {
        var hold = Hold(digest);
        try
        {
            var place = PathOf(digest);
            using (var handle = File.OpenHandle(path, access: FileAccess.ReadWrite))
                RandomAccess.FlushToDisk(handle);
            if (File.Exists(place))
            {
                File.Delete(path);
                return hold;
            }

            var folder = Path.GetDirectoryName(place)!;
            Directory.CreateDirectory(folder);
            File.Move(path, place);
            _syncFolder(folder);
            _syncFolder(_content);
            return hold;
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    /// <summary>Removes what is under no digest that is used.</summary>
    /// <param name="isUsed">Asked for each that is there.</param>
    /// <returns>Files removed.</returns>
    public async Task<int> SweepAsync(Func<string, Task<bool>> isUsed)
    {
        var removed = 0;
        foreach (var file in Directory.EnumerateFiles(_content, "*", SearchOption.AllDirectories))
        {
            var digest = Path.GetFileName(file);
            var before = Interlocked.Read(ref _holds);
            if (!await isUsed(digest) && TryRemove(file, digest, before))
                removed++;
        }

        return removed;
    }

    internal void Count(long bytes) => Interlocked.Add(ref _comingBytes, bytes);

    /// <summary>False: somebody has taken it in since it was asked whether it is used.</summary>
    private bool TryRemove(string file, string digest, long holds)
    {
        lock (_turn)
        {
            if (_holds != holds || _held.ContainsKey(digest))
                return false;
            File.Delete(file);
            return true;
        }
    }

    private Held Hold(string digest)
    {
        lock (_turn)
        {
            _holds++;
            _held[digest] = _held.GetValueOrDefault(digest) + 1;
        }

        return new Held(this, digest);
    }

    private void Release(string digest)
    {
        lock (_turn)
        {
            if (--_held[digest] == 0)
                _held.Remove(digest);
        }
    }

    private sealed class Reserved : IDisposable
    {
        private readonly DropFolder _folder;
        private long _bytes;

        public Reserved(DropFolder folder, long bytes)
        {
            (_folder, _bytes) = (folder, bytes);
            folder.Count(bytes);
        }

        public void Dispose() => _folder.Count(-Interlocked.Exchange(ref _bytes, 0));
    }

    private sealed class Held(DropFolder folder, string digest) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
                folder.Release(digest);
        }
    }
}
