using Hubbub.Core;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>NAMES, LIST and what a JOIN shows: long answers, page by page.</summary>
internal static class RoomLists
{
    private const int MembersAPage = 800;
    private const int RoomsAPage = 200;

    /// <summary>After JOIN: the topic, then who is there (<see href="https://modern.ircdocs.horse/#join-message"/>).</summary>
    public static void OnJoined(IrcWire wire, Joined joined, Hub hub, LineWriter writer)
    {
        var state = hub.Answer(wire.Session, new StateOf(joined.Folded));
        if (state is StateAnswer { Room.Topic: { } topic })
            WriteTopic(wire, joined.Name, topic, writer);
        // "servers MUST NOT send an implicit NAMES reply after sending a JOIN message" (no-implicit-names).
        if ((wire.Caps & Caps.NoImplicitNames) == 0)
            StartNames(wire, joined.Name, joined.Folded, hub, writer);
    }

    public static void AnswerTopic(IrcWire wire, string room, Answer? answer, LineWriter writer)
    {
        if (answer is not StateAnswer { Visible: true } state)
            wire.Begin(writer, Numeric.NoSuchChannel).Arg(Shown(room)).Last("No such channel");
        else if (state.Room.Topic is { } topic)
            WriteTopic(wire, state.Room.Name, topic, writer);
        else
            wire.Begin(writer, Numeric.NoTopic).Arg(state.Room.Name).Last("No topic is set");
    }

    public static Reaction Names(IrcWire wire, in IrcLine line, string? label)
    {
        var rooms = line.Text(0).Split(',', StringSplitOptions.RemoveEmptyEntries);
        return wire.LongReply(
            label,
            (w, _, hub, writer) =>
            {
                if (rooms.Length == 0)
                    EndNames(w, "*", writer);
                if (rooms.Length > IrcServer.MostTargets)
                {
                    w.Begin(writer, Numeric.TooManyTargets)
                        .Arg(Shown(rooms[IrcServer.MostTargets]))
                        .Last($"At most {IrcServer.MostTargets} channels");
                    return;
                }

                foreach (var room in rooms)
                    StartNames(w, room, NameRules.FoldRoom(room), hub, writer);
            }
        );
    }

    public static Reaction List(IrcWire wire, in IrcLine line, string? label)
    {
        var typed = line.Text(0);
        return wire.LongReply(
            label,
            (w, _, hub, writer) =>
            {
                w.Begin(writer, Numeric.ListStart).Arg("Channel").Last("Users  Name");
                var now = w.Face.Clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000;
                var filter = ListFilter.Parse(typed, now);
                if (filter.Names.Count > 0)
                    ListNamed(w, filter, hub, writer);
                else
                    w.Pages.Add((x, h, wr) => ListPage(x, h, wr, filter, after: default));
            }
        );
    }

    private static void StartNames(
        IrcWire wire,
        string name,
        FoldedRoom room,
        Hub hub,
        LineWriter writer
    )
    {
        wire.Pages.Start(
            (w, h, wr) => NamesPage(w, h, wr, name, room, after: 0),
            wire,
            hub,
            writer
        );
    }

    private static Page? NamesPage(
        IrcWire wire,
        Hub hub,
        LineWriter writer,
        string name,
        FoldedRoom room,
        ulong after
    )
    {
        var answer = hub.Answer(wire.Session, new MembersOf(room, MembersAPage, after));
        if (answer is not MembersAnswer page)
        {
            EndNames(wire, Shown(name), writer);
            return null;
        }

        WriteNames(wire, page, writer);
        if (page.Next != 0)
            return (w, h, wr) => NamesPage(w, h, wr, name, room, page.Next);
        EndNames(wire, page.Name, writer);
        return null;
    }

    private static void WriteNames(IrcWire wire, MembersAnswer page, LineWriter writer)
    {
        var all = (wire.Caps & Caps.MultiPrefix) != 0;
        var hosts = (wire.Caps & Caps.UserHostInNames) != 0;
        var start = -1;
        foreach (var member in page.Members)
        {
            // At most four prefixes, a space and CR LF besides the nick.
            var length = hosts ? member.Who.Mask.Length : member.Who.Nick.Length;
            if (start >= 0 && writer.Position - start + (length * 3) > 505)
            {
                writer.End();
                start = -1;
            }

            if (start < 0)
            {
                start = writer.Position;
                wire.Begin(writer, Numeric.NamesReply)
                    .Arg(page.Secret ? "@" : "=")
                    .Arg(page.Name)
                    .Write(" :"u8);
            }
            else
            {
                writer.Write((byte)' ');
            }

            ModeLetters.WritePrefix(writer, member.Role, all);
            writer.Write(hosts ? member.Who.Mask : member.Who.Nick);
        }

        if (start >= 0)
            writer.End();
    }

    private static void EndNames(IrcWire wire, string room, LineWriter writer) =>
        wire.Begin(writer, Numeric.EndOfNames).Arg(room).Last("End of /NAMES list");

    private static Page? ListPage(
        IrcWire wire,
        Hub hub,
        LineWriter writer,
        ListFilter filter,
        RoomId after
    )
    {
        var page = (RoomsAnswer)hub.Answer(wire.Session, new Rooms(RoomsAPage, after));
        foreach (var room in page.Rooms.Where(filter.Fits))
            WriteListed(wire, room, writer);
        if (page.Next != default)
            return (w, h, wr) => ListPage(w, h, wr, filter, page.Next);
        EndList(wire, writer);
        return null;
    }

    private static void ListNamed(IrcWire wire, ListFilter filter, Hub hub, LineWriter writer)
    {
        foreach (var name in filter.Names)
        {
            var answer = hub.Answer(wire.Session, new StateOf(NameRules.FoldRoom(name)));
            if (answer is StateAnswer { Visible: true } state && filter.Fits(state.Room))
                WriteListed(wire, state.Room, writer);
        }

        EndList(wire, writer);
    }

    private static void WriteListed(IrcWire wire, RoomInfo room, LineWriter writer) =>
        wire.Begin(writer, Numeric.List)
            .Arg(room.Name)
            .Write((byte)' ')
            .Write(room.Members)
            .Last(room.Topic?.Text ?? "");

    private static void EndList(IrcWire wire, LineWriter writer) =>
        wire.Begin(writer, Numeric.ListEnd).Last("End of /LIST");

    private static void WriteTopic(IrcWire wire, string room, Topic topic, LineWriter writer)
    {
        wire.Begin(writer, Numeric.Topic).Arg(room).Last(topic.Text);
        wire.Begin(writer, Numeric.TopicWhoTime)
            .Arg(room)
            .Arg(topic.SetBy)
            .Write((byte)' ')
            .Write(topic.At / 1_000_000)
            .End();
    }

    /// <summary>A name as typed, where it can stand as a parameter.</summary>
    internal static string Shown(string typed) =>
        typed.Length == 0 || typed[0] == ':' || typed.Contains(' ') ? "*" : typed;
}
