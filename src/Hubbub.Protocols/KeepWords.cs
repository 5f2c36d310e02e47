using System.Globalization;
using Hubbub.Core;
using Hubbub.Protocols.Boards;

namespace Hubbub.Protocols;

/// <summary>How long something stays, as people write and read it.</summary>
public static class KeepWords
{
    public const string Rule = "has to be a time like 90d, 12h or 30m, or forever";

    private const long Second = 1_000_000;

    private static readonly (string Word, long Micros)[] s_units =
    [
        ("day", 86_400 * Second),
        ("hour", 3_600 * Second),
        ("minute", 60 * Second),
        ("second", Second),
    ];

    /// <summary>See <see cref="Keep"/>; null: not a span, or none that can be meant.</summary>
    public static long? Read(string word)
    {
        if (word.Equals("forever", StringComparison.OrdinalIgnoreCase))
            return Keep.Forever;
        return Lasting.TryParse(word, out var span) && span > TimeSpan.Zero
            ? (long)span.TotalMicroseconds
            : null;
    }

    /// <summary><c>for 90 days</c>, <c>for ever</c>: in the largest unit that it is a whole number of.</summary>
    public static string Of(long span)
    {
        if (span == Keep.Forever)
            return "for ever";
        var (word, micros) = Array.Find(s_units, unit => span % unit.Micros == 0);
        var count = micros == 0 ? span : span / micros;
        var plural = count == 1 ? "" : "s";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"for {count} {word ?? "microsecond"}{plural}"
        );
    }

    /// <summary>Told to a room.</summary>
    internal static string Of(KeepSet set) =>
        set.Span == Keep.AsServer
            ? $"{set.By.Nick} decided that what is said here stays as long as elsewhere on this server."
            : $"{set.By.Nick} decided that what is said here stays {Of(set.Span)}.";
}
