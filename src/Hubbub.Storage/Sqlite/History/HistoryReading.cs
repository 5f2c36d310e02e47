using Hubbub.Core;

namespace Hubbub.Storage.Sqlite.History;

/// <summary>Answers inquiries from the lines. Under the connection's lock.</summary>
internal sealed class HistoryReading(Connection connection)
{
    private static readonly Answer s_unknown = new Unread(Unread.Why.UnknownMessage);

    public Answer Answer(Inquiry inquiry) =>
        inquiry.Question switch
        {
            PageOf page => OnePage(page, inquiry.Passages[0]),
            MessageAt message => One(message.Id, inquiry.Passages[0]),
            LastIn last => new Pages(
                inquiry.Passages.Select(passage => Last(passage, last.Most)).ToArray()
            ),
            TargetsBetween targets => new TargetReading(connection).Answer(targets, inquiry),
            _ => new Unread(Unread.Why.Unavailable),
        };

    private Page Last(Passage passage, int most)
    {
        var (name, place, after) = Place(passage);
        var lines = Lines(Range.All(place, after), most, forwards: false, withEvents: false);
        return Paged(name, place, lines);
    }

    private Answer OnePage(PageOf page, Passage passage)
    {
        var (name, place, after) = Place(passage);
        var all = Range.All(place, after);
        if (place == 0)
            return page is { From.IsNone: true } or { From.At: >= 0 }
                ? new Page(name, [])
                : s_unknown;
        if (!Exists(all, page.From) || !Exists(all, page.To))
            return s_unknown;
        return Paged(
            name,
            place,
            page.Kind == PageKind.Around ? Around(all, page) : Cut(all, page)
        );
    }

    private Answer One(MessageId id, Passage passage)
    {
        var (name, place, after) = Place(passage);
        var around = Range.All(place, after).After(id with { Ordinal = id.Ordinal - 1 });
        var found = Lines(around, most: 1, forwards: true, withEvents: true);
        return found.Count == 1 && found[0].Id == id ? new Page(name, found) : s_unknown;
    }

    private static Page Paged(string name, long place, List<Told> lines)
    {
        for (var i = 0; place > 0 && i < lines.Count; i++)
            lines[i] = lines[i] with { Event = LineReading.Named(lines[i].Event, name) };
        return new Page(name, lines);
    }

    private List<Told> Cut(Range all, PageOf page)
    {
        var (range, forwards) = page.Kind switch
        {
            PageKind.Latest => (all.After(End(all.Place, page.From)), false),
            PageKind.Before => (all.Before(Start(all.Place, page.From)), false),
            PageKind.After => (all.After(End(all.Place, page.From)), true),
            PageKind.Between
                when Start(all.Place, page.From).CompareTo(Start(all.Place, page.To)) <= 0 => (
                all.After(End(all.Place, page.From)).Before(Start(all.Place, page.To)),
                true
            ),
            _ => (all.Before(Start(all.Place, page.From)).After(End(all.Place, page.To)), false),
        };
        return Lines(range, page.Most, forwards, page.WithEvents);
    }

    private List<Told> Around(Range all, PageOf page)
    {
        var start = Start(all.Place, page.From);
        var before = Lines(all.Before(start), page.Most / 2, forwards: false, page.WithEvents);
        // From the message itself on.
        var from = all.After(start with { Ordinal = start.Ordinal - 1 });
        before.AddRange(Lines(from, page.Most - before.Count, forwards: true, page.WithEvents));
        return before;
    }

    /// <summary>Place 0: there is no such talk.</summary>
    private (string Name, long Place, ulong After) Place(Passage passage) =>
        passage switch
        {
            RoomPassage room => (room.Name, (long)room.Room.Index, room.After),
            TalkPassage talk when TalkTable.Find(connection, talk) is { } found => (
                talk.Other is null ? found.Nick : talk.Name,
                found.Place,
                talk.After
            ),
            TalkPassage talk => (talk.Name, 0, 0),
            _ => throw new ArgumentOutOfRangeException(nameof(passage)),
        };

    /// <summary>What a message id stands for is in this place, where the asker may read: else it is unknown.</summary>
    private bool Exists(Range all, Moment moment)
    {
        if (moment.At >= 0 || moment.IsNone)
            return true;
        if (!all.Holds(moment.Id))
            return false;
        var find = connection.Statement(
            "SELECT 1 FROM line WHERE place = ? AND idx = ? AND ord = ?"
        );
        find.BindSigned(1, all.Place).Bind(2, moment.Id.Index).BindSigned(3, moment.Id.Ordinal);
        try
        {
            return find.Step();
        }
        finally
        {
            find.Reset();
        }
    }

    /// <summary>What lies before the moment lies before this.</summary>
    private MessageId Start(long place, Moment moment) =>
        moment.At < 0
            ? moment.Id
            : new MessageId(TimeIndex.FirstAt(connection, place, moment.At * 1000), 0);

    /// <summary>What lies after the moment lies after this. Times are told in milliseconds: all of that one lies in it.</summary>
    private MessageId End(long place, Moment moment) =>
        moment.At < 0
            ? moment.Id
            : new MessageId(TimeIndex.FirstAt(connection, place, (moment.At + 1) * 1000), -1);

    /// <summary>The first or the last of a range, the oldest first.</summary>
    private List<Told> Lines(Range range, int most, bool forwards, bool withEvents)
    {
        var order = forwards ? "ASC" : "DESC";
        var what = withEvents ? "kind IN (1, 3)" : "kind = 1";
        var index = withEvents ? "line_all" : "line_said";
        var read = connection.Statement(
            $"""
            SELECT idx, ord, at, event, text, tags FROM line INDEXED BY {index}
            WHERE place = ? AND (idx, ord) > (?, ?) AND (idx, ord) < (?, ?) AND {what}
            ORDER BY idx {order}, ord {order} LIMIT ?
            """
        );
        read.BindSigned(1, range.Place)
            .Bind(2, range.Low.Index)
            .BindSigned(3, range.Low.Ordinal)
            .Bind(4, Math.Min(range.High.Index, long.MaxValue))
            .BindSigned(5, range.High.Ordinal)
            .BindSigned(6, Math.Max(0, most));
        var lines = new List<Told>();
        try
        {
            while (read.Step())
                lines.Add(LineReading.Told(read));
        }
        finally
        {
            read.Reset();
        }

        if (!forwards)
            lines.Reverse();
        return lines;
    }
}
