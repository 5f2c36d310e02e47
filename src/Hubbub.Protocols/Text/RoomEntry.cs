using Hubbub.Core;

namespace Hubbub.Protocols.Text;

/// <summary>What somebody is shown who comes into a room: who is there, the topic, the last lines.</summary>
internal static class RoomEntry
{
    private const int MostNames = 20;
    private const int MostLines = 20;
    private const int MostPinned = 5;

    /// <summary>Of the last lines together; long ones make them fewer, the newest is always shown.</summary>
    private const int MostBytes = 8 * 1024;

    public static void Write(TextPerson person, Joined joined, Hub hub, LineWriter writer)
    {
        writer.Write(joined.Made ? "You have made the room " : "You are in ");
        writer.Show(joined.Name).Write(joined.Made ? " and are its operator." : ".");
        var state = hub.Answer(person.Session, new StateOf(joined.Folded)) as StateAnswer;
        if (state?.Room.Members > 1)
            Others(person, joined.Folded, state.Room.Members - 1, hub, writer.End());
        else
            writer.Write(" Nobody else is here yet.").End();
        if (state?.Room.Topic is { } topic)
            Topic(joined.Name, topic, writer);
        LastLines(person, joined.Folded, hub, writer);
        Posts(person, joined.Folded, hub, writer);
    }

    /// <summary>What is pinned; the newest stand among what was said.</summary>
    private static void Posts(TextPerson person, FoldedRoom room, Hub hub, LineWriter writer)
    {
        var question = new BoardOf(room, Before: 0, Most: 1);
        if (hub.Answer(person.Session, question) is not BoardAnswer { Count: > 0 } board)
            return;
        if (board.Pinned.Count > 0)
            writer.Write("Pinned on the board:").End();
        foreach (var post in board.Pinned.TakeLast(MostPinned))
            ShowBoard.Line(person, board.Room, post, hub, writer);
        writer.Write(board.Count == 1 ? "1 post is" : $"{board.Count} posts are");
        writer.Write(" on the board: /board shows them.").End();
    }

    public static void Topic(string room, Topic topic, LineWriter writer)
    {
        writer.Write("The topic of ").Show(room).Write(": ").Show(topic.Text);
        writer.Write(" (set by ").Show(topic.SetBy).Write(")").End();
    }

    private static void Others(
        TextPerson person,
        FoldedRoom room,
        int others,
        Hub hub,
        LineWriter writer
    )
    {
        var page = hub.Answer(person.Session, new MembersOf(room, MostNames + 1)) as MembersAnswer;
        var shown = (page?.Members ?? [])
            .Where(member => member.Who.Session != person.Session)
            .Take(MostNames)
            .Select(NameList.Of)
            .ToList();
        if (shown.Count < others)
            shown.Add($"{others - shown.Count} more (/who shows all)");
        var names = new NameList("Here with you: ");
        foreach (var one in shown)
            names.Add(one, writer);
        writer.Write(".").End();
    }

    private static void LastLines(TextPerson person, FoldedRoom room, Hub hub, LineWriter writer)
    {
        var most = Math.Min(MostLines, person.Face.Replay);
        if (hub.Answer(person.Session, new RecentIn(room, most)) is not RecentAnswer recent)
            return;
        var lines = new Stack<(Entry Entry, string Nick)>();
        var bytes = 0;
        for (var i = recent.Indices.Count - 1; i >= 0; i--)
        {
            // An empty text was erased since.
            if (person.Face.Texts.Find(recent.Indices[i]) is not { Text.IsEmpty: false } entry)
                continue;
            bytes += entry.Text.Length;
            if (lines.Count > 0 && bytes > MostBytes)
                break;
            lines.Push((entry, recent.Nicks[i]));
        }

        if (lines.Count > 0)
            writer.Write("The last that was said here:").End();
        foreach (var (entry, nick) in lines)
        {
            var (kind, at) = entry.Command switch
            {
                SayToRoom said => (said.Kind, entry.At),
                ImportLine imported => (imported.Kind, imported.At),
                _ => (MessageKind.Said, entry.At),
            };
            Saying.Back(
                TimeWords.Of(at, hub.At, person.Face.Zone),
                nick,
                kind,
                entry.Text.Span,
                writer
            );
        }
    }
}
