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

    private readonly Dictionary<RoomId, RoomNotes> _rooms = [];
    private int _noted;

    public void Note(RoomId room, SessionId session, int from, int to)
    {
        if (from <= 0 || to < from || _noted >= MostNoted)
            return;
        if (!_rooms.TryGetValue(room, out var notes))
            _rooms[room] = notes = new RoomNotes();
        if (notes.Add(new PostsShown(session, Math.Max(from, to - MostPosts + 1), to)))
            _noted++;
    }

    /// <summary>What is to be logged of it, one command a room.</summary>
    public IEnumerable<SeePosts> Take()
    {
        foreach (var (room, notes) in _rooms.ToArray())
        {
            var shown = notes.Take(MostAtOnce);
            _noted -= shown.Length;
            if (notes.IsEmpty)
                _rooms.Remove(room);
            yield return new SeePosts(room, shown);
        }
    }

    private sealed class RoomNotes
    {
        private readonly List<PostsShown> _shown = [];

        /// <summary>Where the last of each session stands.</summary>
        private readonly Dictionary<SessionId, int> _last = [];

        public bool IsEmpty => _shown.Count == 0;

        /// <summary>False: it goes on where the session's last ended, and is one with it.</summary>
        public bool Add(in PostsShown shown)
        {
            if (
                _last.TryGetValue(shown.Session, out var at)
                && shown.From <= _shown[at].To + 1
                && shown.To >= _shown[at].From - 1
            )
            {
                _shown[at] = shown with
                {
                    From = Math.Min(shown.From, _shown[at].From),
                    To = Math.Max(shown.To, _shown[at].To),
                };
                return false;
            }

            _last[shown.Session] = _shown.Count;
            _shown.Add(shown);
            return true;
        }

        public PostsShown[] Take(int most)
        {
            var taken = _shown.Take(most).ToArray();
            _shown.RemoveRange(0, taken.Length);
            _last.Clear();
            return taken;
        }
    }
}
