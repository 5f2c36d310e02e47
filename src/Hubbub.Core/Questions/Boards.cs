namespace Hubbub.Core;

/// <summary>A page of a room's board. Members only.</summary>
/// <param name="Before">The page ends before the post with this number; 0: the first page, with what is pinned.</param>
public sealed record BoardOf(FoldedRoom Room, int Before, int Most) : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker)
    {
        if (BoardSight.Of(state, asker, Room) is not { } sight)
            return NotFound.Instance;
        var others = new List<PostInfo>();
        var older = 0;
        var posts = sight.Room.Board.Posts;
        for (var i = posts.Count - 1; i >= 0; i--)
        {
            var post = posts[i];
            if (post.Pinned || !sight.Shows(post) || (Before > 0 && post.Number >= Before))
                continue;
            if (others.Count == Most)
            {
                older = others[^1].Number;
                break;
            }

            others.Add(post.ToInfo());
        }

        others.Reverse();
        var pinned = Before > 0 ? [] : posts.Where(post => post.Pinned && sight.Shows(post));
        return new BoardAnswer(
            sight.Room.Id,
            sight.Room.Name,
            [.. pinned.Select(post => post.ToInfo())],
            others,
            posts.Count(sight.Shows),
            older
        );
    }
}

/// <param name="Pinned">In the order of posting, as are the others.</param>
/// <param name="Others">The newest, or those just before.</param>
/// <param name="Count">All that are on the board.</param>
/// <param name="Older">Before which number the page before ends; 0: there is none.</param>
public sealed record BoardAnswer(
    RoomId Room,
    string Name,
    IReadOnlyList<PostInfo> Pinned,
    IReadOnlyList<PostInfo> Others,
    int Count,
    int Older
) : Answer;

/// <summary>One post. Members only.</summary>
public sealed record PostOn(FoldedRoom Room, int Number) : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker)
    {
        if (BoardSight.Of(state, asker, Room) is not { } sight)
            return NotFound.Instance;
        var post = sight.Room.Board.Find(Number);
        return new PostAnswer(
            sight.Room.Id,
            sight.Room.Name,
            post is not null && sight.Shows(post) ? post.ToInfo() : null
        );
    }
}

/// <param name="Post">Null: there is none with this number.</param>
public sealed record PostAnswer(RoomId Room, string Name, PostInfo? Post) : Answer;

/// <summary>What of a board somebody may see: a post is a part of the room's history, but stays when the rest is forgotten.</summary>
internal readonly record struct BoardSight(Room Room, ulong After)
{
    public static BoardSight? Of(HubState state, Session? asker, FoldedRoom name) =>
        asker is not null
        && state.Find(name) is { } room
        && room.Members.TryGetValue(asker.Who.Session, out var member)
            ? new BoardSight(room, Sight.BeforeThem(room, member))
            : null;

    public bool Shows(Post post) => post.IsShown && post.Index > After;
}
