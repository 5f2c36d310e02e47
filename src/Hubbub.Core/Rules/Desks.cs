namespace Hubbub.Core;

internal sealed class OpenDeskRule() : SessionRule<OpenDesk>(40)
{
    protected override void Write(ByteWriter writer, OpenDesk command)
    {
        writer.WriteString(command.Room);
        writer.WriteString(command.Folded.Value);
        writer.WriteCount(command.Longest);
        writer.WriteCount(command.MostInLine);
        writer.WriteFlag(command.Dismisses);
    }

    protected override OpenDesk ReadBody(ref ByteReader reader) =>
        new(
            reader.ReadString(),
            new FoldedRoom(reader.ReadString()),
            reader.ReadNumber(),
            reader.ReadNumber(),
            reader.ReadFlag()
        );

    protected override void Decide(in Deciding at, OpenDesk command)
    {
        var room = at.State.Find(command.Folded);
        if (!at.Session.IsOperator)
            at.Refuse(Reason.NotServerOperator);
        else if (at.State.Desk is { } desk)
            at.Refuse(Reason.DeskTaken, desk.Host.Who.Nick);
        else if (room is { Members.Count: > 0 } or { Stays: true })
            at.Refuse(Reason.RoomFull, room.Name);
        else
            Open(at, command, room);
    }

    private static void Open(in Deciding at, OpenDesk command, Room? room)
    {
        var host = at.Session.Who;
        var id = room?.Id ?? new RoomId(at.Index);
        var name = room?.Name ?? command.Room;
        at.Add(
            new Joined(
                host,
                id,
                name,
                command.Folded,
                Role.Founder | Role.Operator,
                Made: room is null,
                at.Index
            )
        );
        at.Add(
            new DeskOpened(host, id, name, command.Longest, command.MostInLine, command.Dismisses)
        );
    }
}

internal sealed class AskToTalkRule() : SessionRule<AskToTalk>(41)
{
    protected override void Write(ByteWriter writer, AskToTalk command) { }

    protected override AskToTalk ReadBody(ref ByteReader reader) => new();

    protected override void Decide(in Deciding at, AskToTalk command)
    {
        if (at.State.Desk is not { } desk)
            at.Refuse(Reason.NobodyAtDesk);
        else if (desk.Knows(at.Session))
            at.Refuse(Reason.TalkingAlready);
        else if (desk.Guest is null)
            Desks.Begin(at, desk, at.Session);
        else if (desk.Line.Count < desk.MostInLine)
            at.Add(
                new PlacedInLine(at.Session.Who, desk.Host.Who, desk.Line.Count + 1, Came: true)
            );
        else
        {
            at.Refuse(Reason.LineFull, desk.Host.Who.Nick);
            if (desk.Dismisses)
                Desks.Dismiss(at, at.Session, desk.Host.Who);
        }
    }
}

internal sealed class EndTalkRule() : SessionRule<EndTalk>(42)
{
    protected override void Write(ByteWriter writer, EndTalk command) { }

    protected override EndTalk ReadBody(ref ByteReader reader) => new();

    protected override void Decide(in Deciding at, EndTalk command)
    {
        var session = at.Session;
        if (at.State.Desk is not { } desk)
            at.Refuse(Reason.NotTalking);
        else if (desk.Guest is { } guest && (session == guest || session == desk.Host))
            Desks.End(at, desk, guest);
        else if (desk.Line.Contains(session))
            Desks.LeaveLine(at, desk, session);
        else
            at.Refuse(Reason.NotTalking);
    }
}
