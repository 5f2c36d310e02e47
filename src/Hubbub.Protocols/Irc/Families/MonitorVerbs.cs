using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>MONITOR (<see href="https://ircv3.net/specs/extensions/monitor"/>): the list is the connection's, in no log.</summary>
internal static class MonitorVerbs
{
    public const int MostNicks = 100;

    public static Reaction Monitor(IrcWire wire, in IrcLine line, string? label)
    {
        var modifier = line.Text(0).ToUpperInvariant();
        if (modifier is "+" or "-" && line[1].IsEmpty)
            return Verbs.NeedMore(wire, "MONITOR", label);
        var nicks = line.Text(1).Split(',', StringSplitOptions.RemoveEmptyEntries);
        return wire.Reply(
            label,
            (w, _, hub, writer) =>
            {
                switch (modifier)
                {
                    case "+":
                        Add(w, nicks, hub, writer);
                        break;
                    case "-":
                        foreach (var nick in nicks)
                            w.Watched.Remove(NameRules.Fold(nick));
                        break;
                    case "C":
                        w.Watched.Clear();
                        break;
                    case "L":
                        w.WriteList(writer, Numeric.MonList, ',', w.Watched.Nicks);
                        w.Begin(writer, Numeric.EndOfMonList).Last("End of MONITOR list");
                        break;
                    case "S":
                        TellStatus(w, w.Watched.Nicks.ToArray(), hub, writer);
                        break;
                    default:
                        // "special modifier": there are no others, and nothing is said of answering them.
                        break;
                }
            }
        );
    }

    private static void Add(IrcWire wire, string[] nicks, Hub hub, LineWriter writer)
    {
        var added = new List<string>();
        for (var i = 0; i < nicks.Length; i++)
        {
            if (wire.Face.Names.Refuse(nicks[i]) is not null)
                continue;
            if (wire.Watched.Count == MostNicks && !wire.Watched.Has(NameRules.Fold(nicks[i])))
            {
                TellFull(wire, nicks.AsSpan(i), writer);
                break;
            }

            if (wire.Watched.Add(nicks[i], NameRules.Fold(nicks[i])))
                added.Add(nicks[i]);
        }

        TellStatus(wire, added, hub, writer);
    }

    private static void TellFull(IrcWire wire, ReadOnlySpan<string> rest, LineWriter writer) =>
        wire.Begin(writer, Numeric.MonListFull)
            .Write((byte)' ')
            .Write((long)MostNicks)
            .Arg(string.Join(',', rest!))
            .Last("Monitor list is full.");

    private static void TellStatus(
        IrcWire wire,
        IReadOnlyList<string> nicks,
        Hub hub,
        LineWriter writer
    )
    {
        var folded = nicks.Select(NameRules.Fold).ToArray();
        var here = ((PeopleAnswer)hub.Answer(wire.Session, new WhichOf(folded))).People;
        var found = here.Select(person => person.Who.Folded).ToHashSet();
        wire.WriteList(writer, Numeric.MonOnline, ',', here.Select(person => person.Who.Mask));
        wire.WriteList(
            writer,
            Numeric.MonOffline,
            ',',
            nicks.Where(nick => !found.Contains(NameRules.Fold(nick)))
        );
    }

    /// <summary>Somebody who is watched came or went.</summary>
    public static void TellWatched(IrcWire wire, in Told told, FoldedNick whom, LineWriter writer)
    {
        switch (told.Event)
        {
            case Attached attached:
                wire.Begin(writer, Numeric.MonOnline).Last(attached.Who.Mask);
                break;
            case Renamed renamed when renamed.After.Folded == whom:
                wire.Begin(writer, Numeric.MonOnline).Last(renamed.After.Mask);
                break;
            case Renamed renamed:
                wire.Begin(writer, Numeric.MonOffline).Last(renamed.Before.Nick);
                break;
            case Detached detached:
                wire.Begin(writer, Numeric.MonOffline).Last(detached.Who.Nick);
                break;
            default:
                break;
        }
    }
}
