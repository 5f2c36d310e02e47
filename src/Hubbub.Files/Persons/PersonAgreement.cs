using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Hubbub.Files;

/// <summary>
/// Two who have never met agree on a secret, each with a key for this one offer. Who sits between them could agree
/// with each of them apart: then their check words differ. The sender is bound to its key before it sees the
/// other's, so nobody can look for a key that makes the words the same.
/// </summary>
internal sealed class PersonAgreement : IDisposable
{
    public const int SessionSize = 16;
    public const int KeySize = 64;
    private const string Label = "hubbub person 1 ";

    private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    public PersonAgreement()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        Key = [.. point.X!, .. point.Y!];
    }

    /// <summary>The public one: x and y.</summary>
    public byte[] Key { get; }

    /// <summary>Binds to a key without showing it; a key is by far too much to be guessed.</summary>
    public static byte[] Commitment(ReadOnlySpan<byte> session, ReadOnlySpan<byte> key) =>
        SHA256.HashData([.. "hubbub person 1 key"u8, .. session, .. key]);

    /// <param name="said">All that was said until now, the same on both sides.</param>
    /// <returns>Null: that is no key.</returns>
    public AgreedKeys? Agree(
        ReadOnlySpan<byte> other,
        ReadOnlySpan<byte> session,
        params ReadOnlySpan<byte[]> said
    )
    {
        if (other.Length != KeySize || Multiply(other) is not { } shared)
            return null;
        using var transcript = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = new byte[sizeof(int)];
        foreach (var note in said)
        {
            BinaryPrimitives.WriteInt32BigEndian(length, note.Length);
            transcript.AppendData(length);
            transcript.AppendData(note);
        }

        var key = HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            shared,
            outputLength: 32,
            salt: session.ToArray(),
            info: transcript.GetHashAndReset()
        );
        CryptographicOperations.ZeroMemory(shared);
        return new AgreedKeys(new MeetingKeys(key, Label));
    }

    public void Dispose() => _key.Dispose();

    private byte[]? Multiply(ReadOnlySpan<byte> point)
    {
        try
        {
            // The platform refuses what is no point of the curve.
            using var other = ECDiffieHellman.Create(
                new ECParameters
                {
                    Curve = ECCurve.NamedCurves.nistP256,
                    Q = new() { X = point[..32].ToArray(), Y = point[32..].ToArray() },
                }
            );
            using var publicKey = other.PublicKey;
            return _key.DeriveRawSecretAgreement(publicKey);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>What came of it.</summary>
internal sealed class AgreedKeys(MeetingKeys keys)
{
    public MeetingKeys Keys => keys;

    /// <summary>25 bits, for two people to compare.</summary>
    public string CheckWords
    {
        get
        {
            var number = BinaryPrimitives.ReadUInt64BigEndian(keys.Derive("check words", 8));
            var (rest, first) = Math.DivRem(number, SpokenWord.Count);
            return $"{SpokenWord.Of((int)first)}-{SpokenWord.Of((int)(rest % SpokenWord.Count))}";
        }
    }
}
