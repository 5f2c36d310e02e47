namespace Hubbub.Core;

/// <summary>By whoever may speak in the room.</summary>
internal sealed class OfferFileRule() : SessionRule<OfferFile>(70)
{
    protected override void Write(ByteWriter writer, OfferFile command)
    {
        writer.WriteString(command.Room);
        writer.WriteString(command.Folded.Value);
        writer.WriteCount(command.Length);
        writer.WriteString(command.Name);
        writer.WriteVarint((ulong)command.Size);
        writer.WriteString(command.Digest);
        writer.WriteString(command.Key);
    }

    protected override OfferFile ReadBody(ref ByteReader reader) =>
        new(
            reader.ReadString(),
            new FoldedRoom(reader.ReadString()),
            reader.ReadNumber(),
            reader.ReadString(),
            (long)reader.ReadVarint(),
            reader.ReadString(),
            reader.ReadString()
        );

    protected override void Decide(in Deciding at, OfferFile command)
    {
        if (Bar(at.State, at.Session, command.Folded, command.Room, command.Size) is { } refused)
        {
            at.Add(refused);
            return;
        }

        var room = at.State.Find(command.Folded)!;
        // Keys are drawn by lot: two that are alike are no chance.
        if (at.State.Drop.Knows(command.Key))
            at.Refuse(Reason.InternalError);
        else if (Posts.MayBeSaid(at, room, command.Length))
            Put(at, room, command);
    }

    /// <summary>Why a file of this size may not be offered there; null: it may. Also asked before its bytes come.</summary>
    internal static Refused? Bar(
        HubState state,
        Session session,
        FoldedRoom folded,
        string typed,
        long size
    )
    {
        var limits = state.Drop.Limits;
        var who = session.Who.Session;
        if (state.Find(folded) is not { } room)
            return new Refused(who, Reason.NoSuchRoom, typed);
        // Where one talks to a guest the next guest sees nothing of it.
        if (limits.All == 0 || state.Desk?.Room == room.Id)
            return new Refused(who, Reason.NoDrop, room.Name);
        if (!room.Members.ContainsKey(who))
            return new Refused(who, Reason.NotInRoom, room.Name);
        if (Speech.Bar(session, room, MessageKind.Said) is { } reason)
            return new Refused(who, reason, room.Name);
        return BarSize(state.Drop, who, room.Name, size);
    }

    /// <summary>Why so much does not go into the drop, whoever it is for; null: it does.</summary>
    internal static Refused? BarSize(DropState drop, SessionId who, string target, long size)
    {
        if (size < 0 || size > drop.Limits.One)
            return new Refused(who, Reason.FileTooLarge, target) { Bytes = drop.Limits.One };
        return size > drop.Left || drop.Count >= DropState.Most
            ? new Refused(who, Reason.DropFull, target) { Bytes = drop.Left }
            : null;
    }

    private static void Put(in Deciding at, Room room, OfferFile command)
    {
        var who = at.Session.Who;
        var file = new DroppedFile(
            at.State.Drop.Last + 1,
            at.Index,
            command.Name,
            command.Size,
            command.Digest,
            command.Key,
            who.Session,
            who.Nick,
            at.At
        );
        at.Add(new SaidInRoom(who, room.Id, room.Name, MessageKind.Said, at.Index) { File = file });
        Turns.GoOn(at, room, MessageKind.Said);
    }
}

internal sealed class LimitFilesRule() : Rule<LimitFiles>(72)
{
    protected override void Write(ByteWriter writer, LimitFiles command)
    {
        writer.WriteVarint((ulong)command.Limits.All);
        writer.WriteVarint((ulong)command.Limits.One);
        writer.WriteVarint((ulong)command.Limits.Wait);
    }

    protected override LimitFiles ReadBody(ref ByteReader reader) =>
        new(
            new FileLimits(
                (long)reader.ReadVarint(),
                (long)reader.ReadVarint(),
                (long)reader.ReadVarint()
            )
        );

    protected override void Decide(
        HubState state,
        in Entry entry,
        LimitFiles command,
        List<Event> events
    ) => events.Add(new FilesLimited(command.Limits));
}

/// <summary>By whoever brought it, the room's operators or those of the server.</summary>
internal sealed class RemoveFileRule() : SessionRule<RemoveFile>(71)
{
    protected override void Write(ByteWriter writer, RemoveFile command)
    {
        writer.WriteCount(command.Number);
        writer.WriteFlag(command.Owned);
    }

    protected override RemoveFile ReadBody(ref ByteReader reader) =>
        new(reader.ReadNumber(), reader.ReadFlag());

    protected override void Decide(in Deciding at, RemoveFile command)
    {
        var session = at.Session;
        if (at.State.Drop.Handed.Find(command.Number) is { } handed)
        {
            HandFileRule.Remove(at, handed, command.Owned);
            return;
        }

        if (at.State.Drop.Find(command.Number) is not { } found)
        {
            RefuseUnknown(at, command.Number);
            return;
        }

        var (room, file) = found;
        var may =
            command.Owned
            || file.Owner == session.Who.Session
            || session.IsOperator
            || room.RankOf(session) >= Rank.HalfOperator;
        if (may)
            Go(at, room, file);
        else if (!room.Members.ContainsKey(session.Who.Session))
            // Nor is it told that there is one.
            RefuseUnknown(at, command.Number);
        else
            at.Refuse(Reason.NotYourFile, file.By, room.Name);
    }

    /// <summary>The line that offered it is taken back with it.</summary>
    internal static void Go(in Deciding at, Room room, DroppedFile file)
    {
        at.Add(
            new Redacted(
                at.Session.Who,
                new MessageId(file.Index, 0),
                room.Id,
                default,
                room.Name,
                file.By,
                file.At
            )
            {
                File = file.Number,
            }
        );
        var isLast = room.Files.All.Count == 1 && room.Board.IsEmpty;
        if (room.Members.Count == 0 && !room.StaysEmpty && isLast)
            at.Add(new RoomEnded(room.Id, room.Name));
    }

    /// <summary>Whoever it is for is not told either that there is one.</summary>
    internal static void RefuseUnknown(in Deciding at, int number) =>
        at.Add(new Refused(at.Session.Who.Session, Reason.NoSuchFile, Post: number));
}
