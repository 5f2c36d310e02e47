using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>WHO (<see href="https://modern.ircdocs.horse/#who-message"/>), with WHOX.</summary>
internal static class WhoVerbs
{
    private const int MembersAPage = 150;
    private const int MostMatches = 500;

    public static Reaction Who(IrcWire wire, in IrcLine line, string? label)
    {
        var mask = line.Count == 0 || line[0].IsEmpty ? "*" : line.Text(0);
        var request = WhoRequest.Parse(line.Text(1));
        if (mask.StartsWith('#'))
        {
            return wire.LongReply(
                label,
                (w, _, hub, writer) =>
                {
                    if (Page(w, hub, writer, mask, request, after: 0) is { } next)
                        w.Pages.Add(next);
                }
            );
        }

        return new Ask
        {
            Session = wire.Session,
            Question = new PeopleMatching(
                mask == "0" ? "*" : mask,
                request.OperatorsOnly,
                MostMatches
            ),
            Context = new IrcContext(
                label,
                (w, answer, hub, writer) =>
                    WriteMatches(w, mask, request, (PeopleAnswer)answer!, hub, writer)
            ),
        };
    }

    private static void WriteMatches(
        IrcWire wire,
        string mask,
        WhoRequest request,
        PeopleAnswer found,
        Hub hub,
        LineWriter writer
    )
    {
        var mayKnow = Sees.Addresses(wire, hub);
        foreach (var person in found.People)
            request.Write(wire, "*", person, mayKnow, writer);
        if (found.Cut)
        {
            wire.Begin(writer, Numeric.TooManyMatches)
                .Arg("WHO")
                .Last($"Only the first {MostMatches} are shown");
        }

        End(wire, mask, writer);
    }

    private static Page? Page(
        IrcWire wire,
        Hub hub,
        LineWriter writer,
        string room,
        WhoRequest request,
        ulong after
    )
    {
        var question = new MembersOf(NameRules.FoldRoom(room), MembersAPage, after);
        if (hub.Answer(wire.Session, question) is MembersAnswer page)
        {
            var mayKnow = Sees.Addresses(wire, hub);
            foreach (var member in page.Members)
            {
                if (member.Operator || !request.OperatorsOnly)
                    request.Write(wire, page.Name, member, mayKnow, writer);
            }

            if (page.Next != 0)
                return (w, h, wr) => Page(w, h, wr, room, request, page.Next);
        }

        End(wire, room, writer);
        return null;
    }

    private static void End(IrcWire wire, string mask, LineWriter writer) =>
        wire.Begin(writer, Numeric.EndOfWho).Arg(RoomLists.Shown(mask)).Last("End of WHO list");
}
