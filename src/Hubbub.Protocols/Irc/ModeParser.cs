using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <param name="Lists">Mask lists that are asked for.</param>
internal sealed record ParsedModes(
    IReadOnlyList<RoomChange> Changes,
    IReadOnlyList<RoomMode> Lists,
    IReadOnlyList<char> Unknown,
    IReadOnlyList<(char Letter, string Parameter, string Why)> Invalid
);

/// <summary>Mode strings such as <c>+ov-b ada bob *!*@*</c>.</summary>
internal static class ModeParser
{
    private const int LongestKey = 32;
    private const int LongestMask = 200;

    /// <summary>EXTBAN (<see href="https://modern.ircdocs.horse/#extban-parameter"/>): muted, not banned.</summary>
    private const string Mute = "m:";

    public static ParsedModes Parse(string letters, IReadOnlyList<string> arguments)
    {
        var changes = new List<RoomChange>();
        var lists = new List<RoomMode>();
        var unknown = new List<char>();
        var invalid = new List<(char, string, string)>();
        var (adds, next) = (true, 0);
        foreach (var letter in letters)
        {
            if (letter is '+' or '-')
            {
                adds = letter == '+';
                continue;
            }

            if (!ModeLetters.TryFind(letter, out var mode, out var kind))
            {
                if (!unknown.Contains(letter))
                    unknown.Add(letter);
                continue;
            }

            var argument =
                TakesArgument(kind, adds) && next < arguments.Count ? arguments[next++] : null;
            if (kind == ModeKind.List && argument is null)
            {
                if (!lists.Contains(mode))
                    lists.Add(mode);
            }
            else if (changes.Count < IrcServer.MostModes)
            {
                if (ToChange(mode, kind, adds, argument, out var change) is { } why)
                    invalid.Add((letter, argument ?? "*", why));
                else
                    changes.Add(change);
            }
        }

        return new ParsedModes(changes, lists, unknown, invalid);
    }

    private static bool TakesArgument(ModeKind kind, bool adds) =>
        kind switch
        {
            ModeKind.Flag => false,
            ModeKind.ParameterToSet => adds,
            _ => true,
        };

    /// <summary>Why the parameter will not do; null: it will.</summary>
    private static string? ToChange(
        RoomMode mode,
        ModeKind kind,
        bool adds,
        string? argument,
        out RoomChange change
    )
    {
        change = new RoomChange(adds, mode);
        switch (kind)
        {
            case ModeKind.Flag:
            case ModeKind.ParameterToSet when !adds:
                return null;
            case ModeKind.AlwaysParameter when !adds:
                // The key need not be known to be taken away.
                change = change with
                {
                    Parameter = argument ?? "*",
                };
                return null;
            case ModeKind.AlwaysParameter:
                if (argument is not { Length: > 0 and <= LongestKey } key || key.Any(IsNoKey))
                    return $"A key has 1 to {LongestKey} characters, no spaces and no commas";
                change = change with { Parameter = key, Key = RoomKey.HashOf(key) };
                return null;
            case ModeKind.ParameterToSet:
                change = change with { Parameter = argument ?? "" };
                return RoomChanges.LimitOf(change) > 0 ? null : "A limit is a number above 0";
            case ModeKind.List:
                if (argument is not { Length: > 0 and <= LongestMask } || argument == Mute)
                    return $"A mask has 1 to {LongestMask} characters";
                var mutes =
                    mode != RoomMode.InviteException
                    && argument.StartsWith(Mute, StringComparison.Ordinal);
                change = change with
                {
                    Parameter = mutes ? Mute + Mask(argument[Mute.Length..]) : Mask(argument),
                };
                return null;
            case ModeKind.Role:
            default:
                if (string.IsNullOrEmpty(argument))
                    return "A nick is needed";
                change = change with { Parameter = argument, Whom = NameRules.Fold(argument) };
                return null;
        }
    }

    private static bool IsNoKey(char c) => c is ',' or ':' || c <= ' ';

    /// <summary>What is typed short, in full: <c>ada</c> is <c>ada!*@*</c>.</summary>
    private static string Mask(string typed)
    {
        var bang = typed.Contains('!');
        var at = typed.Contains('@');
        return (bang, at) switch
        {
            (true, true) => typed,
            (true, false) => typed + "@*",
            (false, true) => "*!" + typed,
            _ => typed + "!*@*",
        };
    }
}
