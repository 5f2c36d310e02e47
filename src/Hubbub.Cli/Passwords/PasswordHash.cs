using System.Globalization;
using System.Security.Cryptography;

namespace Hubbub.Cli.Passwords;

/// <summary>
/// <c>pbkdf2-sha256$ROUNDS$SALT$HASH</c>, salt and hash in Base64. The rounds are those that
/// OWASP's password storage cheat sheet asks for (2023).
/// </summary>
internal sealed record PasswordHash(int Rounds, byte[] Salt, byte[] Hash)
{
    public const string Prefix = "pbkdf2-sha256$";

    private const int DefaultRounds = 600_000;

    /// <summary>A file that was tampered with must not keep a processor busy for ever.</summary>
    private const int MostRounds = 10_000_000;

    private const int SaltLength = 16;
    private const int HashLength = 32;

    public static PasswordHash Make(string password, int rounds = DefaultRounds)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return new(rounds, salt, Derive(password, salt, rounds, HashLength));
    }

    public static bool TryParse(string text, out PasswordHash hash)
    {
        hash = null!;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            return false;
        var parts = text[Prefix.Length..].Split('$');
        if (
            parts.Length != 3
            || !int.TryParse(
                parts[0],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var rounds
            )
            || rounds is < 1 or > MostRounds
            || !TryDecode(parts[1], out var salt)
            || !TryDecode(parts[2], out var bytes)
        )
        {
            return false;
        }

        hash = new(rounds, salt, bytes);
        return true;
    }

    /// <summary>Slow on purpose; takes the same time whatever is wrong.</summary>
    public bool Fits(string password) =>
        CryptographicOperations.FixedTimeEquals(Derive(password, Salt, Rounds, Hash.Length), Hash);

    public override string ToString() =>
        $"{Prefix}{Rounds}${Convert.ToBase64String(Salt)}${Convert.ToBase64String(Hash)}";

    private static byte[] Derive(string password, byte[] salt, int rounds, int length) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA256, length);

    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length];
        var isWhole = Convert.TryFromBase64String(text, bytes, out var length);
        bytes = bytes[..length];
        return isWhole && length > 0;
    }
}
