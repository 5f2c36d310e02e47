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
            (MessageKind)reader.ReadByte((byte)MessageKind.Action),
            reader.ReadNumber()
        );

    protected override void Decide(in Deciding at, SayToRoom command)
    {
        if (at.State.Find(command.Folded) is not { } room)
            at.Refuse(Reason.NoSuchRoom, command.Room);
        else if (!MaySpeak(at.Session, room))
            at.Refuse(Reason.MayNotSpeak, room.Name);
        else
            at.Add(new SaidInRoom(at.Session.Who, room.Id, room.Name, command.Kind, at.Index));
    }

    /// <summary>A voice or more always; others where nothing bars them.</summary>
    private static bool MaySpeak(Session session, Room room)
    {
        var isMember = room.Members.TryGetValue(session.Who.Session, out var member);
        if (isMember && member!.Role != Role.None)
            return true;
        if (!isMember && room.Has(RoomFlags.NoOutsideMessages))
            return false;
        if (room.Has(RoomFlags.Moderated) && room.RankOf(session) < Rank.Voice)
            return false;
        return !room.Bars(session.Who);
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
            (MessageKind)reader.ReadByte((byte)MessageKind.Action),
            reader.ReadNumber()
        );

    protected override void Decide(in Deciding at, SayToPerson command)
    {
        if (at.State.Find(command.Whom) is not { } target)
        {
            at.Refuse(Reason.NoSuchNick, command.Nick);
            return;
        }

        var away = command.Kind == MessageKind.Notice ? null : target.Away;
        at.Add(new SaidToPerson(at.Session.Who, target.Who, command.Kind, away));
    }
}
