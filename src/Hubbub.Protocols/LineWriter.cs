using System.Buffers.Text;
using System.Text;

namespace Hubbub.Protocols;

/// <summary>
/// Where protocols put bytes: one buffer that all output of a tick is encoded into, once for each
/// kind of client. Of the loop's thread only. Positions stay valid while the buffer grows.
/// </summary>
public sealed class LineWriter(int capacity = 64 * 1024)
{
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(capacity, pinned: true);

    /// <summary>Bytes written.</summary>
    public int Position { get; private set; }

    public ReadOnlySpan<byte> Slice(int start, int length) => _buffer.AsSpan(start, length);

    public ReadOnlySpan<byte> From(int start) => _buffer.AsSpan(start, Position - start);

    /// <summary>Takes back what was written after <paramref name="position"/>; 0: all of it.</summary>
    public void Rewind(int position) => Position = position;

    public LineWriter Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Position += bytes.Length;
        return this;
    }

    public LineWriter Write(byte value)
    {
        Room(1)[0] = value;
        Position++;
        return this;
    }

    public LineWriter Write(string text)
    {
        Position += Encoding.UTF8.GetBytes(text, Room(text.Length * 3));
        return this;
    }

    public LineWriter Write(long number)
    {
        Utf8Formatter.TryFormat(number, Room(20), out var written);
        Position += written;
        return this;
    }

    private Span<byte> Room(int count)
    {
        if (_buffer.Length - Position < count)
        {
            var larger = GC.AllocateUninitializedArray<byte>(
                Math.Max(_buffer.Length * 2, Position + count),
                pinned: true
            );
            _buffer.AsSpan(0, Position).CopyTo(larger);
            _buffer = larger;
        }

        return _buffer.AsSpan(Position);
    }
}
