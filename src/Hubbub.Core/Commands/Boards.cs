namespace Hubbub.Core;

/// <summary>
/// Says something in a room that stays on its board. Text: what; the first line is the title where
/// <paramref name="Titled"/>.
/// </summary>
/// <param name="Length">Characters as people count them.</param>
/// <param name="Lasts">Microseconds, from when it is logged; 0: until it is taken down.</param>
/// <param name="Answers">The number of the post that it answers; 0: none.</param>
public sealed record PostToBoard(
    string Room,
    FoldedRoom Folded,
    int Length,
    bool Titled,
    long Lasts,
    bool Pinned,
    int Answers
) : Command;

/// <summary>A post says something else from now on; what it said is erased. Text: what.</summary>
/// <param name="Length">Characters as people count them.</param>
/// <param name="Lasts">As in <see cref="PostToBoard"/>; null: as long as before.</param>
public sealed record EditPost(
    string Room,
    FoldedRoom Folded,
    int Number,
    int Length,
    bool Titled,
    long? Lasts
) : Command;

/// <summary>A post is shown before all others, or in its place again.</summary>
public sealed record PinPost(string Room, FoldedRoom Folded, int Number, bool On) : Command;

/// <summary>A post is taken off the board and erased. Text: the reason given.</summary>
public sealed record TakeDown(string Room, FoldedRoom Folded, int Number) : Command;

/// <summary>
/// Proposed by the node when it may be time: hides the posts whose time has come by this entry's
/// time, and erases those that have been hidden for a day.
/// </summary>
public sealed record ExpirePosts : Command;

/// <summary>Who was shown which posts of a room. Gathered by the node: many in one entry.</summary>
public sealed record SeePosts(RoomId Room, IReadOnlyList<PostsShown> Shown) : Command
{
    public bool Equals(SeePosts? other) =>
        other is not null && Room == other.Room && Shown.SequenceEqual(other.Shown);

    public override int GetHashCode() => Shown.Count;
}

/// <summary>One session was shown the posts with these numbers, both included.</summary>
public readonly record struct PostsShown(SessionId Session, int From, int To);
