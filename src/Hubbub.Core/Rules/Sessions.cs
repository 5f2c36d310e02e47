namespace Hubbub.Core;

internal sealed class RenameRule() : SessionRule<Rename>(13)
{
    protected override void Write(ByteWriter writer, Rename command)
    {
        writer.WriteString(command.Nick);
        writer.WriteString(command.Folded.Value);
    }

    protected override Rename ReadBody(ref ByteReader reader) =>
        new(reader.ReadString(), new FoldedNick(reader.ReadString()));

    protected override void Decide(in Deciding at, Rename command)
    {
        var session = at.Session;
        var holder = at.State.Find(command.Folded);
        if (holder is not null && holder != session)
        {
            at.Refuse(Reason.NickTaken, command.Nick);
            return;
        }

        if (session.Who.Nick == command.Nick)
            return;
        var after = session.Who with { Nick = command.Nick, Folded = command.Folded };
        at.Add(new Renamed(session.Who, after, session.Rooms.Select(room => room.Id).ToArray()));
    }
}

internal sealed class SetNameRule() : SessionRule<SetName>(17)
{
    protected override void Write(ByteWriter writer, SetName command) =>
        writer.WriteString(command.RealName);

    protected override SetName ReadBody(ref ByteReader reader) => new(reader.ReadString());

    protected override void Decide(in Deciding at, SetName command)
    {
        var session = at.Session;
        var after = session.Who with { RealName = command.RealName };
        at.Add(
            new RealNameSet(session.Who, after, session.Rooms.Select(room => room.Id).ToArray())
        );
    }
}

internal sealed class SetAwayRule() : SessionRule<SetAway>(14)
{
    protected override void Write(ByteWriter writer, SetAway command) =>
        writer.WriteOptional(command.Message);

    protected override SetAway ReadBody(ref ByteReader reader) => new(reader.ReadOptional());

    protected override void Decide(in Deciding at, SetAway command)
    {
        var session = at.Session;
        at.Add(
            new AwaySet(
                session.Who,
                command.Message,
                session.Rooms.Select(room => room.Id).ToArray()
            )
        );
    }
}

internal sealed class SetSessionModesRule() : SessionRule<SetSessionModes>(15)
{
    protected override void Write(ByteWriter writer, SetSessionModes command)
    {
        writer.WriteByte((byte)command.Add);
        writer.WriteByte((byte)command.Remove);
    }

    protected override SetSessionModes ReadBody(ref ByteReader reader) =>
        new((SessionModes)reader.ReadByte(), (SessionModes)reader.ReadByte());

    protected override void Decide(in Deciding at, SetSessionModes command)
    {
        var session = at.Session;
        var added = command.Add & ~SessionModes.Operator & ~session.Modes;
        var removed = command.Remove & session.Modes;
        at.Add(new SessionModesSet(session.Who, added, removed, OperatorName: null));
    }
}

internal sealed class GrantOperatorRule() : SessionRule<GrantOperator>(16)
{
    protected override void Write(ByteWriter writer, GrantOperator command) =>
        writer.WriteString(command.Name);

    protected override GrantOperator ReadBody(ref ByteReader reader) => new(reader.ReadString());

    protected override void Decide(in Deciding at, GrantOperator command) =>
        at.Add(
            new SessionModesSet(
                at.Session.Who,
                SessionModes.Operator & ~at.Session.Modes,
                SessionModes.None,
                command.Name
            )
        );
}
