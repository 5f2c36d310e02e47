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
)
{
    /// <summary>Whose alone it is, for one time; default: a room's.</summary>
    public SessionId To { get; init; }

    /// <summary>What they were called; empty: it is a room's.</summary>
    public string ToNick { get; init; } = "";

    public bool IsHanded => ToNick.Length > 0;

    internal void Write(ByteWriter writer)
    {
        writer.WriteCount(Number);
        writer.WriteVarint(Index);
        writer.WriteString(Name);
        writer.WriteVarint((ulong)Size);
        writer.WriteString(Digest);
        writer.WriteString(Key);
        writer.WriteFixed64(Owner.Incarnation);
        writer.WriteVarint(Owner.Number);
        writer.WriteString(By);
        writer.WriteVarint((ulong)At);
    }

    internal static DroppedFile Read(ref ByteReader reader) =>
        new(
            reader.ReadNumber(),
            reader.ReadVarint(),
            reader.ReadString(),
            (long)reader.ReadVarint(),
            reader.ReadString(),
            reader.ReadString(),
            new SessionId(reader.ReadFixed64(), reader.ReadNumber32()),
            reader.ReadString(),
            (long)reader.ReadVarint()
        );
}

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
            file.Write(writer);
    }

    public void Read(ref ByteReader reader)
    {
        var count = reader.ReadCount(atLeast: 16);
        for (var i = 0; i < count; i++)
            Add(DroppedFile.Read(ref reader));
    }
}
