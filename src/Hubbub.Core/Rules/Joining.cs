namespace Hubbub.Core;

internal sealed class JoinRule() : SessionRule<Join>(20)
{
    protected override void Write(ByteWriter writer, Join command)
    {
        writer.WriteString(command.Room);
        writer.WriteString(command.Folded.Value);
        writer.WriteVarint(command.TriedKey);
    }

    protected override Join ReadBody(ref ByteReader reader) =>
        new(reader.ReadString(), new FoldedRoom(reader.ReadString()), reader.ReadVarint());

    protected override void Decide(in Deciding at, Join command)
    {
        var room = at.State.Find(command.Folded);
        if (room is not null && room.Members.ContainsKey(at.Session.Who.Session))
            return;
        if (at.Session.Rooms.Count >= at.State.Settings.RoomsPerSession)
            at.Refuse(Reason.TooManyRooms, command.Room);
        else if (room is null)
            at.Add(Made(at, command));
        else if (Bar(at, room, command.TriedKey) is { } reason)
            at.Refuse(reason, room.Name);
        else
            at.Add(Came(at, room));
    }

    private static Joined Made(in Deciding at, Join command) =>
        new(
            at.Session.Who,
            new RoomId(at.Index),
            command.Room,
            command.Folded,
            Role.Founder | Role.Operator,
            Made: true,
            at.Index,
            at.Session.Away
        );

    private static Joined Came(in Deciding at, Room room) =>
        new(
            at.Session.Who,
            room.Id,
            room.Name,
            room.Folded,
            Role.None,
            Made: false,
            at.Index,
            at.Session.Away
        );

    /// <summary>Why not; null: come in. An invitation opens what is closed, but lifts no ban.</summary>
    private static Reason? Bar(in Deciding at, Room room, ulong triedKey)
    {
        var session = at.Session;
        // One comes there by asking to talk, one at a time.
        if (at.State.Desk?.Room == room.Id)
            return Reason.InviteOnly;
        if (room.RankOf(session) == Rank.Founder)
            return null;
        if (room.Bars(session.Who))
            return Reason.Banned;
        if (session.InvitedTo.Contains(room.Id))
            return null;
        if (room.Has(RoomFlags.InviteOnly) && !room.InviteExceptions.Match(session.Who.Mask))
            return Reason.InviteOnly;
        if (room.KeyHash != 0 && room.KeyHash != triedKey)
            return Reason.WrongKey;
        if (room.Limit != 0 && room.Members.Count >= room.Limit)
            return Reason.RoomFull;
        return null;
    }
}

internal sealed class LeaveRule() : SessionRule<Leave>(21)
{
    protected override void Write(ByteWriter writer, Leave command)
    {
        writer.WriteString(command.Room);
        writer.WriteString(command.Folded.Value);
    }

    protected override Leave ReadBody(ref ByteReader reader) =>
        new(reader.ReadString(), new FoldedRoom(reader.ReadString()));

    protected override void Decide(in Deciding at, Leave command)
    {
        if (!RoomRules.TryFindOwn(at, command.Folded, command.Room, out var room))
            return;
        Go(at, room);
    }

    /// <summary>Somebody leaves a room, with all that follows.</summary>
    internal static void Go(in Deciding at, Room room)
    {
        at.Add(new Left(at.Session.Who, room.Id, room.Name));
        EndIfLast(at, room);
        Turns.AfterGone(at, room, at.Session);
        Desks.AfterGone(at, at.Session, room);
    }

    /// <summary>A room emptied by leaving ends, unless it is a lasting one or has posts.</summary>
    internal static void EndIfLast(in Deciding at, Room room)
    {
        if (room.Members.Count == 1 && !room.Stays)
            at.Add(new RoomEnded(room.Id, room.Name));
    }
}

internal sealed class LeaveAllRule() : SessionRule<LeaveAll>(26)
{
    protected override void Write(ByteWriter writer, LeaveAll command) { }

    protected override LeaveAll ReadBody(ref ByteReader reader) => new();

    protected override void Decide(in Deciding at, LeaveAll command)
    {
        foreach (var room in at.Session.Rooms)
            LeaveRule.Go(at, room);
    }
}
