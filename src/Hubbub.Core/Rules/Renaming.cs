namespace Hubbub.Core;

internal sealed class RenameRoomRule() : SessionRule<RenameRoom>(27)
{
    protected override void Write(ByteWriter writer, RenameRoom command)
    {
        writer.WriteString(command.Room);
        writer.WriteString(command.Folded.Value);
        writer.WriteString(command.NewName);
        writer.WriteString(command.NewFolded.Value);
    }

    protected override RenameRoom ReadBody(ref ByteReader reader) =>
        new(
            reader.ReadString(),
            new FoldedRoom(reader.ReadString()),
            reader.ReadString(),
            new FoldedRoom(reader.ReadString())
        );

    protected override void Decide(in Deciding at, RenameRoom command)
    {
        if (!RoomRules.TryFindCared(at, command.Folded, command.Room, out var room))
            return;
        // The server's own rooms stand in its settings by their names.
        if (room.Lasting)
            at.Refuse(Reason.CannotRename, command.NewName, room.Name);
        else if (room.RankOf(at.Session) < Rank.Operator)
            at.Refuse(Reason.NotRoomOperator, room.Name);
        else if (at.State.Find(command.NewFolded) is { } other && other != room)
            at.Refuse(Reason.RoomNameTaken, command.NewName, room.Name);
        else if (room.Name != command.NewName)
            at.Add(
                new RoomRenamed(
                    at.Session.Who,
                    room.Id,
                    room.Name,
                    room.Folded,
                    command.NewName,
                    command.NewFolded
                )
            );
    }
}
