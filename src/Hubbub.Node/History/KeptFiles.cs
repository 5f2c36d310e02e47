using Hubbub.Core;

namespace Hubbub.Node.History;

/// <summary>A file of the drop as it was offered, within <see cref="KeptEvents"/>.</summary>
internal static class KeptFiles
{
    public static void Write(ByteWriter writer, DroppedFile file)
    {
        writer.WriteCount(file.Number);
        writer.WriteString(file.Name);
        writer.WriteVarint((ulong)file.Size);
        writer.WriteString(file.Digest);
        writer.WriteString(file.Key);
        writer.WriteVarint((ulong)file.At);
    }

    /// <param name="from">Who offered it.</param>
    /// <param name="index">By which entry.</param>
    public static DroppedFile Read(Identity from, ulong index, ref ByteReader reader) =>
        new(
            reader.ReadNumber(),
            index,
            reader.ReadString(),
            (long)reader.ReadVarint(),
            reader.ReadString(),
            reader.ReadString(),
            from.Session,
            from.Nick,
            (long)reader.ReadVarint()
        );
}
