namespace Hubbub.Core;

internal sealed class SetKeepRule() : SessionRule<SetKeep>(60)
{
    protected override void Write(ByteWriter writer, SetKeep command)
    {
        writer.WriteString(command.Room);
        writer.WriteString(command.Folded.Value);
        writer.WriteVarint((ulong)command.Span);
    }

    protected override SetKeep ReadBody(ref ByteReader reader) =>
        new(reader.ReadString(), new FoldedRoom(reader.ReadString()), (long)reader.ReadVarint());

    protected override void Decide(in Deciding at, SetKeep command)
    {
        if (!at.Session.IsOperator)
            at.Refuse(Reason.NotServerOperator);
        else if (at.State.Find(command.Folded) is not { } room)
            at.Refuse(Reason.NoSuchRoom, command.Room);
        else
        {
            at.Add(new KeepSet(at.Session.Who, room.Id, room.Name, command.Span));
            // It was there only for the sake of what was decided.
            var endsIt = command.Span == Keep.AsServer && room.Keep != Keep.AsServer;
            var isEmpty = room.Board.IsEmpty && room.Files.IsEmpty;
            if (endsIt && room.Members.Count == 0 && !room.Lasting && isEmpty)
                at.Add(new RoomEnded(room.Id, room.Name));
        }
    }
}

internal sealed class ForgetRule() : Rule<Forget>(61)
{
    protected override void Write(ByteWriter writer, Forget command)
    {
        writer.WriteCount(command.Marks.Count);
        foreach (var mark in command.Marks)
        {
            writer.WriteVarint(mark.Room.Index);
            writer.WriteVarint(mark.UpTo);
            writer.WriteVarint((ulong)mark.Grace);
        }
    }

    protected override Forget ReadBody(ref ByteReader reader)
    {
        var marks = new ForgetMark[reader.ReadCount(atLeast: 3)];
        for (var i = 0; i < marks.Length; i++)
        {
            marks[i] = new ForgetMark(
                new RoomId(reader.ReadVarint()),
                reader.ReadVarint(),
                (long)reader.ReadVarint()
            );
        }

        return new Forget(marks);
    }

    /// <summary>A room that has ended meanwhile goes with all else.</summary>
    protected override void Decide(
        HubState state,
        in Entry entry,
        Forget command,
        List<Event> events
    )
    {
        foreach (var mark in command.Marks)
        {
            Forgotten before;
            if (mark.Room == default)
                before = state.Forgotten;
            else if (state.Rooms.TryGetValue(mark.Room, out var room))
                before = room.Forgotten;
            else
                continue;
            var now = before.Mark(Math.Min(mark.UpTo, entry.Index - 1), mark.Grace, entry.At);
            if (now != before)
                events.Add(new Forgot(mark.Room, now));
        }
    }
}
