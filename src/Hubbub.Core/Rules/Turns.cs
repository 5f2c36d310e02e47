namespace Hubbub.Core;

internal sealed class SetTurnsRule() : SessionRule<SetTurns>(28)
{
    protected override void Write(ByteWriter writer, SetTurns command)
    {
        writer.WriteString(command.Room);
        writer.WriteString(command.Folded.Value);
        writer.WriteFlag(command.On);
        writer.WriteCount(command.Longest);
    }

    protected override SetTurns ReadBody(ref ByteReader reader) =>
        new(
            reader.ReadString(),
            new FoldedRoom(reader.ReadString()),
            reader.ReadFlag(),
            reader.ReadNumber()
        );

    protected override void Decide(in Deciding at, SetTurns command)
    {
        if (!RoomRules.TryFindCared(at, command.Folded, command.Room, out var room))
            return;
        if (room.RankOf(at.Session) < Rank.HalfOperator)
        {
            at.Refuse(Reason.NotRoomOperator, room.Name);
            return;
        }

        if (Turns.AreFixed(at.State, room))
        {
            at.Refuse(Reason.FixedTurns, room.Name);
            return;
        }

        var was = room.Round;
        if (was is not null == command.On && (was?.Longest ?? 0) == command.Longest)
            return;
        at.Add(new TurnsSet(at.Session.Who, room.Id, room.Name, command.On, command.Longest));
        if (!command.On)
            return;
        var first = room.Members.ContainsKey(at.Session.Who.Session)
            ? at.Session
            : room.Order.After().FirstOrDefault()?.Session;
        if (first is not null)
            Turns.Tell(at, room, first.Who);
    }
}

internal sealed class PassTurnRule() : SessionRule<PassTurn>(29)
{
    protected override void Write(ByteWriter writer, PassTurn command)
    {
        writer.WriteString(command.Room);
        writer.WriteString(command.Folded.Value);
    }

    protected override PassTurn ReadBody(ref ByteReader reader) =>
        new(reader.ReadString(), new FoldedRoom(reader.ReadString()));

    protected override void Decide(in Deciding at, PassTurn command)
    {
        if (!RoomRules.TryFindCared(at, command.Folded, command.Room, out var room))
            return;
        if (room.Round is not { First: { } first } round)
            at.Refuse(Reason.NoTurns, room.Name);
        else if (Turns.AreFixed(at.State, room))
            at.Refuse(Reason.FixedTurns, room.Name);
        else if (!MayPass(at, room, first))
            at.Refuse(Reason.NotYourTurn, first.Nick, room.Name);
        else
        {
            at.Add(new TurnPassed(at.Session.Who, room.Id, room.Name));
            Turns.Tell(at, room, round.Second!);
        }
    }

    private static bool MayPass(in Deciding at, Room room, Round.Place first) =>
        first.Folded == at.Session.Who.Folded
        || room.RankOf(at.Session) >= Rank.HalfOperator
        || Turns.SessionOf(at.State, room, first) == default;
}

/// <summary>What speaking, coming and going mean where people speak in turns.</summary>
internal static class Turns
{
    /// <summary>Why they may not say this now; null: they may, or there are no turns here.</summary>
    public static Refused? Bar(in Deciding at, Room room, MessageKind kind, int length)
    {
        if (room.Round is not { } round)
            return null;
        var session = at.Session;
        var id = session.Who.Session;
        if (at.State.Desk is { Guest: null } desk && desk.Room == room.Id)
            return new Refused(id, Reason.NoGuest, room.Name);
        if (kind is MessageKind.Query or MessageKind.Reply)
            return new Refused(id, Reason.MayNotSpeak, room.Name);
        if (!round.IsTurnOf(session.Who) || !room.Members.ContainsKey(id))
            return new Refused(id, Reason.NotYourTurn, round.First?.Nick ?? "", room.Name);
        if (round.Longest > 0 && length > round.Longest)
            return new Refused(id, Reason.TooLong, room.Name, Length: length, Most: round.Longest);
        return null;
    }

    /// <summary>In a talk of two the turns alternate, whatever anybody wants.</summary>
    public static bool AreFixed(HubState state, Room room) => state.Desk?.Room == room.Id;

    /// <summary>Words were said: the turn goes on. Reactions and the like are no words.</summary>
    public static bool IsSpeech(MessageKind kind) =>
        kind is MessageKind.Said or MessageKind.Notice or MessageKind.Action;

    /// <summary>After words by the one whose turn it was.</summary>
    public static void GoOn(in Deciding at, Room room, MessageKind kind)
    {
        if (room.Round is { } round && IsSpeech(kind))
            Tell(at, room, round.Second!);
    }

    /// <summary>Somebody has gone from the room: was it their turn, it is the next one's.</summary>
    public static void AfterGone(in Deciding at, Room room, Session gone)
    {
        if (AreFixed(at.State, room))
            return;
        if (room.Round is { Places.Count: > 1 } round && round.IsTurnOf(gone.Who))
            Tell(at, room, round.Second!);
    }

    public static void Tell(in Deciding at, Room room, Round.Place place) =>
        at.Add(new TurnCame(room.Id, room.Name, place.Nick, SessionOf(at.State, room, place)));

    public static void Tell(in Deciding at, Room room, Identity who) =>
        at.Add(new TurnCame(room.Id, room.Name, who.Nick, who.Session));

    /// <summary>Default: they are not in the room.</summary>
    public static SessionId SessionOf(HubState state, Room room, Round.Place place) =>
        state.Find(place.Folded) is { } session && room.Members.ContainsKey(session.Who.Session)
            ? session.Who.Session
            : default;
}
