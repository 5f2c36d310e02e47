namespace Hubbub.Core;

internal sealed class PostToBoardRule() : SessionRule<PostToBoard>(50)
{
    protected override void Write(ByteWriter writer, PostToBoard command)
    {
        writer.WriteString(command.Room);
        writer.WriteString(command.Folded.Value);
        writer.WriteCount(command.Length);
        writer.WriteFlag(command.Titled);
        writer.WriteVarint((ulong)command.Lasts);
        writer.WriteFlag(command.Pinned);
        writer.WriteCount(command.Answers);
    }

    protected override PostToBoard ReadBody(ref ByteReader reader) =>
        new(
            reader.ReadString(),
            new FoldedRoom(reader.ReadString()),
            reader.ReadNumber(),
            reader.ReadFlag(),
            (long)reader.ReadVarint(),
            reader.ReadFlag(),
            reader.ReadNumber()
        );

    protected override void Decide(in Deciding at, PostToBoard command)
    {
        if (at.State.Find(command.Folded) is not { } room)
            at.Refuse(Reason.NoSuchRoom, command.Room);
        else if (Bar(at, room, command) is { } reason)
            at.Refuse(reason, room.Name);
        else if (command.Answers != 0 && room.Board.Find(command.Answers) is not { IsShown: true })
            Posts.RefuseUnknown(at, command.Answers, room);
        else if (!Posts.MayBeSaid(at, room, command.Length))
            return;
        else if (!TryMakeRoom(at, room, out var displaced))
            at.Refuse(Reason.BoardFull, room.Name);
        else
            Put(at, room, command, displaced);
    }

    /// <summary>Why not; null: they may.</summary>
    private static Reason? Bar(in Deciding at, Room room, PostToBoard command)
    {
        // Where one talks to a guest the next guest reads nothing of it.
        if (at.State.Desk?.Room == room.Id)
            return Reason.NoBoard;
        if (Speech.Bar(at.Session, room, MessageKind.Said) is { } reason)
            return reason;
        if (!command.Pinned)
            return null;
        if (room.RankOf(at.Session) < Rank.HalfOperator)
            return Reason.NotRoomOperator;
        return room.Board.Pinned >= Board.MostPinned ? Reason.TooManyPinned : null;
    }

    /// <summary>Whoever has posts makes room with their own oldest; nobody's are pushed off by others'.</summary>
    /// <param name="displaced">Null: there is room.</param>
    private static bool TryMakeRoom(in Deciding at, Room room, out Post? displaced)
    {
        displaced = null;
        var nick = at.Session.Who.Folded;
        var isFull =
            room.Board.Posts.Count >= Board.Most || at.State.PostCount >= HubState.MostPosts;
        if (!isFull && room.Board.CountOf(nick) < Board.MostOfOne)
            return true;
        displaced = room.Board.OldestOf(nick);
        return displaced is not null;
    }

    private static void Put(in Deciding at, Room room, PostToBoard command, Post? displaced)
    {
        var who = at.Session.Who;
        var post = new PostInfo(
            room.Board.Last + 1,
            at.Index,
            who.Nick,
            at.At,
            command.Titled,
            command.Lasts == 0 ? 0 : Posts.After(at.At, command.Lasts),
            command.Pinned,
            command.Answers,
            Edited: false,
            Seen: 0
        );
        at.Add(
            new SaidInRoom(who, room.Id, room.Name, MessageKind.Said, at.Index)
            {
                Post = post,
                Displaces = displaced?.Number ?? 0,
            }
        );
        Turns.GoOn(at, room, MessageKind.Said);
    }
}

internal sealed class EditPostRule() : SessionRule<EditPost>(51)
{
    protected override void Write(ByteWriter writer, EditPost command)
    {
        writer.WriteString(command.Room);
        writer.WriteString(command.Folded.Value);
        writer.WriteCount(command.Number);
        writer.WriteCount(command.Length);
        writer.WriteFlag(command.Titled);
        writer.WriteFlag(command.Lasts is not null);
        if (command.Lasts is { } lasts)
            writer.WriteVarint((ulong)lasts);
    }

    protected override EditPost ReadBody(ref ByteReader reader) =>
        new(
            reader.ReadString(),
            new FoldedRoom(reader.ReadString()),
            reader.ReadNumber(),
            reader.ReadNumber(),
            reader.ReadFlag(),
            reader.ReadFlag() ? (long)reader.ReadVarint() : null
        );

    protected override void Decide(in Deciding at, EditPost command)
    {
        if (!Posts.TryFindOwn(at, command.Folded, command.Room, command.Number, out var found))
            return;
        var (room, post) = (found.Room, found.Post);
        var expires = command.Lasts switch
        {
            null => post.Expires,
            0 => 0,
            { } lasts => Posts.After(at.At, lasts),
        };
        if (!post.IsShown && expires != 0 && expires <= at.At)
            Posts.RefuseUnknown(at, post.Number, room);
        else if (Speech.Bar(at.Session, room, MessageKind.Said) is { } reason)
            at.Refuse(reason, room.Name);
        else if (Posts.MayBeSaid(at, room, command.Length))
        {
            at.Add(
                new SaidInRoom(at.Session.Who, room.Id, room.Name, MessageKind.Said, at.Index)
                {
                    Post = post.ToInfo() with
                    {
                        Index = at.Index,
                        Titled = command.Titled,
                        Expires = expires,
                        Edited = true,
                    },
                    Replaces = post.Index,
                }
            );
            Turns.GoOn(at, room, MessageKind.Said);
        }
    }
}
