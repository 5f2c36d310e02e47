namespace Hubbub.Core;

internal sealed class OpenRoomRule() : Rule<OpenRoom>(62)
{
    protected override void Write(ByteWriter writer, OpenRoom command)
    {
        writer.WriteString(command.Name);
        writer.WriteString(command.Folded.Value);
    }

    protected override OpenRoom ReadBody(ref ByteReader reader) =>
        new(reader.ReadString(), new FoldedRoom(reader.ReadString()));

    protected override void Decide(
        HubState state,
        in Entry entry,
        OpenRoom command,
        List<Event> events
    )
    {
        if (state.Find(command.Folded) is not { } room)
            events.Add(
                new RoomOpened(new RoomId(entry.Index), command.Name, command.Folded, Made: true)
            );
        else if (!room.Lasting)
            events.Add(new RoomOpened(room.Id, room.Name, room.Folded, Made: false));
    }
}

internal sealed class BeginImportRule() : Rule<BeginImport>(63)
{
    protected override void Write(ByteWriter writer, BeginImport command)
    {
        writer.WriteVarint(command.Room.Index);
        writer.WriteFixed64(command.File);
    }

    protected override BeginImport ReadBody(ref ByteReader reader) =>
        new(new RoomId(reader.ReadVarint()), reader.ReadFixed64());

    protected override void Decide(
        HubState state,
        in Entry entry,
        BeginImport command,
        List<Event> events
    )
    {
        if (state.Rooms.ContainsKey(command.Room))
            events.Add(new ImportBegan(command.Room, command.File));
    }
}

internal sealed class ImportLineRule() : Rule<ImportLine>(64)
{
    protected override void Write(ByteWriter writer, ImportLine command)
    {
        writer.WriteVarint(command.Room.Index);
        writer.WriteByte((byte)command.Kind);
        writer.WriteString(command.Nick);
        writer.WriteString(command.Folded.Value);
        writer.WriteVarint((ulong)command.At);
    }

    protected override ImportLine ReadBody(ref ByteReader reader) =>
        new(
            new RoomId(reader.ReadVarint()),
            (MessageKind)reader.ReadByte((byte)MessageKind.Action),
            reader.ReadString(),
            new FoldedNick(reader.ReadString()),
            (long)reader.ReadVarint()
        );

    /// <summary>Nothing was said after it was written down.</summary>
    protected override void Decide(
        HubState state,
        in Entry entry,
        ImportLine command,
        List<Event> events
    )
    {
        if (!state.Rooms.TryGetValue(command.Room, out var room))
            return;
        var who = new Identity(
            default,
            command.Nick,
            command.Folded,
            SaidInRoom.Elsewhere,
            SaidInRoom.Elsewhere,
            command.Nick
        );
        events.Add(
            new SaidInRoom(who, room.Id, room.Name, command.Kind, entry.Index)
            {
                SaidAt = Math.Clamp(command.At, 1, Math.Max(1, entry.At)),
            }
        );
    }
}
