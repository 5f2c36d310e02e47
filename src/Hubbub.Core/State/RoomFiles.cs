namespace Hubbub.Core;

/// <summary>A file of the drop. The hub holds no bytes: <see cref="Digest"/> says where they lie.</summary>
/// <param name="Number">From 1, in the order of offering; of the whole server.</param>
/// <param name="Index">The entry by which it was offered.</param>
/// <param name="Digest">SHA-256, 64 lower-case hexadecimal digits.</param>
/// <param name="Key">What its link holds.</param>
/// <param name="Owner">Whose it is, as long as their session lasts.</param>
/// <param name="By">The nick under which it was brought.</param>
/// <param name="At">Microseconds since 1970 UTC.</param>
public sealed record DroppedFile(
    int Number,
    ulong Index,
    string Name,
    long Size,
    string Digest,
    string Key,
    SessionId Owner,
    string By,
    long At
);

/// <summary>The files that a room has in the drop, in the order of offering.</summary>
internal sealed class RoomFiles
{
    private readonly List<DroppedFile> _files = new(0);

    public IReadOnlyList<DroppedFile> All => _files;

    public bool IsEmpty => _files.Count == 0;

    public DroppedFile? Find(int number) => _files.Find(file => file.Number == number);

    /// <summary>The one that was offered there.</summary>
    public DroppedFile? FindAt(ulong index) => _files.Find(file => file.Index == index);

    public void Add(DroppedFile file) => _files.Add(file);

    public void Remove(DroppedFile file) => _files.Remove(file);

    public void Write(ByteWriter writer)
    {
        writer.WriteCount(_files.Count);
        foreach (var file in _files)
        {
            writer.WriteCount(file.Number);
            writer.WriteVarint(file.Index);
            writer.WriteString(file.Name);
            writer.WriteVarint((ulong)file.Size);
            writer.WriteString(file.Digest);
            writer.WriteString(file.Key);
            writer.WriteFixed64(file.Owner.Incarnation);
            writer.WriteVarint(file.Owner.Number);
            writer.WriteString(file.By);
            writer.WriteVarint((ulong)file.At);
        }
    }

    public void Read(ref ByteReader reader)
    {
        var count = reader.ReadCount(atLeast: 16);
        for (var i = 0; i < count; i++)
        {
            Add(
                new DroppedFile(
                    reader.ReadNumber(),
                    reader.ReadVarint(),
                    reader.ReadString(),
                    (long)reader.ReadVarint(),
                    reader.ReadString(),
                    reader.ReadString(),
                    new SessionId(reader.ReadFixed64(), reader.ReadNumber32()),
                    reader.ReadString(),
                    (long)reader.ReadVarint()
                )
            );
        }
    }
}

/// <summary>What all rooms have in the drop together. Found again from the rooms, but for the last number and the limits.</summary>
internal sealed class DropState
{
    /// <summary>In all rooms together.</summary>
    public const int Most = 10_000;

    private readonly Dictionary<int, Room> _byNumber = [];
    private readonly Dictionary<string, int> _byKey = new(StringComparer.Ordinal);

    /// <summary>How many files lie under a digest: whoever removes the last removes the bytes.</summary>
    private readonly Dictionary<string, int> _uses = new(StringComparer.Ordinal);

    /// <summary>The number of the last file there was.</summary>
    public int Last { get; private set; }

    public FileLimits Limits { get; set; }

    /// <summary>Bytes that there is room for.</summary>
    public long Left => Math.Max(0, Limits.All - Bytes);

    public int Count => _byNumber.Count;

    /// <summary>Bytes; the same bytes offered twice count twice, so that who looks can add up.</summary>
    public long Bytes { get; private set; }

    public (Room Room, DroppedFile File)? Find(int number) =>
        _byNumber.TryGetValue(number, out var room) && room.Files.Find(number) is { } file
            ? (room, file)
            : null;

    public (Room Room, DroppedFile File)? Find(string key) =>
        _byKey.TryGetValue(key, out var number) ? Find(number) : null;

    public int UsesOf(string digest) => _uses.GetValueOrDefault(digest);

    public bool Knows(string key) => _byKey.ContainsKey(key);

    public void Write(ByteWriter writer)
    {
        writer.WriteCount(Last);
        writer.WriteVarint((ulong)Limits.All);
        writer.WriteVarint((ulong)Limits.One);
    }

    public void Read(ref ByteReader reader)
    {
        Last = reader.ReadNumber();
        Limits = new FileLimits((long)reader.ReadVarint(), (long)reader.ReadVarint());
    }

    /// <summary>False: a number or a key is there twice.</summary>
    public bool TryCount(Room room)
    {
        foreach (var file in room.Files.All)
        {
            if (file.Number > Last || _byNumber.ContainsKey(file.Number) || Knows(file.Key))
                return false;
            Note(room, file);
        }

        return true;
    }

    public void Add(Room room, DroppedFile file)
    {
        Last = file.Number;
        room.Files.Add(file);
        Note(room, file);
    }

    public void Remove(Room room, DroppedFile file)
    {
        room.Files.Remove(file);
        _byNumber.Remove(file.Number);
        _byKey.Remove(file.Key);
        Bytes -= file.Size;
        if (--_uses[file.Digest] == 0)
            _uses.Remove(file.Digest);
    }

    private void Note(Room room, DroppedFile file)
    {
        _byNumber.Add(file.Number, room);
        _byKey.Add(file.Key, file.Number);
        _uses[file.Digest] = UsesOf(file.Digest) + 1;
        Bytes += file.Size;
    }
}
