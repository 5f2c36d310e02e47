namespace Hubbub.Core;

/// <summary>A room's canonical bytes, without its members (they stand with their sessions).</summary>
internal static class RoomCodec
{
    public static void Write(ByteWriter writer, Room room)
    {
        writer.WriteVarint(room.Id.Index);
        writer.WriteString(room.Name);
        writer.WriteString(room.Folded.Value);
        writer.WriteFlag(room.Lasting);
        writer.WriteVarint((ulong)room.CreatedAt);
        writer.WriteFlag(room.Topic is not null);
        if (room.Topic is { } topic)
        {
            writer.WriteString(topic.Text);
            writer.WriteString(topic.SetBy);
            writer.WriteVarint((ulong)topic.At);
        }

        writer.WriteByte((byte)room.Flags);
        writer.WriteString(room.Key);
        writer.WriteVarint(room.KeyHash);
        writer.WriteCount(room.Limit);
        Round.Write(writer, room.Round);
        WriteMasks(writer, room.Bans);
        WriteMasks(writer, room.BanExceptions);
        WriteMasks(writer, room.InviteExceptions);
        var recent = room.Recent.Last(RecentIndices.Most);
        writer.WriteCount(recent.Count);
        ulong before = 0;
        foreach (var said in recent)
        {
            writer.WriteVarint(said.Index - before);
            writer.WriteString(said.By);
            before = said.Index;
        }

        room.Board.Write(writer);
        writer.WriteVarint((ulong)room.Keep);
        room.Forgotten.Write(writer);
        room.Imports.Write(writer);
        room.Files.Write(writer);
    }

    public static Room Read(ref ByteReader reader)
    {
        var room = new Room(
            new RoomId(reader.ReadVarint()),
            reader.ReadString(),
            new FoldedRoom(reader.ReadString()),
            reader.ReadFlag()
        )
        {
            CreatedAt = (long)reader.ReadVarint(),
        };
        if (reader.ReadFlag())
        {
            room.Topic = new Topic(
                reader.ReadString(),
                reader.ReadString(),
                (long)reader.ReadVarint()
            );
        }

        room.Flags = (RoomFlags)reader.ReadByte();
        room.Key = reader.ReadString();
        room.KeyHash = reader.ReadVarint();
        room.Limit = reader.ReadNumber();
        room.Round = Round.Read(ref reader);
        ReadMasks(ref reader, room.Bans);
        ReadMasks(ref reader, room.BanExceptions);
        ReadMasks(ref reader, room.InviteExceptions);
        var recent = reader.ReadCount(atLeast: 2);
        ulong index = 0;
        for (var i = 0; i < recent; i++)
            room.Recent.Add(index += reader.ReadVarint(), reader.ReadString());
        room.Board.Read(ref reader);
        room.Keep = (long)reader.ReadVarint();
        room.Forgotten = Forgotten.Read(ref reader);
        room.Imports.Read(ref reader);
        room.Files.Read(ref reader);
        return room;
    }

    private static void WriteMasks(ByteWriter writer, MaskList masks)
    {
        writer.WriteCount(masks.Count);
        foreach (var entry in masks.Entries)
        {
            writer.WriteString(entry.Mask);
            writer.WriteString(entry.SetBy);
            writer.WriteVarint((ulong)entry.At);
        }
    }

    private static void ReadMasks(ref ByteReader reader, MaskList masks)
    {
        var count = reader.ReadCount(atLeast: 3);
        for (var i = 0; i < count; i++)
        {
            masks.Add(
                new MaskEntry(reader.ReadString(), reader.ReadString(), (long)reader.ReadVarint())
            );
        }
    }
}
