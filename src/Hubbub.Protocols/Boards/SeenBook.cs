using Hubbub.Core;

namespace Hubbub.Protocols.Boards;

/// <summary>
/// Who was shown which posts, gathered until the node logs it: many in one entry. Of the loop's
/// thread only.
/// </summary>
public sealed class SeenBook
{
    /// <summary>Of one room in one entry; who says more waits for the next.</summary>
    private const int MostAtOnce = 1_000;

    /// <summary>Beyond these what is noted is forgotten: it is a count, and nothing else depends on it.</summary>
    private const int MostNoted = 20_000;

    /// <summary>Posts that one may have been shown at once.</summary>
    private const int MostPosts = 200;

    private readonly Dictionary<RoomId, List<PostsShown>> _rooms = [];
    private int _noted;

    public void Note(RoomId room, SessionId session, int from, int to)
    {
        if (from <= 0 || to < from || _noted >= MostNoted)
            return;
        if (!_rooms.TryGetValue(room, out var shown))
            _rooms[room] = shown = [];
        from = Math.Max(from, to - MostPosts + 1);
        // Mostly they read on from where they were.
        var at = shown.FindLastIndex(one => one.Session == session);
        if (at >= 0 && from <= shown[at].To + 1 && to >= shown[at].From - 1)
        {
            shown[at] = shown[at] with
            {
                From = Math.Min(from, shown[at].From),
                To = Math.Max(to, shown[at].To),
            };
            return;
        }

        shown.Add(new PostsShown(session, from, to));
        _noted++;
    }

    /// <summary>What is to be logged of it, one command a room.</summary>
    public IEnumerable<SeePosts> Take()
    {
        foreach (var (room, shown) in _rooms.ToArray())
        {
            var count = Math.Min(shown.Count, MostAtOnce);
            yield return new SeePosts(room, shown[..count]);
            shown.RemoveRange(0, count);
            _noted -= count;
            if (shown.Count == 0)
                _rooms.Remove(room);
        }
    }
}
