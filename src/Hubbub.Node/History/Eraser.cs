using Hubbub.Core;

namespace Hubbub.Node.History;

/// <summary>
/// Takes out of the log, the search and the history what the hub has forgotten for ever. The lines
/// themselves are the list of what is to be done, and go last: killed anywhere, it goes on. Of one
/// thread; owns none.
/// </summary>
public sealed class Eraser(ILog log, IOldLines lines, ISearchIndex search)
{
    /// <summary>Between two looks at whether it may go on.</summary>
    private const int LinesAtOnce = 500;

    /// <summary>Erases until there is nothing more, or it may not go on; true: there is more.</summary>
    /// <param name="hub">The search has seen everything up to its place.</param>
    /// <exception cref="LogDamagedException" />
    /// <exception cref="HistoryBrokenException" />
    public bool Run(ForgettingsAnswer hub, Func<bool> mayGoOn)
    {
        var rooms = hub.Rooms.ToDictionary(room => (long)room.Room.Index);
        for (
            var place = lines.NextPlace(long.MinValue);
            place is { } at;
            place = lines.NextPlace(at)
        )
        {
            var isRoom = rooms.TryGetValue(at, out var room);
            var upTo = isRoom ? room.Forgotten.Erased : hub.Others.Erased;
            if (upTo > 0 && !Erase(at, upTo, isRoom ? [.. room.Posts] : [], mayGoOn))
                return true;
        }

        return false;
    }

    /// <summary>False: it may not go on.</summary>
    private bool Erase(long place, ulong upTo, HashSet<ulong> posts, Func<bool> mayGoOn)
    {
        ulong after = 0;
        while (true)
        {
            var some = lines.Old(place, after, upTo, LinesAtOnce);
            if (some.Count == 0)
                return true;
            if (!mayGoOn())
                return false;
            after = some[^1];
            var old = some.Where(index => !posts.Contains(index)).ToArray();
            log.Erase(old);
            search.Erase(old, () => lines.Remove(place, old));
        }
    }
}
