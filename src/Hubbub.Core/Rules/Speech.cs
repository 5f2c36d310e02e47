namespace Hubbub.Core;

/// <summary>Who may say something where; the same for what is said and for signals.</summary>
internal static class Speech
{
    /// <summary>Why not; null: they may. A voice or more always; others where nothing bars them.</summary>
    public static Reason? Bar(Session session, Room room, MessageKind kind)
    {
        if (room.Has(RoomFlags.NoPrograms) && kind is MessageKind.Query or MessageKind.Reply)
            return Reason.NoPrograms;
        return MaySpeak(session, room) ? null : Reason.MayNotSpeak;
    }

    /// <summary>Why not; null: they may.</summary>
    public static Reason? Bar(Session session, Session target)
    {
        // There are no accounts yet, so that nobody is registered: see SessionModes.
        var closed = (target.Modes & SessionModes.RegisteredOnly) != 0;
        return closed && !session.IsOperator && session != target ? Reason.OnlyRegistered : null;
    }

    private static bool MaySpeak(Session session, Room room)
    {
        var isMember = room.Members.TryGetValue(session.Who.Session, out var member);
        if (isMember && member!.Role != Role.None)
            return true;
        if (!isMember && room.Has(RoomFlags.NoOutsideMessages))
            return false;
        if (room.Has(RoomFlags.Moderated) && room.RankOf(session) < Rank.Voice)
            return false;
        return !room.Bars(session.Who) && !room.Mutes(session.Who);
    }
}
