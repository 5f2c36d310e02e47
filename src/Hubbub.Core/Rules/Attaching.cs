namespace Hubbub.Core;

internal sealed class AttachRule() : Rule<Attach>(10)
{
    protected override void Write(ByteWriter writer, Attach command)
    {
        writer.WriteString(command.Nick);
        writer.WriteString(command.Folded.Value);
        writer.WriteString(command.User);
        writer.WriteString(command.Host);
        writer.WriteString(command.RealName);
        writer.WriteOptional(command.Away);
    }

    protected override Attach ReadBody(ref ByteReader reader) =>
        new(
            reader.ReadString(),
            new FoldedNick(reader.ReadString()),
            reader.ReadString(),
            reader.ReadString(),
            reader.ReadString(),
            reader.ReadOptional()
        );

    protected override void Decide(
        HubState state,
        in Entry entry,
        Attach command,
        List<Event> events
    )
    {
        if (state.Find(command.Folded) is not null || state.Find(entry.Session) is not null)
        {
            events.Add(new Refused(entry.Session, Reason.NickTaken, command.Nick));
            return;
        }

        events.Add(
            new Attached(
                new Identity(
                    entry.Session,
                    command.Nick,
                    command.Folded,
                    command.User,
                    command.Host,
                    command.RealName
                ),
                command.Away
            )
        );
    }
}

internal sealed class DetachRule() : SessionRule<Detach>(11)
{
    protected override void Write(ByteWriter writer, Detach command) =>
        writer.WriteByte((byte)command.Cause);

    protected override Detach ReadBody(ref ByteReader reader) =>
        new((DetachCause)reader.ReadByte((byte)DetachCause.TalkEnded));

    protected override void Decide(in Deciding at, Detach command) =>
        End(at, at.Session, command.Cause, by: null);

    /// <summary>The session goes, and with it the rooms that it was the last in.</summary>
    internal static void End(in Deciding at, Session session, DetachCause cause, Identity? by)
    {
        at.Add(
            new Detached(session.Who, session.Rooms.Select(room => room.Id).ToArray(), cause, by)
        );
        foreach (var room in session.Rooms)
        {
            LeaveRule.EndIfLast(at, room);
            Turns.AfterGone(at, room, session);
        }

        Desks.AfterEnded(at, session, cause);
    }
}

internal sealed class KillRule() : SessionRule<Kill>(12)
{
    protected override void Write(ByteWriter writer, Kill command)
    {
        writer.WriteString(command.Nick);
        writer.WriteString(command.Folded.Value);
    }

    protected override Kill ReadBody(ref ByteReader reader) =>
        new(reader.ReadString(), new FoldedNick(reader.ReadString()));

    protected override void Decide(in Deciding at, Kill command)
    {
        if (!at.Session.IsOperator)
            at.Refuse(Reason.NotServerOperator);
        else if (at.State.Find(command.Folded) is not { } target)
            at.Refuse(Reason.NoSuchNick, command.Nick);
        else
            DetachRule.End(at, target, DetachCause.Killed, at.Session.Who);
    }
}
