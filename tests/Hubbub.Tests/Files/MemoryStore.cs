using Hubbub.Files;

namespace Hubbub.Tests.Files;

/// <summary>A disk in memory: it can be full, and forget the end of what was written when the power goes.</summary>
internal sealed class MemoryStore : IReceivingStore
{
    private readonly Dictionary<string, Part> _parts = [];

    public Dictionary<string, (byte[] Bytes, OfferedItem Item)> Files { get; } = [];

    public HashSet<string> Folders { get; } = [];

    /// <summary>Bytes that can still be written.</summary>
    public long Free { get; set; } = long.MaxValue;

    public int PartsLeft => _parts.Count;

    public long Written { get; private set; }

    /// <summary>Of each part some bytes at the end are not what they were.</summary>
    public void LosePower(Random dice)
    {
        foreach (var part in _parts.Values.Where(part => part.Bytes.Length > 0))
        {
            var from = dice.Next(part.Bytes.Length);
            if (dice.Next(2) == 0)
                part.Bytes = part.Bytes[..from];
            else
                part.Bytes[from] ^= 1;
        }
    }

    public bool HasFolder(ReceivedPath path) => Folders.Contains(path.ToString());

    public Found Look(ReceivedPath path, OfferedItem item)
    {
        if (
            Files.TryGetValue(path.ToString(), out var file)
            && file.Bytes.Length == item.Size
            && file.Item.Modified == item.Modified
        )
            return new Found.Whole(new Reading(file.Bytes), path.ToString());
        return _parts.TryGetValue(path.ToString(), out var part) && part.Digests.Count > 0
            ? new Found.Part(part)
            : new Found.Nothing();
    }

    public IPartFile Begin(ReceivedPath path, OfferedItem item) =>
        _parts[path.ToString()] = new Part(this, path.ToString(), item);

    public void MakeFolder(ReceivedPath path) => Folders.Add(path.ToString());

    public void FinishFolder(ReceivedPath path, OfferedItem item) =>
        Assert.Contains(path.ToString(), Folders);

    public void Dispose() { }

    private static int Read(byte[] bytes, long offset, Span<byte> into)
    {
        var count = (int)Math.Clamp(bytes.Length - offset, 0, into.Length);
        bytes.AsSpan((int)Math.Min(offset, bytes.Length), count).CopyTo(into);
        return count;
    }

    private sealed class Reading(byte[] bytes) : IReadFile
    {
        public long Length => bytes.Length;

        public int Read(long offset, Span<byte> into) => MemoryStore.Read(bytes, offset, into);

        public void Dispose() { }
    }

    private sealed class Part(MemoryStore store, string path, OfferedItem item) : IPartFile
    {
        public byte[] Bytes { get; set; } = [];

        public List<byte[]> Digests { get; } = [];

        public long Length => Bytes.Length;

        public bool Matches(long chunk, ReadOnlySpan<byte> digest) =>
            chunk < Digests.Count && digest.SequenceEqual(Digests[(int)chunk]);

        public int Read(long offset, Span<byte> into) => MemoryStore.Read(Bytes, offset, into);

        public void Cut(long length)
        {
            Bytes = Bytes[..(int)length];
            var kept = (int)((length + Chunk.Size - 1) / Chunk.Size);
            Digests.RemoveRange(kept, Digests.Count - kept);
        }

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            const int NoSpace = 28;
            if (store.Free < bytes.Length)
                throw new IOException("no space", NoSpace);
            Assert.True(offset <= Bytes.Length, "a hole in a part");
            store.Free -= bytes.Length;
            store.Written += bytes.Length;
            Bytes = [.. Bytes.AsSpan(0, (int)offset), .. bytes];
        }

        public void Verified(ReadOnlySpan<byte> digest) => Digests.Add(digest.ToArray());

        public string Finish()
        {
            Assert.True(store.Files.TryAdd(path, (Bytes, item)), "a file was replaced");
            store._parts.Remove(path);
            return path;
        }

        public void Dispose() { }
    }
}
