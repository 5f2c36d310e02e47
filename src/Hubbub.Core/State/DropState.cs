namespace Hubbub.Core;

/// <summary>
/// What is in the drop, for rooms and for single people. What rooms have is found again from them, but for the last
/// number and the limits.
/// </summary>
internal sealed class DropState
{
    /// <summary>For all together.</summary>
    public const int Most = 10_000;

    private readonly Dictionary<int, Room> _byNumber = [];
    private readonly Dictionary<string, int> _byKey = new(StringComparer.Ordinal);

    /// <summary>How many files lie under a digest: whoever removes the last removes the bytes.</summary>
    private readonly Dictionary<string, int> _uses = new(StringComparer.Ordinal);

    /// <summary>The number of the last file there was.</summary>
    public int Last { get; private set; }

    public FileLimits Limits { get; set; }

    /// <summary>What waits for single people.</summary>
    public HandedFiles Handed { get; } = new();

    /// <summary>When the next of these has waited long enough, microseconds since 1970 UTC; null: none is to go.</summary>
    public long? NextDue =>
        Handed.Oldest is { } oldest && Limits.Wait > 0 && Limits.Wait < long.MaxValue - oldest.At
            ? oldest.At + Limits.Wait
            : null;

    /// <summary>Bytes that there is room for.</summary>
    public long Left => Math.Max(0, Limits.All - Bytes);

    public int Count => _byNumber.Count + Handed.Count;

    /// <summary>Bytes; the same bytes offered twice count twice, so that who looks can add up.</summary>
    public long Bytes { get; private set; }

    /// <summary>Of a room's.</summary>
    public (Room Room, DroppedFile File)? Find(int number) =>
        _byNumber.TryGetValue(number, out var room) && room.Files.Find(number) is { } file
            ? (room, file)
            : null;

    /// <summary>Whatever it is for.</summary>
    public DroppedFile? Find(string key) =>
        !_byKey.TryGetValue(key, out var number) ? null
        : Handed.Find(number) is { } handed ? handed
        : Find(number)?.File;

    public int UsesOf(string digest) => _uses.GetValueOrDefault(digest);

    public bool Knows(string key) => _byKey.ContainsKey(key);

    public void Write(ByteWriter writer)
    {
        writer.WriteCount(Last);
        writer.WriteVarint((ulong)Limits.All);
        writer.WriteVarint((ulong)Limits.One);
        writer.WriteVarint((ulong)Limits.Wait);
        Handed.Write(writer);
    }

    /// <summary>False: a number or a key is there twice.</summary>
    public bool TryRead(ref ByteReader reader, bool withHanded)
    {
        Last = reader.ReadNumber();
        Limits = new FileLimits((long)reader.ReadVarint(), (long)reader.ReadVarint());
        if (!withHanded)
            return true;
        Limits = Limits with { Wait = (long)reader.ReadVarint() };
        foreach (var file in HandedFiles.Read(ref reader))
        {
            if (!MayNote(file))
                return false;
            Handed.Add(file);
            Note(file);
        }

        return true;
    }

    /// <summary>False: a number or a key is there twice.</summary>
    public bool TryCount(Room room)
    {
        foreach (var file in room.Files.All)
        {
            if (!MayNote(file))
                return false;
            _byNumber.Add(file.Number, room);
            Note(file);
        }

        return true;
    }

    public void Add(Room room, DroppedFile file)
    {
        Last = file.Number;
        room.Files.Add(file);
        _byNumber.Add(file.Number, room);
        Note(file);
    }

    /// <summary>For one person.</summary>
    public void Hand(DroppedFile file)
    {
        Last = file.Number;
        Handed.Add(file);
        Note(file);
    }

    public void Remove(Room room, DroppedFile file)
    {
        room.Files.Remove(file);
        _byNumber.Remove(file.Number);
        Forget(file);
    }

    /// <summary>Of one person's; once.</summary>
    public void Close(DroppedFile file)
    {
        if (Handed.Remove(file.Number))
            Forget(file);
    }

    private bool MayNote(DroppedFile file) =>
        file.Number <= Last
        && !_byNumber.ContainsKey(file.Number)
        && Handed.Find(file.Number) is null
        && !Knows(file.Key);

    private void Note(DroppedFile file)
    {
        _byKey.Add(file.Key, file.Number);
        _uses[file.Digest] = UsesOf(file.Digest) + 1;
        Bytes += file.Size;
    }

    private void Forget(DroppedFile file)
    {
        _byKey.Remove(file.Key);
        Bytes -= file.Size;
        if (--_uses[file.Digest] == 0)
            _uses.Remove(file.Digest);
    }
}
