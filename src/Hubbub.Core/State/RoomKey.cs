using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Hubbub.Core;

/// <summary>A room's key: state of the room. What somebody tried travels as a hash only.</summary>
public static class RoomKey
{
    /// <summary>First 8 bytes of SHA-256 of the key's UTF-8, never 0 (0 says: no key).</summary>
    public static ulong HashOf(string key)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), digest);
        return Math.Max(1, BinaryPrimitives.ReadUInt64LittleEndian(digest));
    }
}
