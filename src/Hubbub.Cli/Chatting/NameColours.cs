using Hubbub.Terminal.Drawing;

namespace Hubbub.Cli.Chatting;

/// <summary>A colour for each name, always the same; of middling brightness, to be read on light and dark.</summary>
internal static class NameColours
{
    private static readonly int[] s_palette =
    [
        31,
        35,
        65,
        67,
        97,
        130,
        133,
        137,
        162,
        166,
        169,
        29,
    ];

    public static Style Of(string name, Look look = Look.Plain)
    {
        // FNV-1a: the same in every process, unlike string's own.
        var hash = 2_166_136_261u;
        foreach (var c in name)
            hash = (hash ^ char.ToLowerInvariant(c)) * 16_777_619u;
        return Style.Of(s_palette[(hash >> 8) % (uint)s_palette.Length], look);
    }
}
