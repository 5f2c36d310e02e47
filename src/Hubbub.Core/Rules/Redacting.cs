namespace Hubbub.Core;

/// <summary>By its author; in a room also by its operators and those of the server.</summary>
internal sealed class RedactRule() : SessionRule<Redact>(34)
{
    protected override void Write(ByteWriter writer, Redact command)
    {
        writer.WriteVarint(command.Message);
        writer.WriteString(command.Token);
        writer.WriteString(command.Target);
        WriteSession(writer, command.Author);
        writer.WriteString(command.Nick);
        writer.WriteVarint((ulong)command.At);
        writer.WriteVarint(command.Room.Index);
        WriteSession(writer, command.Other);
    }

    protected override Redact ReadBody(ref ByteReader reader) =>
        new(
            reader.ReadVarint(),
            reader.ReadString(),
            reader.ReadString(),
            ReadSession(ref reader),
            reader.ReadString(),
            (long)reader.ReadVarint(),
            new RoomId(reader.ReadVarint()),
            ReadSession(ref reader)
        );

    protected override void Decide(in Deciding at, Redact command)
    {
        var session = at.Session;
        var isAuthor = session.Who.Session == command.Author;
        var post = at.State.Rooms.GetValueOrDefault(command.Room)?.Board.FindAt(command.Message);
        // An operator's edit leaves it its author's.
        isAuthor |= post?.Author == session.Who.Session;
        var file = at.State.Rooms.GetValueOrDefault(command.Room)?.Files.FindAt(command.Message);
        if (command.Room == default)
            InTalk(at, command, isAuthor);
        else if (!at.State.Rooms.TryGetValue(command.Room, out var room))
            at.Refuse(Reason.NothingToRedact, command.Token, command.Target);
        else if (!isAuthor && !session.IsOperator && room.RankOf(session) < Rank.HalfOperator)
            at.Refuse(Reason.MayNotRedact, command.Token, command.Target);
        else if (post is not null)
            TakeDownRule.Go(at, room, post);
        else if (file is not null)
            RemoveFileRule.Go(at, room, file);
        else
            at.Add(Redacted(at, command, room.Name));
    }

    /// <summary>Nobody but its author has to do with it.</summary>
    private static void InTalk(in Deciding at, Redact command, bool isAuthor)
    {
        if (!isAuthor)
            at.Refuse(Reason.MayNotRedact, command.Token, command.Target);
        else if (at.State.Drop.Handed.FindAt(command.Message) is { } file)
            HandFileRule.TakeBack(at, file);
        else
            at.Add(Redacted(at, command, at.State.Find(command.Other)?.Who.Nick ?? command.Target));
    }

    private static Redacted Redacted(in Deciding at, Redact command, string name) =>
        new(
            at.Session.Who,
            new MessageId(command.Message, 0),
            command.Room,
            command.Other,
            name,
            command.Nick,
            command.At
        );

    private static void WriteSession(ByteWriter writer, SessionId session)
    {
        writer.WriteFixed64(session.Incarnation);
        writer.WriteVarint(session.Number);
    }

    private static SessionId ReadSession(ref ByteReader reader) =>
        new(reader.ReadFixed64(), reader.ReadNumber32());
}
