using System.Diagnostics.CodeAnalysis;

namespace Hubbub.Core;

/// <summary>What the rules about posts have in common.</summary>
internal static class Posts
{
    /// <summary>Longer than anything lasts, and far from where the numbers end.</summary>
    private const long Longest = 100L * 366 * 86_400_000_000;

    public static long After(long at, long lasts) => at + Math.Clamp(lasts, 1, Longest);

    public static void RefuseUnknown(in Deciding at, int number, Room room) =>
        at.Add(new Refused(at.Session.Who.Session, Reason.NoSuchPost, room.Name, Post: number));

    /// <summary>Where people speak in turns a post is what somebody says; else refuses.</summary>
    public static bool MayBeSaid(in Deciding at, Room room, int length)
    {
        if (Turns.Bar(at, room, MessageKind.Said, length) is not { } refused)
            return true;
        at.Add(refused);
        return false;
    }

    /// <summary>
    /// A post that the session may change: its own (also from outside the room, and also one that has
    /// expired), or any, for the room's operators and those of the server; else refuses.
    /// </summary>
    public static bool TryFindOwn(
        in Deciding at,
        FoldedRoom folded,
        string typed,
        int number,
        [NotNullWhen(true)] out Found? found
    )
    {
        found = null;
        if (at.State.Find(folded) is not { } room)
        {
            at.Refuse(Reason.NoSuchRoom, typed);
            return false;
        }

        var session = at.Session;
        var post = room.Board.Find(number);
        var mayAll = session.IsOperator || room.RankOf(session) >= Rank.HalfOperator;
        if (post is not null && (mayAll || post.Author == session.Who.Session))
            found = new Found(room, post);
        else if (!mayAll && !room.Members.ContainsKey(session.Who.Session))
            at.Refuse(Reason.NotInRoom, room.Name);
        else if (post is { IsShown: true })
            at.Refuse(Reason.NotYourPost, post.Nick, room.Name);
        else
            RefuseUnknown(at, number, room);
        return found is not null;
    }

    internal sealed record Found(Room Room, Post Post);

    /// <summary>A room that only its posts kept ends with the last of them.</summary>
    /// <param name="gone">How many of its posts go with this entry.</param>
    public static void EndIfLast(Room room, int gone, Action<Event> add)
    {
        var isLast = room.Board.Posts.Count == gone && room.Files.IsEmpty;
        if (room.Members.Count == 0 && !room.StaysEmpty && isLast)
            add(new RoomEnded(room.Id, room.Name));
    }
}
