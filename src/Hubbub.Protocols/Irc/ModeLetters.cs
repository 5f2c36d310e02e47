using System.Collections.Frozen;
using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <summary>When a mode letter takes a parameter (the four kinds of <c>CHANMODES</c>, and prefixes).</summary>
internal enum ModeKind
{
    List,
    AlwaysParameter,
    ParameterToSet,
    Flag,
    Role,
}

/// <summary>IRC's letters for what can be changed of a room: one table.</summary>
internal static class ModeLetters
{
    public static readonly IReadOnlyList<(char Letter, RoomMode Mode, ModeKind Kind)> All =
    [
        ('b', RoomMode.Ban, ModeKind.List),
        ('e', RoomMode.BanException, ModeKind.List),
        ('I', RoomMode.InviteException, ModeKind.List),
        ('k', RoomMode.Key, ModeKind.AlwaysParameter),
        ('l', RoomMode.Limit, ModeKind.ParameterToSet),
        ('C', RoomMode.NoPrograms, ModeKind.Flag),
        ('i', RoomMode.InviteOnly, ModeKind.Flag),
        ('m', RoomMode.Moderated, ModeKind.Flag),
        ('n', RoomMode.NoOutsideMessages, ModeKind.Flag),
        ('s', RoomMode.Secret, ModeKind.Flag),
        ('t', RoomMode.TopicByOperators, ModeKind.Flag),
        ('q', RoomMode.Founder, ModeKind.Role),
        ('o', RoomMode.Operator, ModeKind.Role),
        ('h', RoomMode.HalfOperator, ModeKind.Role),
        ('v', RoomMode.Voice, ModeKind.Role),
    ];

    private static readonly FrozenDictionary<char, (RoomMode Mode, ModeKind Kind)> s_byLetter =
        All.ToFrozenDictionary(m => m.Letter, m => (m.Mode, m.Kind));

    private static readonly FrozenDictionary<RoomMode, char> s_byMode = All.ToFrozenDictionary(
        m => m.Mode,
        m => m.Letter
    );

    /// <summary>Highest first, as in <c>PREFIX=(qohv)~@%+</c>.</summary>
    private static readonly (Role Role, char Prefix)[] s_prefixes =
    [
        (Role.Founder, '~'),
        (Role.Operator, '@'),
        (Role.HalfOperator, '%'),
        (Role.Voice, '+'),
    ];

    /// <summary>The prefixes, highest first: also those of <c>STATUSMSG</c>.</summary>
    public const string Prefixes = "~@%+";

    /// <summary>The letters of one kind, in the order of the table.</summary>
    public static string Of(ModeKind kind) =>
        string.Concat(All.Where(m => m.Kind == kind).Select(m => m.Letter));

    public static Rank RankOf(char prefix) =>
        prefix switch
        {
            '~' => Rank.Founder,
            '@' => Rank.Operator,
            '%' => Rank.HalfOperator,
            '+' => Rank.Voice,
            _ => Rank.None,
        };

    /// <summary>Before a room's name, where only those are told who have at least this rank.</summary>
    public static string PrefixOf(Rank least) =>
        least == Rank.None ? "" : Prefixes[(int)Rank.Founder - (int)least].ToString();

    public static bool TryFind(char letter, out RoomMode mode, out ModeKind kind)
    {
        var found = s_byLetter.TryGetValue(letter, out var row);
        (mode, kind) = row;
        return found;
    }

    public static char LetterOf(RoomMode mode) => s_byMode[mode];

    /// <param name="all">multi-prefix: every role's, the highest first; else the highest's only.</param>
    public static void WritePrefix(LineWriter writer, Role role, bool all)
    {
        foreach (var (has, prefix) in s_prefixes)
        {
            if ((role & has) == 0)
                continue;
            writer.Write((byte)prefix);
            if (!all)
                return;
        }
    }

    /// <summary>The letters of a room's flags, <c>+</c> first.</summary>
    public static string Flags(RoomFlags flags)
    {
        var letters = "+";
        if ((flags & RoomFlags.NoPrograms) != 0)
            letters += 'C';
        if ((flags & RoomFlags.InviteOnly) != 0)
            letters += 'i';
        if ((flags & RoomFlags.Moderated) != 0)
            letters += 'm';
        if ((flags & RoomFlags.NoOutsideMessages) != 0)
            letters += 'n';
        if ((flags & RoomFlags.Secret) != 0)
            letters += 's';
        if ((flags & RoomFlags.TopicByOperators) != 0)
            letters += 't';
        return letters;
    }
}
