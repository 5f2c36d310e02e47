using System.Security.Cryptography;

namespace Hubbub.Files;

/// <summary>
/// Two who know the same few words agree on a key; who listens learns nothing of the words, and who takes part has
/// one guess. CPace (draft-irtf-cfrg-cpace) over P-256, of points the x coordinate alone: scalars are multiplied by the
/// platform, in constant time.
/// </summary>
internal sealed class Pake : IDisposable
{
    public const int MessageSize = CurveHash.Coordinate;
    public const int SessionSize = 16;

    private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _session;

    /// <param name="words">What both know.</param>
    /// <param name="context">Who the two are, the same on both sides.</param>
    /// <param name="session">New for each run, the same on both sides.</param>
    public Pake(ReadOnlySpan<byte> words, ReadOnlySpan<byte> context, ReadOnlySpan<byte> session)
    {
        _session = session.ToArray();
        Message = Multiply(Generator(words, context, session));
    }

    /// <summary>For the other side.</summary>
    public byte[] Message { get; }

    private static ReadOnlySpan<byte> Domain => "CPaceP256_XMD:SHA-256_SSWU_NU_"u8;

    /// <param name="other">The other side's message.</param>
    /// <returns>32 bytes, the same for both if their words were; null: it is no message.</returns>
    public byte[]? Agree(ReadOnlySpan<byte> other, bool isFirst)
    {
        if (other.Length != MessageSize || CurveHash.Lift(other) is not { } point)
            return null;
        var shared = Multiply(point);
        byte[] key = SHA256.HashData([
            .. Prefixed([.. Domain, .. "_ISK"u8]),
            .. Prefixed(_session),
            .. Prefixed(shared),
            .. Prefixed(isFirst ? Message : other),
            .. Prefixed(isFirst ? other : Message),
        ]);
        CryptographicOperations.ZeroMemory(shared);
        return key;
    }

    public void Dispose() => _key.Dispose();

    /// <summary>calculate_generator, for SHA-256, which takes 64 bytes at a time.</summary>
    internal static ECPoint Generator(
        ReadOnlySpan<byte> words,
        ReadOnlySpan<byte> context,
        ReadOnlySpan<byte> session
    )
    {
        var prefixed = Prefixed(words);
        // So that the words alone fill the first block: how long hashing takes tells nothing of them.
        var zeros = Math.Max(0, 64 - 1 - prefixed.Length - Prefixed(Domain).Length);
        byte[] text =
        [
            .. Prefixed(Domain),
            .. prefixed,
            .. Prefixed(new byte[zeros]),
            .. Prefixed(context),
            .. Prefixed(session),
        ];
        return CurveHash.Encode(text, Domain);
    }

    private byte[] Multiply(ECPoint point)
    {
        using var other = ECDiffieHellman.Create(
            new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point }
        );
        using var publicKey = other.PublicKey;
        return _key.DeriveRawSecretAgreement(publicKey);
    }

    /// <summary>With its length before it, seven bits a byte, the lowest first. Texts here are shorter than 2^14.</summary>
    private static byte[] Prefixed(ReadOnlySpan<byte> bytes) =>
        bytes.Length < 0x80
            ? [(byte)bytes.Length, .. bytes]
            : [(byte)(0x80 | (bytes.Length & 0x7F)), (byte)(bytes.Length >> 7), .. bytes];
}
