using Hubbub.Core;

namespace Hubbub.Protocols.Text;

/// <summary>A long answer, page by page: what a slow reader asked for stands in nobody's memory.</summary>
internal abstract class Listing
{
    /// <summary>Writes on, about <paramref name="most"/> bytes; true: that was the end.</summary>
    public bool Write(TextPerson person, Hub hub, LineWriter writer, int most)
    {
        var start = writer.Position;
        while (writer.Position - start < most)
        {
            if (WritePage(person, hub, writer))
                return true;
        }

        return false;
    }

    /// <summary>True: that was the last.</summary>
    protected abstract bool WritePage(TextPerson person, Hub hub, LineWriter writer);

    protected static string Count(int count, string one, string more) =>
        count == 1 ? $"That is 1 {one}." : $"That is {count} {more}.";
}

/// <summary>Who is in a room.</summary>
internal sealed class MembersListing(RoomName room) : Listing
{
    private const int PageMembers = 100;

    private readonly NameList _names = new("  ");
    private bool _begun;
    private ulong _next;
    private int _count;

    protected override bool WritePage(TextPerson person, Hub hub, LineWriter writer)
    {
        var question = new MembersOf(room.Folded, PageMembers, _next);
        if (hub.Answer(person.Session, question) is not MembersAnswer page)
        {
            // It may also have ended between two pages.
            if (_begun)
                writer.End();
            var refused = new Refused(person.Session, Reason.NoSuchRoom, room.Name);
            writer.Show(Refusals.WordsOf(refused)).End();
            return true;
        }

        if (!_begun)
            writer.Write("In ").Show(page.Name).Write(":").End();
        _begun = true;
        foreach (var member in page.Members)
            _names.Add(NameList.Of(member), writer);
        _count += page.Members.Count;
        _next = page.Next;
        if (_next != 0)
            return false;
        if (_count > 0)
            writer.End();
        writer.Write(Count(_count, "person", "people")).End();
        return true;
    }
}

/// <summary>Which rooms there are.</summary>
internal sealed class RoomsListing : Listing
{
    private const int PageRooms = 50;
    private const int Width = 80;

    private RoomId _next;
    private int _count;

    protected override bool WritePage(TextPerson person, Hub hub, LineWriter writer)
    {
        if (hub.Answer(person.Session, new Rooms(PageRooms, _next)) is not RoomsAnswer page)
            return true;
        foreach (var room in page.Rooms)
            writer.Show(LineOf(room)).End();
        _count += page.Rooms.Count;
        _next = page.Next;
        if (_next != default)
            return false;
        writer.Write(Count(_count, "room", "rooms"));
        writer.Write(" Type /join ROOM to go into one.").End();
        return true;
    }

    private static string LineOf(RoomInfo room)
    {
        var people = room.Members == 1 ? "1 person" : $"{room.Members} people";
        var line = $"  {room.Name, -20} {people, -12} {room.Topic?.Text}".TrimEnd();
        return line.Length <= Width ? line : line[..(Width - 1)] + "…";
    }
}
