namespace Hubbub.Core;

/// <summary>Where somebody talks to one guest at a time while others wait in line.</summary>
internal sealed class Desk(Session host, RoomId room, int mostInLine, bool dismisses)
{
    private readonly List<Session> _line = [];

    public Session Host { get; } = host;

    public RoomId Room { get; } = room;

    public int MostInLine { get; } = mostInLine;

    /// <summary>A guest's session ends with the talk.</summary>
    public bool Dismisses { get; } = dismisses;

    /// <summary>Null: nobody talks.</summary>
    public Session? Guest { get; set; }

    /// <summary>Those who wait, the next first.</summary>
    public IReadOnlyList<Session> Line => _line;

    public bool Knows(Session session) =>
        session == Host || session == Guest || _line.Contains(session);

    public void Queue(Session session) => _line.Add(session);

    public void Unqueue(Session session) => _line.Remove(session);

    /// <summary>The session has ended. False: it was the host's, and there is no desk any more.</summary>
    public bool Forget(Session session)
    {
        _line.Remove(session);
        if (Guest == session)
            Guest = null;
        return Host != session;
    }

    public static void Write(ByteWriter writer, Desk? desk)
    {
        writer.WriteFlag(desk is not null);
        if (desk is null)
            return;
        WriteId(writer, desk.Host);
        writer.WriteVarint(desk.Room.Index);
        writer.WriteCount(desk.MostInLine);
        writer.WriteFlag(desk.Dismisses);
        writer.WriteFlag(desk.Guest is not null);
        if (desk.Guest is { } guest)
            WriteId(writer, guest);
        writer.WriteCount(desk._line.Count);
        foreach (var waiting in desk._line)
            WriteId(writer, waiting);
    }

    /// <summary>Its sessions and its room have been read before.</summary>
    public static bool TryRead(ref ByteReader reader, HubState state)
    {
        if (!reader.ReadFlag())
            return true;
        var host = ReadSession(ref reader, state);
        var room = new RoomId(reader.ReadVarint());
        var most = reader.ReadNumber();
        var dismisses = reader.ReadFlag();
        if (host is null || !state.Rooms.ContainsKey(room))
            return false;
        var desk = new Desk(host, room, most, dismisses);
        if (reader.ReadFlag() && (desk.Guest = ReadSession(ref reader, state)) is null)
            return false;
        var count = reader.ReadCount(atLeast: 9);
        for (var i = 0; i < count; i++)
        {
            if (ReadSession(ref reader, state) is not { } waiting)
                return false;
            desk._line.Add(waiting);
        }

        state.Desk = desk;
        return true;
    }

    private static void WriteId(ByteWriter writer, Session session)
    {
        writer.WriteFixed64(session.Who.Session.Incarnation);
        writer.WriteVarint(session.Who.Session.Number);
    }

    private static Session? ReadSession(ref ByteReader reader, HubState state) =>
        state.Find(new SessionId(reader.ReadFixed64(), reader.ReadNumber32()));
}
