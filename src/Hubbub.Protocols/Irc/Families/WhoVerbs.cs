using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>WHO and WHOIS.</summary>
internal static class WhoVerbs
{
    private const int MembersAPage = 150;
    private const int MostMatches = 500;

    public static Reaction Who(IrcWire wire, in IrcLine line, string? label)
    {
        var mask = line.Count == 0 || line[0].IsEmpty ? "*" : line.Text(0);
        var operators = line.Text(1).StartsWith('o');
        if (mask.StartsWith('#'))
        {
            return wire.LongReply(
                label,
                (w, _, hub, writer) =>
                {
                    if (WhoPage(w, hub, writer, mask, after: 0) is { } next)
                        w.Pages.Add(next);
                }
            );
        }

        return new Ask
        {
            Session = wire.Session,
            Question = new PeopleMatching(mask == "0" ? "*" : mask, operators, MostMatches),
            Context = new IrcContext(
                label,
                (w, answer, _, writer) =>
                {
                    foreach (var person in ((PeopleAnswer)answer!).People)
                        WriteWho(w, "*", person, writer);
                    EndWho(w, mask, writer);
                }
            ),
        };
    }

    private static Page? WhoPage(IrcWire wire, Hub hub, LineWriter writer, string room, ulong after)
    {
        var question = new MembersOf(NameRules.FoldRoom(room), MembersAPage, after);
        if (hub.Answer(wire.Session, question) is MembersAnswer page)
        {
            foreach (var member in page.Members)
                WriteWho(wire, page.Name, member, writer);
            if (page.Next != 0)
                return (w, h, wr) => WhoPage(w, h, wr, room, page.Next);
        }

        EndWho(wire, room, writer);
        return null;
    }

    private static void WriteWho(IrcWire wire, string room, in MemberInfo person, LineWriter writer)
    {
        wire.Begin(writer, Numeric.WhoReply)
            .Arg(room)
            .Arg(person.Who.User)
            .Arg(person.Who.Host)
            .Arg(wire.Server.Name)
            .Arg(person.Who.Nick)
            .Write(person.Away ? " G"u8 : " H"u8);
        if (person.Operator)
            writer.Write((byte)'*');
        ModeLetters.WritePrefix(writer, person.Role, (wire.Caps & Caps.MultiPrefix) != 0);
        writer.Write(" :0 "u8).Write(person.Who.RealName).End();
    }

    private static void EndWho(IrcWire wire, string mask, LineWriter writer) =>
        wire.Begin(writer, Numeric.EndOfWho).Arg(RoomLists.Shown(mask)).Last("End of WHO list");

    public static Reaction WhoIs(IrcWire wire, in IrcLine line, string? label)
    {
        // With two parameters the first names a server; there is one.
        var nick = line.Count > 1 ? line.Text(1) : line.Text(0);
        if (nick.Length == 0)
        {
            return wire.Reply(
                label,
                (w, _, _, writer) =>
                    w.Begin(writer, Numeric.NoNicknameGiven).Last("No nickname given")
            );
        }

        return new Ask
        {
            Session = wire.Session,
            Question = new WhoIs(NameRules.Fold(nick)),
            Context = new IrcContext(label, (w, answer, _, wr) => WriteWhoIs(w, nick, answer, wr)),
        };
    }

    private static void WriteWhoIs(IrcWire wire, string nick, Answer? answer, LineWriter writer)
    {
        if (answer is PersonAnswer person)
            WritePerson(wire, person, writer);
        else
            wire.Begin(writer, Numeric.NoSuchNick).Arg(RoomLists.Shown(nick)).Last("No such nick");
        wire.Begin(writer, Numeric.EndOfWhoIs)
            .Arg(RoomLists.Shown(nick))
            .Last("End of /WHOIS list");
    }

    private static void WritePerson(IrcWire wire, PersonAnswer person, LineWriter writer)
    {
        var who = person.Info.Who;
        wire.Begin(writer, Numeric.WhoIsUser)
            .Arg(who.Nick)
            .Arg(who.User)
            .Arg(who.Host)
            .Arg("*")
            .Last(who.RealName);
        WriteRooms(wire, person, writer);
        wire.Begin(writer, Numeric.WhoIsServer)
            .Arg(who.Nick)
            .Arg(wire.Server.Name)
            .Last(wire.Face.Name);
        if (person.Info.Operator)
            wire.Begin(writer, Numeric.WhoIsOperator).Arg(who.Nick).Last("is an IRC operator");
        if (person.Away is { } away)
            wire.Begin(writer, Numeric.Away).Arg(who.Nick).Last(away);
    }

    private static void WriteRooms(IrcWire wire, PersonAnswer person, LineWriter writer)
    {
        var start = -1;
        foreach (var (room, role) in person.Rooms)
        {
            if (start >= 0 && writer.Position - start + (room.Length * 3) > 500)
            {
                writer.End();
                start = -1;
            }

            if (start < 0)
            {
                start = writer.Position;
                wire.Begin(writer, Numeric.WhoIsChannels).Arg(person.Info.Who.Nick).Write(" :"u8);
            }
            else
            {
                writer.Write((byte)' ');
            }

            ModeLetters.WritePrefix(writer, role, (wire.Caps & Caps.MultiPrefix) != 0);
            writer.Write(room);
        }

        if (start >= 0)
            writer.End();
    }
}
