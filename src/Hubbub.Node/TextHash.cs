using System.Security.Cryptography;

namespace Hubbub.Node;

/// <summary>
/// First 16 bytes of SHA-256 of salt and text. Salted, so that the hash of an erased text tells
/// nobody what it was. Keeps one hasher: making one costs more than hashing a line.
/// </summary>
internal sealed class TextHash
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Compute(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> text, Span<byte> hash)
    {
        Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.AppendData(salt);
        _hash.AppendData(text);
        _hash.GetHashAndReset(whole);
        whole[..Block.HashLength].CopyTo(hash);
    }
}
