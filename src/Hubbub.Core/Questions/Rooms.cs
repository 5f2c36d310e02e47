namespace Hubbub.Core;

/// <summary>Who is in a room, in the order in which they came, <paramref name="Most"/> at a time.</summary>
/// <param name="After">0, or <see cref="MembersAnswer.Next"/> of the page before.</param>
public sealed record MembersOf(FoldedRoom Room, int Most, ulong After = 0) : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker)
    {
        if (state.Find(Room) is not { } room || !Sight.MaySee(asker, room))
            return NotFound.Instance;
        var inside = Sight.IsIn(asker, room);
        var members = new List<MemberInfo>(Math.Min(Most, room.Members.Count));
        ulong next = 0;
        foreach (var member in room.Order.After(After))
        {
            if (members.Count == Most)
                return new MembersAnswer(room.Name, room.Has(RoomFlags.Secret), members, next);
            next = member.JoinedAt;
            if (inside || Sight.MayList(asker, member.Session))
                members.Add(MemberInfo.Of(member.Session, member.Role));
        }

        return new MembersAnswer(room.Name, room.Has(RoomFlags.Secret), members, Next: 0);
    }
}

/// <param name="Next">Where the next page starts; 0: this was the last.</param>
public sealed record MembersAnswer(
    string Name,
    bool Secret,
    IReadOnlyList<MemberInfo> Members,
    ulong Next
) : Answer;

/// <summary>What is shown of one person, in a room or by themselves (then <paramref name="Role"/> is none).</summary>
public readonly record struct MemberInfo(Identity Who, Role Role, bool Away, bool Operator)
{
    internal static MemberInfo Of(Session session, Role role) =>
        new(session.Who, role, session.Away is not null, session.IsOperator);
}

/// <summary>The rooms that the asker may see, in the order in which they were made.</summary>
/// <param name="After">Default, or <see cref="RoomsAnswer.Next"/> of the page before.</param>
public sealed record Rooms(int Most, RoomId After = default) : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker)
    {
        var rooms = new List<RoomInfo>();
        RoomId next = default;
        foreach (var room in state.RoomOrder.After(After.Index))
        {
            if (rooms.Count == Most)
                return new RoomsAnswer(rooms, next);
            next = room.Id;
            if ((room.Members.Count > 0 || room.Stays) && Sight.MaySee(asker, room))
                rooms.Add(RoomInfo.Of(room));
        }

        return new RoomsAnswer(rooms, Next: default);
    }
}

/// <param name="Next">Where the next page starts; default: this was the last.</param>
public sealed record RoomsAnswer(IReadOnlyList<RoomInfo> Rooms, RoomId Next) : Answer;

/// <summary>A room as lists show it.</summary>
public sealed record RoomInfo(RoomId Id, string Name, int Members, Topic? Topic, long CreatedAt)
{
    internal static RoomInfo Of(Room room) =>
        new(room.Id, room.Name, room.Members.Count, room.Topic, room.CreatedAt);
}

/// <summary>Where the asker was invited to and has not gone yet, in the order of the invitations.</summary>
public sealed record Invitations : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker)
    {
        var names = new List<string>();
        foreach (var id in asker?.InvitedTo ?? [])
        {
            if (state.Rooms.TryGetValue(id, out var room))
                names.Add(room.Name);
        }

        return new InvitationsAnswer(names);
    }
}

public sealed record InvitationsAnswer(IReadOnlyList<string> Rooms) : Answer;

/// <summary>One room as it is now.</summary>
public sealed record StateOf(FoldedRoom Room) : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker)
    {
        if (state.Find(Room) is not { } room)
            return NotFound.Instance;
        var inside = Sight.IsIn(asker, room);
        var visible = Sight.MaySee(asker, room);
        var info = RoomInfo.Of(room);
        return new StateAnswer(
            visible ? info : info with { Members = 0, Topic = null },
            visible,
            inside,
            room.Flags,
            inside ? room.Key : "",
            room.KeyHash != 0,
            room.Limit
        );
    }
}

/// <param name="Visible">False: the room is shown as if it had no members and no topic.</param>
/// <param name="Inside">The asker is a member.</param>
/// <param name="Key">To members only; empty for others.</param>
public sealed record StateAnswer(
    RoomInfo Room,
    bool Visible,
    bool Inside,
    RoomFlags Flags,
    string Key,
    bool HasKey,
    int Limit
) : Answer;

/// <summary>One of a room's mask lists.</summary>
public sealed record MasksOf(FoldedRoom Room, RoomMode List) : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker)
    {
        if (state.Find(Room) is not { } room || room.MasksOf(List) is not { } masks)
            return NotFound.Instance;
        if (!Sight.MaySee(asker, room))
            return NotFound.Instance;
        if (List != RoomMode.Ban && (asker is null || room.RankOf(asker) < Rank.HalfOperator))
            return new MasksAnswer(room.Name, Allowed: false, []);
        return new MasksAnswer(room.Name, Allowed: true, masks.Entries.ToArray());
    }
}

/// <param name="Allowed">False: shown to the room's operators only.</param>
public sealed record MasksAnswer(string Name, bool Allowed, IReadOnlyList<MaskEntry> Masks)
    : Answer;

/// <summary>Where the last things said in a room stand in the log. Members only.</summary>
public sealed record RecentIn(FoldedRoom Room, int Most) : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker)
    {
        if (asker is null || state.Find(Room) is not { } room)
            return NotFound.Instance;
        if (Sight.PassageOf(asker, room) is not { } passage)
            return NotFound.Instance;
        var said = room.Recent.Last(Most).Where(one => one.Index > passage.After).ToArray();
        return new RecentAnswer(
            room.Name,
            said.Select(one => one.Index).ToArray(),
            said.Select(one => one.By).ToArray()
        );
    }
}

/// <param name="Indices">Of the entries, the oldest first.</param>
/// <param name="Nicks">Under which each of them was said.</param>
public sealed record RecentAnswer(
    string Name,
    IReadOnlyList<ulong> Indices,
    IReadOnlyList<string> Nicks
) : Answer;
