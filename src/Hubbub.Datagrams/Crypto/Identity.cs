using System.Security.Cryptography;

namespace Hubbub.Datagrams;

/// <summary>
/// A server's lasting key (ECDSA on P-256): kept with its data, known to clients by its fingerprint.
/// Where fingerprints are remembered is the caller's affair.
/// </summary>
public sealed class Identity : IDisposable
{
    /// <summary>x and y, 32 bytes each.</summary>
    internal const int PublicKeySize = 64;

    /// <summary>r and s, 32 bytes each.</summary>
    internal const int SignatureSize = 64;

    private readonly ECDsa _key;
    private readonly byte[] _resetKey;

    private Identity(ECDsa key)
    {
        _key = key;
        var parameters = key.ExportParameters(includePrivateParameters: true);
        PublicKey = [.. parameters.Q.X!, .. parameters.Q.Y!];
        Fingerprint = Fingerprint.Of(PublicKey);
        _resetKey = HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            parameters.D!,
            32,
            info: "hubbub dgram 1 reset"u8.ToArray()
        );
        CryptographicOperations.ZeroMemory(parameters.D);
    }

    public Fingerprint Fingerprint { get; }

    internal byte[] PublicKey { get; }

    public static Identity Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads what <see cref="Export"/> gave.</summary>
    /// <exception cref="CryptographicException">It is not a private key of P-256.</exception>
    public static Identity Import(ReadOnlySpan<byte> pkcs8)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(pkcs8, out _);
            return key.KeySize == 256
                ? new Identity(key)
                : throw new CryptographicException("not a key of P-256");
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>PKCS #8, unencrypted: for a file that only its owner can read.</summary>
    public byte[] Export() => _key.ExportPkcs8PrivateKey();

    public void Dispose() => _key.Dispose();

    internal void Sign(ReadOnlySpan<byte> hash, Span<byte> signature) =>
        _key.SignHash(hash, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    /// <summary>The same after a restart: a server that has forgotten can still say so.</summary>
    internal void ResetToken(ConnectionId server, Span<byte> token)
    {
        Span<byte> id = stackalloc byte[ConnectionId.Size];
        Span<byte> hash = stackalloc byte[32];
        new WireWriter(id).UInt64(server.Value);
        HMACSHA256.HashData(_resetKey, id, hash);
        hash[..WelcomeBody.ResetTokenSize].CopyTo(token);
    }

    internal static bool IsSigned(
        ReadOnlySpan<byte> publicKey,
        ReadOnlySpan<byte> hash,
        ReadOnlySpan<byte> signature
    )
    {
        try
        {
            using var key = ECDsa.Create(
                new ECParameters
                {
                    Curve = ECCurve.NamedCurves.nistP256,
                    Q = KeyAgreement.Point(publicKey),
                }
            );
            return key.VerifyHash(
                hash,
                signature,
                DSASignatureFormat.IeeeP1363FixedFieldConcatenation
            );
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
