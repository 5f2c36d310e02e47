using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <summary>IRC's letters for a session's own marks: one table.</summary>
internal static class SessionModeLetters
{
    private static readonly (char Letter, SessionModes Mode)[] s_all =
    [
        ('B', SessionModes.Bot),
        ('R', SessionModes.RegisteredOnly),
        ('i', SessionModes.Invisible),
        ('o', SessionModes.Operator),
        ('w', SessionModes.Wallops),
    ];

    public static string All { get; } =
        Of(s_all.Aggregate(SessionModes.None, (m, r) => m | r.Mode));

    public static string Of(SessionModes modes) =>
        string.Concat(s_all.Where(row => (modes & row.Mode) != 0).Select(row => row.Letter));

    /// <summary>A string such as <c>+iw-B</c>; the last word on a mode counts.</summary>
    public static (SessionModes Add, SessionModes Remove, bool Unknown) Parse(string letters)
    {
        var (add, remove, unknown) = (SessionModes.None, SessionModes.None, false);
        var adds = true;
        foreach (var letter in letters)
        {
            if (letter is '+' or '-')
            {
                adds = letter == '+';
                continue;
            }

            var mode = Array.Find(s_all, row => row.Letter == letter).Mode;
            unknown |= mode == SessionModes.None;
            (add, remove) = adds ? (add | mode, remove & ~mode) : (add & ~mode, remove | mode);
        }

        return (add, remove, unknown);
    }
}
