using System.Security.Cryptography;

namespace Hubbub.Datagrams;

/// <summary>
/// One side of an ephemeral Diffie–Hellman on P-256, the curve that .NET has on every system (X25519
/// it has not). The scalar multiplication is the platform's, in constant time.
/// </summary>
internal sealed class KeyAgreement : IDisposable
{
    /// <summary>x and y, 32 bytes each.</summary>
    public const int PublicKeySize = 64;

    private const int Coordinate = 32;

    private readonly ECDiffieHellman _key;

    public KeyAgreement(FillRandom random)
    {
        _key = Draw(random);
        var q = _key.ExportParameters(includePrivateParameters: false).Q;
        PublicKey = [.. q.X!, .. q.Y!];
    }

    public byte[] PublicKey { get; }

    /// <summary>The shared x coordinate, 32 bytes; null: not a point of the curve.</summary>
    public byte[]? Agree(ReadOnlySpan<byte> publicKey)
    {
        try
        {
            using var other = ECDiffieHellman.Create(
                new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = Point(publicKey) }
            );
            using var point = other.PublicKey;
            return _key.DeriveRawSecretAgreement(point);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Dispose() => _key.Dispose();

    internal static ECPoint Point(ReadOnlySpan<byte> publicKey) =>
        new()
        {
            X = publicKey[..Coordinate].ToArray(),
            Y = publicKey.Slice(Coordinate, Coordinate).ToArray(),
        };

    private static ECDiffieHellman Draw(FillRandom random)
    {
        var scalar = new byte[Coordinate];
        try
        {
            // A number that is no scalar of the curve (0, or not below its order) is drawn once in 2^32.
            for (var tries = 0; ; tries++)
            {
                random(scalar);
                try
                {
                    return ECDiffieHellman.Create(
                        new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar }
                    );
                }
                catch (CryptographicException) when (tries < 8) { }
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(scalar);
        }
    }
}
