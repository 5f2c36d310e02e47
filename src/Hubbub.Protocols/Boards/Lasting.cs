using System.Globalization;

namespace Hubbub.Protocols.Boards;

/// <summary>How long a post lasts, as people write it: <c>30m</c>, <c>12h</c>, <c>2d</c>, <c>1w</c>, <c>never</c>.</summary>
public static class Lasting
{
    public const string Words = "a number with s, m, h, d or w, as in 2d; or never";

    private static readonly TimeSpan s_longest = TimeSpan.FromDays(10 * 366);

    public static string Of(TimeSpan lasts) =>
        lasts == TimeSpan.Zero ? "never"
        : lasts.Ticks % TimeSpan.TicksPerDay == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{lasts.Ticks / TimeSpan.TicksPerDay}d")
        : string.Create(CultureInfo.InvariantCulture, $"{(long)lasts.TotalSeconds}s");

    /// <param name="lasts">Zero: for ever.</param>
    public static bool TryParse(string text, out TimeSpan lasts)
    {
        lasts = TimeSpan.Zero;
        if (text is "never")
            return true;
        if (text.Length is < 2 or > 10)
            return false;
        var unit = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            'w' => TimeSpan.FromDays(7),
            _ => TimeSpan.Zero,
        };
        if (
            unit == TimeSpan.Zero
            || !int.TryParse(
                text[..^1],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var count
            )
            || count == 0
            || count > s_longest / unit
        )
            return false;
        lasts = unit * count;
        return true;
    }
}
