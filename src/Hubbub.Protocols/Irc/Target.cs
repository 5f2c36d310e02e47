using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <summary>
/// Whom a message is for: a nick, a room, or (STATUSMSG,
/// <see href="https://modern.ircdocs.horse/#statusmsg-parameter"/>) those in a room who have at
/// least a rank: <c>@#tea</c>.
/// </summary>
/// <param name="Name">Without the prefix of the rank.</param>
internal readonly record struct Target(string Name, Rank Least, bool IsRoom)
{
    /// <summary>False: there are too many.</summary>
    /// <param name="list">With commas. Each is taken once.</param>
    /// <param name="over">The first that is too many.</param>
    public static bool TryReadList(string list, out List<Target> targets, out string over)
    {
        targets = [];
        over = "";
        var seen = new HashSet<(string, Rank)>();
        foreach (var typed in list.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var target = Of(typed);
            if (!seen.Add((target.Key, target.Least)))
                continue;
            over = typed;
            targets.Add(target);
        }

        return targets.Count <= IrcServer.MostTargets;
    }

    public static Target Of(string typed)
    {
        var name = typed.AsSpan().TrimStart(ModeLetters.Prefixes);
        if (name.IsEmpty || name[0] != '#')
            return new Target(typed, Rank.None, IsRoom: false);
        // Of several prefixes the lowest counts: it reaches the others too.
        var least = Rank.None;
        foreach (var prefix in typed.AsSpan(0, typed.Length - name.Length))
        {
            var rank = ModeLetters.RankOf(prefix);
            least = least == Rank.None || rank < least ? rank : least;
        }

        return new Target(name.ToString(), least, IsRoom: true);
    }

    /// <summary>A room, and everybody in it; null: it is another target.</summary>
    public string? WholeRoom => IsRoom && Least == Rank.None ? Name : null;

    public Command Say(MessageKind kind, int length) =>
        (IsRoom, Least) switch
        {
            (false, _) => new SayToPerson(Name, NameRules.Fold(Name), kind, length),
            (_, Rank.None) => new SayToRoom(Name, NameRules.FoldRoom(Name), kind, length),
            _ => new SayToRoles(Name, NameRules.FoldRoom(Name), kind, length, Least),
        };

    public Signal Signal(byte[] tags) =>
        IsRoom
            ? new SignalRoom(Name, NameRules.FoldRoom(Name), Least, tags)
            : new SignalPerson(Name, NameRules.Fold(Name), tags);

    private string Key => IsRoom ? NameRules.FoldRoom(Name).Value : NameRules.Fold(Name).Value;
}
