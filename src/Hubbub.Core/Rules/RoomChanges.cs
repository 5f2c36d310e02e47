namespace Hubbub.Core;

internal sealed class ChangeRoomRule() : SessionRule<ChangeRoom>(25)
{
    protected override void Write(ByteWriter writer, ChangeRoom command)
    {
        writer.WriteString(command.Room);
        writer.WriteString(command.Folded.Value);
        writer.WriteCount(command.Changes.Count);
        foreach (var change in command.Changes)
        {
            writer.WriteFlag(change.Adds);
            writer.WriteByte((byte)change.Mode);
            writer.WriteString(change.Parameter);
            writer.WriteOptional(change.Whom.Value);
            writer.WriteVarint(change.Key);
        }
    }

    protected override ChangeRoom ReadBody(ref ByteReader reader)
    {
        var room = reader.ReadString();
        var folded = new FoldedRoom(reader.ReadString());
        var changes = new RoomChange[reader.ReadCount(atLeast: 5)];
        for (var i = 0; i < changes.Length; i++)
        {
            changes[i] = new RoomChange(
                reader.ReadFlag(),
                (RoomMode)reader.ReadByte((byte)RoomMode.NoPrograms),
                reader.ReadString(),
                reader.ReadOptional() is { } whom ? new FoldedNick(whom) : default,
                reader.ReadVarint()
            );
        }

        return new ChangeRoom(room, folded, changes);
    }

    protected override void Decide(in Deciding at, ChangeRoom command)
    {
        if (at.State.Find(command.Folded) is not { } room)
        {
            at.Refuse(Reason.NoSuchRoom, command.Room);
            return;
        }

        var session = at.Session;
        if (
            room.RankOf(session) < Rank.HalfOperator
            && !command.Changes.All(change => LaysDownOwn(session, change))
        )
        {
            at.Refuse(Reason.NotRoomOperator, room.Name);
            return;
        }

        var allowed = new List<RoomChange>(command.Changes.Count);
        foreach (var change in command.Changes)
        {
            if (Allow(at, room, change, allowed) is { } reached)
                allowed.Add(reached);
        }

        if (allowed.Count > 0)
            at.Add(new RoomChanged(at.Session.Who, room.Id, room.Name, allowed, at.At));
    }

    private static bool LaysDownOwn(Session session, RoomChange change) =>
        !change.Adds
        && Roles.GivenBy(change.Mode) != Role.None
        && change.Whom == session.Who.Folded;

    /// <summary>
    /// The change as it takes effect after those before it; null: refused, or it would change nothing.
    /// </summary>
    private static RoomChange? Allow(
        in Deciding at,
        Room room,
        RoomChange change,
        List<RoomChange> before
    )
    {
        if (Roles.GivenBy(change.Mode) is not Role.None and var role)
            return AllowRole(at, room, change, role, before);
        if (room.MasksOf(change.Mode) is { } masks)
            return AllowMask(at, room, change, masks, before);
        var last = Last(before, b => b.Mode == change.Mode);
        return Differs(room, change, last) ? change : null;
    }

    /// <param name="last">The change of the same mode before this one, which counts for more than the room.</param>
    private static bool Differs(Room room, RoomChange change, RoomChange? last)
    {
        switch (change.Mode)
        {
            case RoomMode.Key:
                var key = last is null ? room.Key : RoomChanges.KeyOf(last.Value);
                return change.Adds ? change.Parameter != key : key.Length > 0;
            case RoomMode.Limit:
                var now = last is null ? room.Limit : RoomChanges.LimitOf(last.Value);
                var then = RoomChanges.LimitOf(change);
                return then != now && (then > 0 || !change.Adds);
            default:
                var flag = Roles.FlagOf(change.Mode);
                return flag != RoomFlags.None && (last?.Adds ?? room.Has(flag)) != change.Adds;
        }
    }

    private static RoomChange? Last(List<RoomChange> before, Predicate<RoomChange> same)
    {
        var at = before.FindLastIndex(same);
        return at < 0 ? null : before[at];
    }

    private static RoomChange? AllowMask(
        in Deciding at,
        Room room,
        RoomChange change,
        MaskList masks,
        List<RoomChange> before
    )
    {
        var last = Last(
            before,
            b => b.Mode == change.Mode && Glob.IsSame(b.Parameter, change.Parameter)
        );
        if ((last?.Adds ?? masks.Contains(change.Parameter)) == change.Adds)
            return null;
        var more = before.Where(b => b.Mode == change.Mode).Sum(b => b.Adds ? 1 : -1);
        if (change.Adds && masks.Count + more >= at.State.Settings.MasksPerRoom)
        {
            at.Refuse(Reason.MaskListFull, change.Parameter, room.Name, change.Mode);
            return null;
        }

        return change;
    }

    private static RoomChange? AllowRole(
        in Deciding at,
        Room room,
        RoomChange change,
        Role role,
        List<RoomChange> before
    )
    {
        var last = Last(before, b => b.Mode == change.Mode && b.Whom == change.Whom);
        if (at.State.Find(change.Whom) is not { } target)
            at.Refuse(Reason.NoSuchNick, change.Parameter);
        else if (!room.Members.TryGetValue(target.Who.Session, out var member))
            at.Refuse(Reason.OtherNotInRoom, target.Who.Nick, room.Name);
        else if ((last?.Adds ?? (member.Role & role) != 0) == change.Adds)
            return null;
        else if (!MayGive(room.RankOf(at.Session), role, change.Adds, target == at.Session))
            at.Refuse(Reason.NotRoomOperator, room.Name);
        else
            return change with { Parameter = target.Who.Nick, Whom = target.Who.Folded };
        return null;
    }

    /// <summary>Founders give all; operators all but founder; half-operators voice. Anyone may lay down their own.</summary>
    private static bool MayGive(Rank rank, Role role, bool adds, bool self) =>
        self && !adds
        || role switch
        {
            Role.Founder => rank >= Rank.Founder,
            Role.Operator or Role.HalfOperator => rank >= Rank.Operator,
            _ => rank >= Rank.HalfOperator,
        };
}

public static class RoomChanges
{
    /// <summary>The limit after this change; 0: none, or not a number.</summary>
    public static int LimitOf(RoomChange change)
    {
        if (!change.Adds)
            return 0;
        long limit = 0;
        foreach (var c in change.Parameter)
        {
            if (c is < '0' or > '9')
                return 0;
            limit = (limit * 10) + (c - '0');
            if (limit > int.MaxValue)
                return 0;
        }

        return (int)limit;
    }

    /// <summary>The key after this change; empty: none.</summary>
    public static string KeyOf(RoomChange change) => change.Adds ? change.Parameter : "";

    internal static void Apply(HubState state, RoomChanged changed)
    {
        var room = state.Rooms[changed.Room];
        foreach (var change in changed.Changes)
        {
            if (Roles.GivenBy(change.Mode) is not Role.None and var role)
                SetRole(state, room, change, role);
            else if (room.MasksOf(change.Mode) is { } masks)
                SetMask(masks, change, changed);
            else
                SetMode(room, change);
        }
    }

    private static void SetRole(HubState state, Room room, RoomChange change, Role role)
    {
        var member = room.Members[state.Nicks[change.Whom].Who.Session];
        member.Role = change.Adds ? member.Role | role : member.Role & ~role;
    }

    private static void SetMask(MaskList masks, RoomChange change, RoomChanged changed)
    {
        if (!change.Adds)
            masks.Remove(change.Parameter);
        else if (!masks.Contains(change.Parameter))
            masks.Add(new MaskEntry(change.Parameter, changed.By.Nick, changed.At));
    }

    private static void SetMode(Room room, RoomChange change)
    {
        switch (change.Mode)
        {
            case RoomMode.Key:
                room.Key = KeyOf(change);
                room.KeyHash = change.Adds ? change.Key : 0;
                break;
            case RoomMode.Limit:
                room.Limit = LimitOf(change);
                break;
            default:
                var flag = Roles.FlagOf(change.Mode);
                room.Flags = change.Adds ? room.Flags | flag : room.Flags & ~flag;
                break;
        }
    }
}
