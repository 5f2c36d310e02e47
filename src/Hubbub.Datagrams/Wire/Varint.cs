using System.Buffers.Binary;

namespace Hubbub.Datagrams;

/// <summary>
/// Integers of 62 bits in 1, 2, 4 or 8 bytes: RFC 9000, section 16. A longer form than needed is
/// accepted, as there.
/// </summary>
public static class Varint
{
    public const long Most = (1L << 62) - 1;

    public static int Size(long value) =>
        value switch
        {
            < 1 << 6 => 1,
            < 1 << 14 => 2,
            < 1 << 30 => 4,
            _ => 8,
        };

    /// <returns>The bytes written: <see cref="Size"/>.</returns>
    public static int Write(Span<byte> to, long value)
    {
        switch (Size(value))
        {
            case 1:
                to[0] = (byte)value;
                return 1;
            case 2:
                BinaryPrimitives.WriteUInt16BigEndian(to, (ushort)(value | 0x4000));
                return 2;
            case 4:
                BinaryPrimitives.WriteUInt32BigEndian(to, (uint)value | 0x8000_0000);
                return 4;
            default:
                BinaryPrimitives.WriteUInt64BigEndian(to, (ulong)value | 0xC000_0000_0000_0000);
                return 8;
        }
    }

    /// <returns>The bytes read; 0: cut off.</returns>
    public static int TryRead(ReadOnlySpan<byte> from, out long value)
    {
        value = 0;
        if (from.IsEmpty)
            return 0;
        var size = 1 << (from[0] >> 6);
        if (from.Length < size)
            return 0;
        value = size switch
        {
            1 => from[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(from) & 0x3FFF,
            4 => BinaryPrimitives.ReadUInt32BigEndian(from) & 0x3FFF_FFFF,
            _ => (long)(BinaryPrimitives.ReadUInt64BigEndian(from) & (ulong)Most),
        };
        return size;
    }
}
