using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Hubbub.Core;

/// <summary>
/// Grows as it is written; the one way in which the house turns values into the bytes of logs and
/// snapshots. Integers are LEB128 (7 bits a byte, low first), strings a length and UTF-8.
/// </summary>
public sealed class ByteWriter(int capacity = 256) : IBufferWriter<byte>
{
    private byte[] _buffer = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public byte[] ToArray() => Written.ToArray();

    public void Clear() => Length = 0;

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Need(Math.Max(sizeHint, 1));
        return _buffer.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Need(Math.Max(sizeHint, 1));
        return _buffer.AsSpan(Length);
    }

    public void WriteByte(byte value)
    {
        Need(1);
        _buffer[Length++] = value;
    }

    public void WriteFlag(bool value) => WriteByte(value ? (byte)1 : (byte)0);

    public void WriteVarint(ulong value)
    {
        Need(10);
        while (value >= 0x80)
        {
            _buffer[Length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _buffer[Length++] = (byte)value;
    }

    /// <exception cref="ArgumentOutOfRangeException">Negative: nothing could read it back.</exception>
    public void WriteCount(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        WriteVarint((ulong)value);
    }

    public void WriteFixed64(ulong value)
    {
        Need(8);
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.AsSpan(Length), value);
        Length += 8;
    }

    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        Need(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(Length));
        Length += bytes.Length;
    }

    public void WriteString(string value)
    {
        WriteCount(Encoding.UTF8.GetByteCount(value));
        Need(value.Length * 3);
        Length += Encoding.UTF8.GetBytes(value, _buffer.AsSpan(Length));
    }

    public void WriteOptional(string? value)
    {
        WriteFlag(value is not null);
        if (value is not null)
            WriteString(value);
    }

    private void Need(int count)
    {
        if (_buffer.Length - Length < count)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + count));
    }
}
