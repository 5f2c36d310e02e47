using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hubbub.Cli.Passwords;

/// <summary>
/// Hashed passwords as they stand in the config file:
/// <c>pbkdf2-sha256$ROUNDS$SALT$HASH</c>, the latter two in Base64 (RFC 8018).
/// </summary>
internal static class PasswordHash
{
    private const string Scheme = "pbkdf2-sha256";
    private const int Rounds = 600_000;
    private const int MostRounds = 10_000_000;
    private const int SaltLength = 16;
    private const int HashLength = 32;

    public static string Make(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var hash = Derive(password, salt, Rounds);
        return $"{Scheme}${Rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}";
    }

    /// <summary>Slow on purpose. False also where <paramref name="hash"/> is none.</summary>
    public static bool Verify(string password, string hash) =>
        TryRead(hash, out var rounds, out var salt, out var expected)
        && CryptographicOperations.FixedTimeEquals(Derive(password, salt, rounds), expected);

    public static bool IsHash(string text) => TryRead(text, out _, out _, out _);

    private static bool TryRead(string text, out int rounds, out byte[] salt, out byte[] hash)
    {
        (rounds, salt, hash) = (0, [], []);
        var parts = text.Split('$');
        if (
            parts.Length != 4
            || parts[0] != Scheme
            || !int.TryParse(parts[1], NumberStyles.None, provider: null, out rounds)
            || rounds is < 1 or > MostRounds
        )
        {
            return false;
        }

        try
        {
            (salt, hash) = (Convert.FromBase64String(parts[2]), Convert.FromBase64String(parts[3]));
            return hash.Length == HashLength;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(password),
            salt,
            rounds,
            HashAlgorithmName.SHA256,
            HashLength
        );
}
