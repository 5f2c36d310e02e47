using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Hubbub.Files;

/// <summary>
/// Beside a part: what file it is a part of, and the digest of each verified chunk, one after the
/// other. Only appended to; a digest that is cut off counts as none. It is not synced: whoever goes on hashes the part again
/// and believes the journal only as far as both agree.
/// </summary>
internal sealed class Journal : IDisposable
{
    public const int HeaderSize = 24;
    private const ulong Magic = 0x6875_626A_726E_6C01; // "hubjrnl", version 1

    private readonly SafeFileHandle _handle;

    private Journal(SafeFileHandle handle, long count)
    {
        _handle = handle;
        Count = count;
    }

    /// <summary>Digests there are.</summary>
    public long Count { get; private set; }

    public static bool IsOf(SafeFileHandle handle, OfferedItem item)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        Span<byte> expected = stackalloc byte[HeaderSize];
        Header(item, expected);
        return RandomAccess.Read(handle, header, 0) == HeaderSize && header.SequenceEqual(expected);
    }

    public static Journal Begin(SafeFileHandle handle, OfferedItem item)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        Header(item, header);
        RandomAccess.SetLength(handle, 0);
        RandomAccess.Write(handle, header, 0);
        return new(handle, 0);
    }

    public static Journal Read(SafeFileHandle handle) =>
        new(handle, (RandomAccess.GetLength(handle) - HeaderSize) / Chunk.Digest);

    public bool Matches(long number, ReadOnlySpan<byte> digest)
    {
        Span<byte> kept = stackalloc byte[Chunk.Digest];
        return number < Count
            && RandomAccess.Read(_handle, kept, At(number)) == Chunk.Digest
            && kept.SequenceEqual(digest);
    }

    public void Cut(long count)
    {
        Count = Math.Min(Count, count);
        RandomAccess.SetLength(_handle, At(Count));
    }

    public void Add(ReadOnlySpan<byte> digest) => RandomAccess.Write(_handle, digest, At(Count++));

    public void Dispose() => _handle.Dispose();

    private static long At(long count) => HeaderSize + (count * Chunk.Digest);

    private static void Header(OfferedItem item, Span<byte> header)
    {
        BinaryPrimitives.WriteUInt64BigEndian(header, Magic);
        BinaryPrimitives.WriteInt64BigEndian(header[8..], item.Size);
        BinaryPrimitives.WriteInt64BigEndian(header[16..], item.Modified);
    }
}
