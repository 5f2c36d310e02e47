using System.Buffers;

namespace Hubbub.Datagrams;

/// <summary>
/// The bytes of a stream from one offset to another, in a ring that grows as it must and is given back
/// when nothing is in it. Whoever writes has checked the bound.
/// </summary>
internal sealed class SlidingBuffer
{
    private const int Least = 256;

    private byte[]? _bytes;
    private int _size;

    public long Start { get; private set; }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        Reserve((int)(offset + bytes.Length - Start));
        var at = (int)(offset & (_size - 1));
        var first = Math.Min(bytes.Length, _size - at);
        bytes[..first].CopyTo(_bytes.AsSpan(at));
        bytes[first..].CopyTo(_bytes);
    }

    public void Read(long offset, Span<byte> into)
    {
        if (into.IsEmpty)
            return;
        var at = (int)(offset & (_size - 1));
        var first = Math.Min(into.Length, _size - at);
        _bytes.AsSpan(at, first).CopyTo(into);
        _bytes.AsSpan(0, into.Length - first).CopyTo(into[first..]);
    }

    /// <param name="isEmpty">Nothing that was written lies after it.</param>
    public void Drop(long to, bool isEmpty)
    {
        Start = to;
        if (!isEmpty || _bytes is null)
            return;
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = null;
        _size = 0;
    }

    private void Reserve(int length)
    {
        if (length <= _size)
            return;
        var size = Math.Max(Least, _size);
        while (size < length)
            size *= 2;
        var grown = ArrayPool<byte>.Shared.Rent(size);
        if (_bytes is not null)
        {
            // Rings of different sizes keep an offset in different places.
            for (var offset = Start; offset < Start + _size; )
            {
                var from = (int)(offset & (_size - 1));
                var to = (int)(offset & (size - 1));
                var count = (int)
                    Math.Min(Start + _size - offset, Math.Min(_size - from, size - to));
                _bytes.AsSpan(from, count).CopyTo(grown.AsSpan(to));
                offset += count;
            }

            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = grown;
        _size = size;
    }
}
