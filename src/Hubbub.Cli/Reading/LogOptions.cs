using System.Globalization;
using Hubbub.Core;
using Hubbub.Protocols;

namespace Hubbub.Cli.Reading;

/// <summary>What of a log is to be shown, and how.</summary>
internal sealed record LogOptions
{
    public required string Folder { get; init; }

    /// <summary>Null: all rooms.</summary>
    public FoldedRoom? Room { get; init; }

    /// <summary>Microseconds since 1970 UTC.</summary>
    public long Since { get; init; }

    public IReadOnlyList<string> Words { get; init; } = [];

    public bool Json { get; init; }

    public bool Verify { get; init; }

    /// <summary>The # may be left out: shells take it for the start of a comment.</summary>
    public static FoldedRoom RoomOf(string typed) =>
        NameRules.FoldRoom(typed.StartsWith('#') ? typed : "#" + typed);
}

/// <summary>Times as people give them: a day, a time of a day, or how long ago.</summary>
internal static class Since
{
    private static readonly string[] s_formats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-ddTHH:mm",
        "yyyy-MM-ddTHH:mm:ss",
    ];

    /// <summary>Microseconds since 1970 UTC; null: not a time.</summary>
    public static long? Read(string word, TimeProvider time)
    {
        if (
            word.Length > 1
            && int.TryParse(word.AsSpan(0, word.Length - 1), NumberStyles.None, null, out var count)
            && UnitOf(word[^1]) is { } unit
        )
        {
            return MicrosOf(time.GetUtcNow() - (unit * count));
        }

        return DateTime.TryParseExact(
            word,
            s_formats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var at
        )
            ? MicrosOf(new DateTimeOffset(at, time.LocalTimeZone.GetUtcOffset(at)))
            : null;
    }

    private static TimeSpan? UnitOf(char letter) =>
        letter switch
        {
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => null,
        };

    private static long MicrosOf(DateTimeOffset at) =>
        (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
