namespace Hubbub.Core;

/// <summary>
/// All that the hub knows. Dictionaries are for finding only: whatever is told in order comes from
/// a <see cref="Roster{T}"/>, a list, or is sorted.
/// </summary>
internal sealed class HubState
{
    /// <summary>On all boards together.</summary>
    public const int MostPosts = 100_000;

    public int Level { get; set; } = 1;

    /// <summary>The last entry applied.</summary>
    public ulong Index { get; set; }

    public long At { get; set; }

    public Settings Settings { get; set; } = Settings.Default;

    public Dictionary<SessionId, Session> Sessions { get; } = [];

    public Dictionary<FoldedNick, Session> Nicks { get; } = [];

    public Dictionary<FoldedRoom, Room> RoomNames { get; } = [];

    public Dictionary<RoomId, Room> Rooms { get; } = [];

    /// <summary>The rooms in the order in which they were made.</summary>
    public Roster<Room> RoomOrder { get; } = new();

    /// <summary>Those who left or took another nick.</summary>
    public PastPeople Past { get; } = new();

    public int OperatorCount { get; set; }

    /// <summary>How far private talks are forgotten, and rooms that have ended.</summary>
    public Forgotten Forgotten { get; set; }

    /// <summary>Grows when it is decided how long something stays; stands in no snapshot.</summary>
    public int KeepChanges { get; set; }

    public int PostCount { get; private set; }

    public DropState Drop { get; } = new();

    /// <summary>When posts expire.</summary>
    public DueTimes Due { get; } = new();

    /// <summary>Where somebody talks to one guest at a time; null: nobody sits there.</summary>
    public Desk? Desk { get; set; }

    public Session? Find(SessionId session) => Sessions.GetValueOrDefault(session);

    public Session? Find(FoldedNick nick) => Nicks.GetValueOrDefault(nick);

    public Room? Find(FoldedRoom name) => RoomNames.GetValueOrDefault(name);

    public IEnumerable<Session> SessionsInOrder() =>
        Sessions.Values.OrderBy(session => session.Who.Session);

    public void Add(Room room)
    {
        RoomNames.Add(room.Folded, room);
        Rooms.Add(room.Id, room);
        RoomOrder.Add(room.Id.Index, room);
    }

    /// <summary>False (and nothing changed): its name is taken, or it is not newer than those before.</summary>
    public bool TryAdd(Room room)
    {
        if (RoomNames.ContainsKey(room.Folded) || !RoomOrder.MayAdd(room.Id.Index))
            return false;
        if (!Drop.TryCount(room))
            return false;
        Add(room);
        PostCount += room.Board.Posts.Count;
        foreach (var post in room.Board.Posts)
            Due.Set(room, post);
        return true;
    }

    public void AddPost(Room room, Post post)
    {
        room.Board.Add(post);
        PostCount++;
        Due.Set(room, post);
    }

    public void RemovePost(Room room, Post post)
    {
        Due.Cancel(room, post);
        room.Board.Remove(post);
        PostCount--;
    }

    public void Remove(Room room)
    {
        RoomNames.Remove(room.Folded);
        Rooms.Remove(room.Id);
        RoomOrder.Remove(room.Id.Index);
    }

    public void Rename(Room room, string name, FoldedRoom folded)
    {
        RoomNames.Remove(room.Folded);
        (room.Name, room.Folded) = (name, folded);
        RoomNames.Add(folded, room);
    }

    public void Add(Session session)
    {
        Sessions.Add(session.Who.Session, session);
        Nicks.Add(session.Who.Folded, session);
        if (session.IsOperator)
            OperatorCount++;
    }

    /// <summary>False (and nothing changed): its id or its nick is taken.</summary>
    public bool TryAdd(Session session)
    {
        if (Sessions.ContainsKey(session.Who.Session) || Nicks.ContainsKey(session.Who.Folded))
            return false;
        Add(session);
        return true;
    }

    /// <summary>Takes the session out of everything; rooms stay, even empty ones.</summary>
    public void Remove(Session session)
    {
        foreach (var room in session.Rooms.ToArray())
            room.Remove(session.Who.Session);
        Past.Add(session.Who, At);
        if (Desk is { } desk && !desk.Forget(session))
            Desk = null;
        Sessions.Remove(session.Who.Session);
        Nicks.Remove(session.Who.Folded);
        if (session.IsOperator)
            OperatorCount--;
    }
}
