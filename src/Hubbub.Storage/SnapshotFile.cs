using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Hubbub.Node;

namespace Hubbub.Storage;

/// <summary>
/// The bytes of a snapshot's file: "HUBSNAP" and the format (8 bytes), index (8, little endian),
/// digest of the log (32), length of the hub (8), the hub, SHA-256 of all before (32).
/// </summary>
internal static class SnapshotFile
{
    private const int DigestLength = SHA256.HashSizeInBytes;
    private const int IndexAt = 8;
    private const int DigestAt = IndexAt + 8;
    private const int LengthAt = DigestAt + DigestLength;
    private const int HubAt = LengthAt + 8;

    /// <summary>The last byte is the format.</summary>
    private static ReadOnlySpan<byte> Magic => "HUBSNAP\u0001"u8;

    public static byte[] Write(StoredSnapshot snapshot)
    {
        if (snapshot.ChainDigest.Length != DigestLength)
            throw new ArgumentException("not a digest", nameof(snapshot));
        var bytes = new byte[HubAt + snapshot.Hub.Length + DigestLength];
        var body = bytes.AsSpan(..^DigestLength);
        Magic.CopyTo(body);
        BinaryPrimitives.WriteUInt64LittleEndian(body[IndexAt..], snapshot.Index);
        snapshot.ChainDigest.CopyTo(body[DigestAt..]);
        BinaryPrimitives.WriteInt64LittleEndian(body[LengthAt..], snapshot.Hub.Length);
        snapshot.Hub.CopyTo(body[HubAt..]);
        SHA256.HashData(body, bytes.AsSpan(^DigestLength..));
        return bytes;
    }

    /// <summary>False: cut off, altered, or of another format.</summary>
    public static bool TryRead(byte[] bytes, [NotNullWhen(true)] out StoredSnapshot? snapshot)
    {
        snapshot = null;
        if (bytes.Length < HubAt + DigestLength || !bytes.AsSpan().StartsWith(Magic))
            return false;
        var body = bytes.AsSpan(..^DigestLength);
        if (BinaryPrimitives.ReadInt64LittleEndian(body[LengthAt..]) != body.Length - HubAt)
            return false;
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(bytes.AsSpan(^DigestLength..)))
            return false;
        snapshot = new StoredSnapshot(
            BinaryPrimitives.ReadUInt64LittleEndian(body[IndexAt..]),
            body[DigestAt..LengthAt].ToArray(),
            body[HubAt..].ToArray()
        );
        return true;
    }
}
