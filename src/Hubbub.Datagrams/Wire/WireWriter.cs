using System.Buffers.Binary;

namespace Hubbub.Datagrams;

/// <summary>Writes fields one after the other. Callers ask <see cref="Room"/> first: no room is a bug.</summary>
public ref struct WireWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;

    public int Position { get; private set; }

    public readonly int Room => _buffer.Length - Position;

    public readonly ReadOnlySpan<byte> Written => _buffer[..Position];

    public void Byte(int value) => _buffer[Position++] = (byte)value;

    public void UInt32(uint value) =>
        BinaryPrimitives.WriteUInt32BigEndian(Take(sizeof(uint)), value);

    public void UInt64(ulong value) =>
        BinaryPrimitives.WriteUInt64BigEndian(Take(sizeof(ulong)), value);

    public void Varint(long value) =>
        Position += Datagrams.Varint.Write(_buffer[Position..], value);

    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>A byte of length, then the bytes: at most 255.</summary>
    public void Short(ReadOnlySpan<byte> bytes)
    {
        Byte(checked((byte)bytes.Length));
        Bytes(bytes);
    }

    /// <summary>Forgets what was written after a position.</summary>
    public void Rewind(int position) => Position = position;

    public void Zeros(int count) => Take(count).Clear();

    /// <summary>The next bytes, for the caller to fill.</summary>
    public Span<byte> Take(int count)
    {
        var taken = _buffer.Slice(Position, count);
        Position += count;
        return taken;
    }
}
