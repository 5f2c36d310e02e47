namespace Hubbub.Core;

/// <summary>
/// The canonical bytes of the state. Written in a total order, so that equal states give equal
/// bytes; this format and the one before stay readable.
/// </summary>
internal static class SnapshotCodec
{
    private const byte Format = 5;

    /// <summary>Without files for single people.</summary>
    private const byte Before = 4;

    public static byte[] Write(HubState state)
    {
        var writer = new ByteWriter(4096);
        writer.WriteByte(Format);
        writer.WriteCount(state.Level);
        writer.WriteVarint(state.Index);
        writer.WriteVarint((ulong)state.At);
        SettingsCodec.Write(writer, state.Settings);
        state.Forgotten.Write(writer);
        state.Drop.Write(writer);

        writer.WriteCount(state.RoomOrder.Count);
        foreach (var room in state.RoomOrder.After())
            RoomCodec.Write(writer, room);

        writer.WriteCount(state.Sessions.Count);
        foreach (var session in state.SessionsInOrder())
            WriteSession(writer, session);

        writer.WriteCount(state.Past.Count);
        foreach (var past in state.Past.OldestFirst)
            WritePast(writer, past);
        Desk.Write(writer, state.Desk);
        return writer.ToArray();
    }

    public static bool TryRead(ReadOnlySpan<byte> bytes, out HubState state)
    {
        var reader = new ByteReader(bytes);
        state = new HubState();
        var format = reader.ReadByte();
        if (format is not (Format or Before))
            return false;
        state.Level = reader.ReadNumber();
        state.Index = reader.ReadVarint();
        state.At = (long)reader.ReadVarint();
        state.Settings = SettingsCodec.Read(ref reader);
        state.Forgotten = Forgotten.Read(ref reader);
        if (!state.Drop.TryRead(ref reader, withHanded: format != Before))
            return false;

        var rooms = reader.ReadCount(atLeast: 8);
        for (var i = 0; i < rooms; i++)
        {
            var room = RoomCodec.Read(ref reader);
            if (reader.Failed || !state.TryAdd(room))
                return false;
        }

        // Members come back with their sessions, but stand in the order of their coming to the room.
        var memberships = new List<(RoomId Room, Member Member)>();
        var sessions = reader.ReadCount(atLeast: 8);
        for (var i = 0; i < sessions; i++)
        {
            var session = ReadSession(ref reader, memberships);
            if (reader.Failed || !state.TryAdd(session))
                return false;
        }

        var past = reader.ReadCount(atLeast: 8);
        for (var i = 0; i < past; i++)
            state.Past.Add(ReadWho(ref reader), (long)reader.ReadVarint());

        if (!Desk.TryRead(ref reader, state) || !reader.AtEnd)
            return false;
        return TryJoin(state, memberships);
    }

    private static bool TryJoin(HubState state, List<(RoomId Room, Member Member)> memberships)
    {
        foreach (var (id, member) in memberships.OrderBy(m => m.Member.JoinedAt))
        {
            if (!state.Rooms.TryGetValue(id, out var room) || !room.TryAdd(member))
                return false;
        }

        return true;
    }

    private static void WriteWho(ByteWriter writer, Identity who)
    {
        writer.WriteFixed64(who.Session.Incarnation);
        writer.WriteVarint(who.Session.Number);
        writer.WriteString(who.Nick);
        writer.WriteString(who.Folded.Value);
        writer.WriteString(who.User);
        writer.WriteString(who.Host);
        writer.WriteString(who.RealName);
    }

    private static Identity ReadWho(ref ByteReader reader) =>
        new(
            new SessionId(reader.ReadFixed64(), reader.ReadNumber32()),
            reader.ReadString(),
            new FoldedNick(reader.ReadString()),
            reader.ReadString(),
            reader.ReadString(),
            reader.ReadString()
        );

    private static void WritePast(ByteWriter writer, Past past)
    {
        // What they were marked as is not asked for any more.
        WriteWho(writer, past.Who);
        writer.WriteVarint((ulong)past.At);
    }

    private static void WriteSession(ByteWriter writer, Session session)
    {
        var who = session.Who;
        WriteWho(writer, who);
        writer.WriteByte((byte)session.Modes);
        writer.WriteOptional(session.Away);
        writer.WriteCount(session.InvitedTo.Count);
        foreach (var room in session.InvitedTo)
            writer.WriteVarint(room.Index);
        writer.WriteCount(session.Rooms.Count);
        foreach (var room in session.Rooms)
        {
            var member = room.Members[who.Session];
            writer.WriteVarint(room.Id.Index);
            writer.WriteVarint(member.JoinedAt);
            writer.WriteByte((byte)member.Role);
        }
    }

    private static Session ReadSession(
        ref ByteReader reader,
        List<(RoomId Room, Member Member)> memberships
    )
    {
        var session = new Session(ReadWho(ref reader))
        {
            Modes = (SessionModes)reader.ReadByte(),
            Away = reader.ReadOptional(),
        };
        session.Who = session.Who with { IsBot = (session.Modes & SessionModes.Bot) != 0 };
        var invitations = reader.ReadCount();
        for (var i = 0; i < invitations; i++)
            session.InvitedTo.Add(new RoomId(reader.ReadVarint()));
        var rooms = reader.ReadCount(atLeast: 3);
        for (var i = 0; i < rooms; i++)
        {
            var room = new RoomId(reader.ReadVarint());
            var joinedAt = reader.ReadVarint();
            memberships.Add((room, new Member(session, joinedAt, (Role)reader.ReadByte())));
        }

        return session;
    }
}
