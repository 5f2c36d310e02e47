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

    /// <param name="said">By which it was offered.</param>
    public static DroppedFile Read(SaidInRoom said, ref ByteReader reader) =>
        new(
            reader.ReadNumber(),
            said.Index,
            reader.ReadString(),
            (long)reader.ReadVarint(),
            reader.ReadString(),
            reader.ReadString(),
            said.From.Session,
            said.From.Nick,
            (long)reader.ReadVarint()
        );
}
