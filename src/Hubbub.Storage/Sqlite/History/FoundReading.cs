using Hubbub.Core;
using Hubbub.Storage.Sqlite.Search;

namespace Hubbub.Storage.Sqlite.History;

/// <summary>What a search needs of the history: where it may look, and the lines that it found.</summary>
internal sealed class FoundReading(Connection connection)
{
    /// <summary>More places than these are not looked through at once: the newest talks go first.</summary>
    private const int MostPlaces = 300;

    public SearchPlaces PlacesOf(Inquiry inquiry, SearchFor search)
    {
        var after = new Dictionary<long, ulong>();
        foreach (var passage in inquiry.Passages)
        {
            switch (passage)
            {
                case RoomPassage room:
                    after[(long)room.Room.Index] = room.After;
                    break;
                case TalkPassage talk:
                    if (TalkTable.Find(connection, talk) is { } found)
                        after[found.Place] = talk.After;
                    break;
                case OwnTalks own:
                    foreach (var one in TalkTable.Of(connection, own.Own).OrderBy(t => t.Place))
                    {
                        if (after.Count < MostPlaces)
                            after[one.Place] = own.After;
                    }

                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(inquiry));
            }
        }

        var end = End();
        var parts = after.ToDictionary(
            place => place.Key,
            place => PartOf(place.Key, place.Value, search, end)
        );
        return new SearchPlaces(parts);
    }

    /// <summary>"at or after", "at or before" this time: all of its millisecond.</summary>
    private PlacePart PartOf(long place, ulong after, SearchFor search, ulong end)
    {
        var from = search.After < 0 ? 0 : TimeIndex.FirstAt(connection, place, search.After * 1000);
        var to =
            search.Before < 0
                ? end
                : TimeIndex.FirstAt(connection, place, (search.Before + 1) * 1000);
        return new PlacePart(Math.Max(after + 1, from), Math.Max(1, Math.Min(to, end)) - 1);
    }

    public Answer Read(IReadOnlyList<(ulong Index, long Place)> hits)
    {
        var lines = new List<Told>();
        var read = connection.Statement(
            "SELECT idx, ord, at, event, text, tags FROM line WHERE place = ? AND idx = ? AND kind = 1"
        );
        foreach (var (index, place) in hits)
        {
            read.BindSigned(1, place).Bind(2, index);
            try
            {
                if (read.Step())
                    lines.Add(LineReading.Told(read));
            }
            finally
            {
                read.Reset();
            }
        }

        return new Page("", lines);
    }

    /// <summary>After the last entry that has a line.</summary>
    private ulong End()
    {
        var last = connection.Statement("SELECT idx FROM line ORDER BY id DESC LIMIT 1");
        try
        {
            return last.Step() ? last.Number(0) + 1 : 1;
        }
        finally
        {
            last.Reset();
        }
    }
}
