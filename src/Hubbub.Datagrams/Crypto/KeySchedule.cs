using System.Security.Cryptography;
using System.Text;

namespace Hubbub.Datagrams;

/// <summary>
/// From the agreed secret to the keys of packets, by HKDF with SHA-256 (RFC 5869): docs/datagrams.md,
/// "Key schedule". Known answers are in the tests.
/// </summary>
internal static class KeySchedule
{
    public const int HashSize = 32;
    public const int KeySize = 32;
    public const int NonceSize = 12;

    private const string Prefix = "hubbub dgram 1 ";

    /// <param name="shared">What both have agreed upon.</param>
    /// <param name="introduction">A secret that both had before; empty: none.</param>
    public static byte[] Extract(ReadOnlySpan<byte> shared, ReadOnlySpan<byte> introduction)
    {
        var extracted = new byte[HashSize];
        HKDF.Extract(HashAlgorithmName.SHA256, shared, introduction, extracted);
        return extracted;
    }

    public static byte[] Derive(
        ReadOnlySpan<byte> secret,
        string label,
        ReadOnlySpan<byte> context,
        int size
    )
    {
        Span<byte> info = stackalloc byte[Prefix.Length + 32 + 1 + HashSize];
        var length = Encoding.ASCII.GetBytes(Prefix + label, info);
        info[length++] = 0;
        context.CopyTo(info[length..]);
        length += context.Length;
        var derived = new byte[size];
        HKDF.Expand(HashAlgorithmName.SHA256, secret, derived, info[..length]);
        return derived;
    }

    public static byte[] Hash(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(first);
        hash.AppendData(second);
        return hash.GetHashAndReset();
    }

    /// <summary>What the server's identity signs, so that the signature means nothing elsewhere.</summary>
    public static byte[] Signed(ReadOnlySpan<byte> transcript) =>
        Hash("hubbub dgram 1 server signature\0"u8, transcript);
}
