namespace Hubbub.Core;

internal sealed class SetTopicRule() : SessionRule<SetTopic>(22)
{
    protected override void Write(ByteWriter writer, SetTopic command)
    {
        writer.WriteString(command.Room);
        writer.WriteString(command.Folded.Value);
        writer.WriteString(command.Topic);
    }

    protected override SetTopic ReadBody(ref ByteReader reader) =>
        new(reader.ReadString(), new FoldedRoom(reader.ReadString()), reader.ReadString());

    protected override void Decide(in Deciding at, SetTopic command)
    {
        if (!RoomRules.TryFindCared(at, command.Folded, command.Room, out var room))
            return;
        if (room.Has(RoomFlags.TopicByOperators) && room.RankOf(at.Session) < Rank.HalfOperator)
            at.Refuse(Reason.NotRoomOperator, room.Name);
        else
            at.Add(new TopicSet(at.Session.Who, room.Id, room.Name, command.Topic, at.At));
    }
}

internal sealed class InviteRule() : SessionRule<Invite>(23)
{
    protected override void Write(ByteWriter writer, Invite command)
    {
        writer.WriteString(command.Nick);
        writer.WriteString(command.Whom.Value);
        writer.WriteString(command.Room);
        writer.WriteString(command.Folded.Value);
    }

    protected override Invite ReadBody(ref ByteReader reader) =>
        new(
            reader.ReadString(),
            new FoldedNick(reader.ReadString()),
            reader.ReadString(),
            new FoldedRoom(reader.ReadString())
        );

    protected override void Decide(in Deciding at, Invite command)
    {
        if (!RoomRules.TryFindCared(at, command.Folded, command.Room, out var room))
            return;
        if (at.State.Find(command.Whom) is not { } target)
            at.Refuse(Reason.NoSuchNick, command.Nick);
        else if (room.Members.ContainsKey(target.Who.Session))
            at.Refuse(Reason.OtherAlreadyInRoom, target.Who.Nick, room.Name);
        else if (room.Has(RoomFlags.InviteOnly) && room.RankOf(at.Session) < Rank.HalfOperator)
            at.Refuse(Reason.NotRoomOperator, room.Name);
        else
        {
            at.Add(new Invited(at.Session.Who, target.Who, room.Id, room.Name, target.Away));
            at.Add(new InvitationShown(at.Session.Who, target.Who, room.Id, room.Name));
        }
    }
}

internal sealed class KickRule() : SessionRule<Kick>(24)
{
    protected override void Write(ByteWriter writer, Kick command)
    {
        writer.WriteString(command.Room);
        writer.WriteString(command.Folded.Value);
        writer.WriteString(command.Nick);
        writer.WriteString(command.Whom.Value);
    }

    protected override Kick ReadBody(ref ByteReader reader) =>
        new(
            reader.ReadString(),
            new FoldedRoom(reader.ReadString()),
            reader.ReadString(),
            new FoldedNick(reader.ReadString())
        );

    protected override void Decide(in Deciding at, Kick command)
    {
        if (!RoomRules.TryFindCared(at, command.Folded, command.Room, out var room))
            return;
        var rank = room.RankOf(at.Session);
        if (rank < Rank.HalfOperator)
        {
            at.Refuse(Reason.NotRoomOperator, room.Name);
            return;
        }

        if (at.State.Find(command.Whom) is not { } target)
            at.Refuse(Reason.NoSuchNick, command.Nick);
        else if (!room.Members.TryGetValue(target.Who.Session, out var member))
            at.Refuse(Reason.OtherNotInRoom, target.Who.Nick, room.Name);
        else if (target != at.Session && Roles.RankOf(member.Role) > rank)
            at.Refuse(Reason.NotHighEnough, target.Who.Nick, room.Name);
        else
            PutOut(at, room, target);
    }

    private static void PutOut(in Deciding at, Room room, Session target)
    {
        at.Add(new Kicked(at.Session.Who, target.Who, room.Id, room.Name));
        LeaveRule.EndIfLast(at, room);
        Turns.AfterGone(at, room, target);
        Desks.AfterGone(at, target, room);
    }
}
