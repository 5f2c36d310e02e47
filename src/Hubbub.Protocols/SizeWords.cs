using System.Globalization;

namespace Hubbub.Protocols;

/// <summary>Bytes as people read them. Decimal units, as shops and networks count.</summary>
public static class SizeWords
{
    private static readonly string[] s_units = ["kB", "MB", "GB", "TB", "PB"];

    public static string Of(long bytes)
    {
        if (bytes < 1_000)
            return bytes == 1 ? "1 byte" : $"{bytes} bytes";
        var value = bytes / 1_000.0;
        var unit = 0;
        for (; value >= 999.95 && unit < s_units.Length - 1; unit++)
            value /= 1_000;
        var digits = value < 9.95 ? "0.0" : "0";
        return value.ToString(digits, CultureInfo.InvariantCulture) + " " + s_units[unit];
    }

    /// <summary>5000, 200M, 4G: decimal, as <see cref="Of"/> tells it. Null: none of these.</summary>
    public static long? Parse(string word)
    {
        var unit = word.Length > 0 ? "kMGT".IndexOf(word[^1]) : -1;
        var digits = unit < 0 ? word : word[..^1];
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return null;
        for (; unit >= 0; unit--)
        {
            if (number > long.MaxValue / 1_000)
                return null;
            number *= 1_000;
        }

        return number;
    }
}
