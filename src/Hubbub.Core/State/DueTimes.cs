namespace Hubbub.Core;

/// <summary>
/// When something is to happen to posts: to be hidden when they expire, to be erased a day after
/// that. Made from the boards; stands in no snapshot.
/// </summary>
internal sealed class DueTimes
{
    /// <summary>A clock that leapt hides at once, but erases nothing before it has run on for a day.</summary>
    public const long EraseAfter = 86_400_000_000;

    private readonly SortedSet<Due> _times = [];

    /// <summary>Microseconds since 1970 UTC; null: nothing is to come.</summary>
    public long? Next => _times.Count == 0 ? null : _times.Min.At;

    public void Set(Room room, Post post)
    {
        if (TimeOf(post) is { } at)
            _times.Add(new Due(at, room.Id.Index, post.Number));
    }

    /// <summary>Before what it depends on is changed.</summary>
    public void Cancel(Room room, Post post)
    {
        if (TimeOf(post) is { } at)
            _times.Remove(new Due(at, room.Id.Index, post.Number));
    }

    /// <summary>What is due by then, the earliest first.</summary>
    public IEnumerable<Due> By(long at) => _times.TakeWhile(due => due.At <= at);

    private static long? TimeOf(Post post) =>
        post.HiddenAt > 0 ? post.HiddenAt + EraseAfter
        : post.Expires > 0 ? post.Expires
        : null;
}

internal readonly record struct Due(long At, ulong Room, int Number) : IComparable<Due>
{
    public int CompareTo(Due other) =>
        (At, Room, Number).CompareTo((other.At, other.Room, other.Number));
}
