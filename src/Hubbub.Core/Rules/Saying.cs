namespace Hubbub.Core;

internal sealed class SayToRoomRule() : SessionRule<SayToRoom>(30)
{
    protected override void Write(ByteWriter writer, SayToRoom command)
    {
        writer.WriteString(command.Room);
        writer.WriteString(command.Folded.Value);
        writer.WriteByte((byte)command.Kind);
        writer.WriteCount(command.Length);
    }

    protected override SayToRoom ReadBody(ref ByteReader reader) =>
        new(
            reader.ReadString(),
            new FoldedRoom(reader.ReadString()),
            (MessageKind)reader.ReadByte((byte)MessageKind.Mark),
            reader.ReadNumber()
        );

    protected override void Decide(in Deciding at, SayToRoom command)
    {
        if (at.State.Find(command.Folded) is not { } room)
            at.Refuse(Reason.NoSuchRoom, command.Room);
        else if (Speech.Bar(at.Session, room, command.Kind) is { } reason)
            at.Refuse(reason, room.Name);
        else if (Turns.Bar(at, room, command.Kind, command.Length) is { } refused)
            at.Add(refused);
        else
        {
            at.Add(new SaidInRoom(at.Session.Who, room.Id, room.Name, command.Kind, at.Index));
            Turns.GoOn(at, room, command.Kind);
        }
    }
}

internal sealed class SayToRolesRule() : SessionRule<SayToRoles>(32)
{
    protected override void Write(ByteWriter writer, SayToRoles command)
    {
        writer.WriteString(command.Room);
        writer.WriteString(command.Folded.Value);
        writer.WriteByte((byte)command.Kind);
        writer.WriteCount(command.Length);
        writer.WriteByte((byte)command.Least);
    }

    protected override SayToRoles ReadBody(ref ByteReader reader) =>
        new(
            reader.ReadString(),
            new FoldedRoom(reader.ReadString()),
            (MessageKind)reader.ReadByte((byte)MessageKind.Mark),
            reader.ReadNumber(),
            (Rank)reader.ReadByte((byte)Rank.Founder)
        );

    protected override void Decide(in Deciding at, SayToRoles command)
    {
        if (at.State.Find(command.Folded) is not { } room)
            at.Refuse(Reason.NoSuchRoom, command.Room);
        else if (Speech.Bar(at.Session, room, command.Kind) is { } reason)
            at.Refuse(reason, room.Name);
        else if (room.Round is not null)
            // Where people speak in turns all hear it.
            at.Refuse(Reason.MayNotSpeak, room.Name);
        else
            at.Add(
                new SaidToRoles(
                    at.Session.Who,
                    room.Name,
                    command.Kind,
                    command.Least,
                    room.AudienceOf(command.Least)
                )
            );
    }
}

internal sealed class AnnounceRule() : SessionRule<Announce>(33)
{
    protected override void Write(ByteWriter writer, Announce command) { }

    protected override Announce ReadBody(ref ByteReader reader) => new();

    protected override void Decide(in Deciding at, Announce command)
    {
        if (!at.Session.IsOperator)
        {
            at.Refuse(Reason.NotServerOperator);
            return;
        }

        var hearers = at
            .State.SessionsInOrder()
            .Where(session => (session.Modes & SessionModes.Wallops) != 0)
            .Select(session => session.Who.Session)
            .ToArray();
        at.Add(new Announced(at.Session.Who, Audience.Of(hearers)));
    }
}

internal sealed class SayToPersonRule() : SessionRule<SayToPerson>(31)
{
    protected override void Write(ByteWriter writer, SayToPerson command)
    {
        writer.WriteString(command.Nick);
        writer.WriteString(command.Whom.Value);
        writer.WriteByte((byte)command.Kind);
        writer.WriteCount(command.Length);
    }

    protected override SayToPerson ReadBody(ref ByteReader reader) =>
        new(
            reader.ReadString(),
            new FoldedNick(reader.ReadString()),
            (MessageKind)reader.ReadByte((byte)MessageKind.Mark),
            reader.ReadNumber()
        );

    protected override void Decide(in Deciding at, SayToPerson command)
    {
        if (at.State.Find(command.Whom) is not { } target)
        {
            at.Refuse(Reason.NoSuchNick, command.Nick);
            return;
        }

        if (Speech.Bar(at.Session, target) is { } reason)
        {
            at.Refuse(reason, target.Who.Nick);
            return;
        }

        var answered = command.Kind is MessageKind.Said or MessageKind.Action or MessageKind.Query;
        var away = answered ? target.Away : null;
        at.Add(new SaidToPerson(at.Session.Who, target.Who, command.Kind, away));
    }
}
