namespace Hubbub.Core;

/// <summary>By the room's operators.</summary>
internal sealed class PinPostRule() : SessionRule<PinPost>(52)
{
    protected override void Write(ByteWriter writer, PinPost command)
    {
        writer.WriteString(command.Room);
        writer.WriteString(command.Folded.Value);
        writer.WriteCount(command.Number);
        writer.WriteFlag(command.On);
    }

    protected override PinPost ReadBody(ref ByteReader reader) =>
        new(
            reader.ReadString(),
            new FoldedRoom(reader.ReadString()),
            reader.ReadNumber(),
            reader.ReadFlag()
        );

    protected override void Decide(in Deciding at, PinPost command)
    {
        if (!RoomRules.TryFindCared(at, command.Folded, command.Room, out var room))
            return;
        if (room.RankOf(at.Session) < Rank.HalfOperator)
            at.Refuse(Reason.NotRoomOperator, room.Name);
        else if (room.Board.Find(command.Number) is not { IsShown: true } post)
            Posts.RefuseUnknown(at, command.Number, room);
        else if (command.On && !post.Pinned && room.Board.Pinned >= Board.MostPinned)
            at.Refuse(Reason.TooManyPinned, room.Name);
        else if (post.Pinned != command.On)
            at.Add(new PostPinned(at.Session.Who, room.Id, room.Name, post.Number, command.On));
    }
}

/// <summary>By its author, the room's operators or those of the server.</summary>
internal sealed class TakeDownRule() : SessionRule<TakeDown>(53)
{
    protected override void Write(ByteWriter writer, TakeDown command)
    {
        writer.WriteString(command.Room);
        writer.WriteString(command.Folded.Value);
        writer.WriteCount(command.Number);
    }

    protected override TakeDown ReadBody(ref ByteReader reader) =>
        new(reader.ReadString(), new FoldedRoom(reader.ReadString()), reader.ReadNumber());

    protected override void Decide(in Deciding at, TakeDown command)
    {
        if (Posts.TryFindOwn(at, command.Folded, command.Room, command.Number, out var found))
            Go(at, found.Room, found.Post);
    }

    /// <summary>What is on a board is a message too: it is taken back.</summary>
    internal static void Go(in Deciding at, Room room, Post post)
    {
        at.Add(
            new Redacted(
                at.Session.Who,
                new MessageId(post.Index, 0),
                room.Id,
                default,
                room.Name,
                post.Nick,
                post.At
            )
            {
                Post = post.Number,
            }
        );
        Posts.EndIfLast(room, gone: 1, at.Add);
    }
}
