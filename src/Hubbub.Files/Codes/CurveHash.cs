using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Hubbub.Files;

/// <summary>
/// Points of P-256 from bytes: RFC 9380, suite P256_XMD:SHA-256_SSWU_NU_, and from an x coordinate alone. Not in
/// constant time (ADR 19 says why that is borne): no secret scalar is ever here.
/// </summary>
internal static class CurveHash
{
    public const int Coordinate = 32;

    /// <summary>Bytes of a field element before it is reduced: RFC 9380, section 8.2.</summary>
    private const int Wide = 48;
    private const int Block = 64;

    private static readonly BigInteger s_p = Hex(
        "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff"
    );
    private static readonly BigInteger s_b = Hex(
        "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b"
    );
    private static readonly BigInteger s_a = s_p - 3;
    private static readonly BigInteger s_z = s_p - 10;

    /// <summary>encode_to_curve: RFC 9380, section 3.</summary>
    /// <param name="dst">The domain: at most 255 bytes.</param>
    public static ECPoint Encode(ReadOnlySpan<byte> message, ReadOnlySpan<byte> dst)
    {
        var u = Field(message, dst);
        // map_to_curve_simple_swu: RFC 9380, section 6.6.2.
        var zu2 = Mod(s_z * u * u);
        var tv1 = Invert(Mod((zu2 * zu2) + zu2));
        var x1 = tv1.IsZero
            ? Mod(s_b * Invert(Mod(s_z * s_a)))
            : Mod(-s_b * Invert(s_a) * (1 + tv1));
        var x = IsSquare(Right(x1)) ? x1 : Mod(zu2 * x1);
        var y = Root(Right(x));
        return Point(x, u.IsEven == y.IsEven ? y : Mod(-y));
    }

    /// <summary>One of the two points with an x coordinate; null: there is none.</summary>
    public static ECPoint? Lift(ReadOnlySpan<byte> x)
    {
        var number = new BigInteger(x, isUnsigned: true, isBigEndian: true);
        return number < s_p && IsSquare(Right(number)) ? Point(number, Root(Right(number))) : null;
    }

    /// <summary>hash_to_field for one element: RFC 9380, section 5.2.</summary>
    internal static BigInteger Field(ReadOnlySpan<byte> message, ReadOnlySpan<byte> dst) =>
        Mod(new BigInteger(Expand(message, dst), isUnsigned: true, isBigEndian: true));

    /// <summary>expand_message_xmd with SHA-256, for 48 bytes: RFC 9380, section 5.3.1.</summary>
    private static byte[] Expand(ReadOnlySpan<byte> message, ReadOnlySpan<byte> dst)
    {
        byte[] prime = [.. dst, (byte)dst.Length];
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, Wide);
        var b0 = SHA256.HashData([.. new byte[Block], .. message, .. length, 0, .. prime]);
        var b1 = SHA256.HashData([.. b0, 1, .. prime]);
        var mixed = new byte[b0.Length];
        for (var i = 0; i < mixed.Length; i++)
            mixed[i] = (byte)(b0[i] ^ b1[i]);
        var b2 = SHA256.HashData([.. mixed, 2, .. prime]);
        return [.. b1, .. b2[..(Wide - b1.Length)]];
    }

    private static BigInteger Right(BigInteger x) => Mod((x * x * x) + (s_a * x) + s_b);

    private static bool IsSquare(BigInteger value) =>
        value.IsZero || BigInteger.ModPow(value, (s_p - 1) / 2, s_p).IsOne;

    /// <summary>p is 3 modulo 4.</summary>
    private static BigInteger Root(BigInteger square) =>
        BigInteger.ModPow(square, (s_p + 1) / 4, s_p);

    /// <summary>Of 0: 0.</summary>
    private static BigInteger Invert(BigInteger value) => BigInteger.ModPow(value, s_p - 2, s_p);

    private static BigInteger Mod(BigInteger value)
    {
        var rest = value % s_p;
        return rest.Sign < 0 ? rest + s_p : rest;
    }

    private static ECPoint Point(BigInteger x, BigInteger y) =>
        new() { X = Bytes(x), Y = Bytes(y) };

    private static byte[] Bytes(BigInteger value)
    {
        var bytes = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[Coordinate - bytes.Length], .. bytes];
    }

    private static BigInteger Hex(string digits) =>
        new(Convert.FromHexString(digits), isUnsigned: true, isBigEndian: true);
}
