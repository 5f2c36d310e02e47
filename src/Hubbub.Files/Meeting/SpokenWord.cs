using System.Security.Cryptography;

namespace Hubbub.Files;

/// <summary>A word of consonant, vowel, consonant, vowel: easy to say over the phone, and to hear. 12.6 bits.</summary>
internal static class SpokenWord
{
    private const string Consonants = "bdfghjklmnprstvz";
    private const string Vowels = "aeiou";

    public const int Count = 16 * 5 * 16 * 5;

    public static string Draw() => Of(RandomNumberGenerator.GetInt32(Count));

    /// <param name="number">Below <see cref="Count"/>.</param>
    public static string Of(int number) =>
        string.Concat(
            Consonants[number % 16],
            Vowels[number / 16 % 5],
            Consonants[number / 80 % 16],
            Vowels[number / 1280 % 5]
        );

    public static bool Is(string word) =>
        word.Length == 4
        && Consonants.Contains(word[0], StringComparison.Ordinal)
        && Vowels.Contains(word[1], StringComparison.Ordinal)
        && Consonants.Contains(word[2], StringComparison.Ordinal)
        && Vowels.Contains(word[3], StringComparison.Ordinal);
}
