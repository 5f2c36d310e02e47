using Hubbub.Core;

namespace Hubbub.Storage.Sqlite.History;

/// <summary>In which rooms and talks something was said between two times.</summary>
internal sealed class TargetReading(Connection connection)
{
    public Answer Answer(TargetsBetween question, Inquiry inquiry)
    {
        var (from, to) = (question.From.At, question.To.At);
        var backwards = from > to;
        if (backwards)
            (from, to) = (to, from);
        var found = new List<(string Name, long At)>();
        foreach (var passage in inquiry.Passages)
            Add(passage, from, to, found);
        found.Sort(static (a, b) => a.At.CompareTo(b.At));
        if (found.Count > question.Most)
            found = backwards ? found[^question.Most..] : found[..question.Most];
        return new TargetsFound(found);
    }

    private void Add(Passage passage, long from, long to, List<(string Name, long At)> found)
    {
        switch (passage)
        {
            case RoomPassage room:
                Add(room.Name, (long)room.Room.Index, room.After, from, to, found);
                break;
            case OwnTalks own:
                foreach (var talk in TalkTable.Of(connection, own.Own))
                    Add(talk.Nick, talk.Place, own.After, from, to, found);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(passage));
        }
    }

    private void Add(
        string name,
        long place,
        ulong after,
        long from,
        long to,
        List<(string Name, long At)> found
    )
    {
        var last = connection.Statement(
            """
            SELECT at FROM line INDEXED BY line_said WHERE place = ? AND idx > ? AND kind = 1
            ORDER BY idx DESC, ord DESC LIMIT 1
            """
        );
        last.BindSigned(1, place).Bind(2, after);
        try
        {
            if (last.Step() && last.Signed(0) / 1000 > from && last.Signed(0) / 1000 < to)
                found.Add((name, last.Signed(0)));
        }
        finally
        {
            last.Reset();
        }
    }
}
