using System.Security.Cryptography;

namespace Hubbub.Datagrams;

/// <summary>The SHA-256 of an identity's public key, as people compare it: 64 hexadecimal digits.</summary>
public sealed record Fingerprint
{
    private Fingerprint(string hex) => Hex = hex;

    public string Hex { get; }

    /// <summary>Takes the digits in any case, with or without colons.</summary>
    public static bool TryParse(string text, out Fingerprint? fingerprint)
    {
        var hex = text.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();
        var isOne = hex.Length == 64 && hex.All(char.IsAsciiHexDigitLower);
        fingerprint = isOne ? new Fingerprint(hex) : null;
        return isOne;
    }

    public override string ToString() => Hex;

    internal static Fingerprint Of(ReadOnlySpan<byte> publicKey) =>
        new(Convert.ToHexStringLower(SHA256.HashData(publicKey)));
}
