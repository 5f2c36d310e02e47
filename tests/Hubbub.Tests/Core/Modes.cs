using Hubbub.Core;

namespace Hubbub.Tests.Core;

/// <summary>Folding as stories need it: ASCII.</summary>
internal static class Fold
{
    public static FoldedNick Nick(string nick) => new(nick.ToLowerInvariant());

    public static FoldedRoom Room(string room) => new(room.ToLowerInvariant());
}

/// <summary>Mode changes as IRC writes them.</summary>
internal static class Modes
{
    private static readonly Dictionary<char, RoomMode> s_letters = new()
    {
        ['i'] = RoomMode.InviteOnly,
        ['m'] = RoomMode.Moderated,
        ['n'] = RoomMode.NoOutsideMessages,
        ['s'] = RoomMode.Secret,
        ['t'] = RoomMode.TopicByOperators,
        ['k'] = RoomMode.Key,
        ['l'] = RoomMode.Limit,
        ['b'] = RoomMode.Ban,
        ['e'] = RoomMode.BanException,
        ['I'] = RoomMode.InviteException,
        ['q'] = RoomMode.Founder,
        ['o'] = RoomMode.Operator,
        ['h'] = RoomMode.HalfOperator,
        ['v'] = RoomMode.Voice,
        ['C'] = RoomMode.NoPrograms,
    };

    public static RoomMode Of(char letter) => s_letters[letter];

    public static RoomChange[] Parse(string modes)
    {
        var words = new Queue<string>(modes.Split(' '));
        var changes = new List<RoomChange>();
        var adds = true;
        foreach (var letter in words.Dequeue())
        {
            if (letter is '+' or '-')
                adds = letter == '+';
            else
                changes.Add(One(adds, Of(letter), words));
        }

        return [.. changes];
    }

    /// <summary>The other way, for what was told: <c>+i +o bob</c>.</summary>
    public static string Show(IEnumerable<RoomChange> changes) =>
        string.Join(' ', changes.Select(Show));

    private static string Show(RoomChange change)
    {
        var letter = s_letters.First(pair => pair.Value == change.Mode).Key;
        return $"{(change.Adds ? '+' : '-')}{letter} {change.Parameter}".TrimEnd();
    }

    private static RoomChange One(bool adds, RoomMode mode, Queue<string> words) =>
        mode switch
        {
            RoomMode.Key when adds && words.Dequeue() is var key => new RoomChange(
                true,
                mode,
                key,
                Key: RoomKey.HashOf(key)
            ),
            RoomMode.Limit when adds => new RoomChange(true, mode, words.Dequeue()),
            >= RoomMode.Founder and <= RoomMode.Voice when words.Dequeue() is var nick =>
                new RoomChange(adds, mode, nick, Fold.Nick(nick)),
            RoomMode.Ban or RoomMode.BanException or RoomMode.InviteException => new RoomChange(
                adds,
                mode,
                words.Dequeue()
            ),
            _ => new RoomChange(adds, mode),
        };
}
