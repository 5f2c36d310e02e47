namespace Hubbub.Core;

/// <summary>Everything that the asker may know of one person.</summary>
public sealed record WhoIs(FoldedNick Nick) : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker)
    {
        if (state.Find(Nick) is not { } session)
            return NotFound.Instance;
        var rooms = session
            .Rooms.Where(room => MayKnow(asker, session, room))
            .Select(room => (room.Name, room.RoleOf(session)))
            .ToArray();
        return new PersonAnswer(
            MemberInfo.Of(session, Role.None),
            session.Away,
            session.Modes,
            rooms
        );
    }

    private static bool MayKnow(Session? asker, Session session, Room room) =>
        session == asker
        || Sight.IsIn(asker, room)
        || asker is { IsOperator: true }
        || (!room.Has(RoomFlags.Secret) && (session.Modes & SessionModes.Invisible) == 0);
}

public sealed record PersonAnswer(
    MemberInfo Info,
    string? Away,
    SessionModes Modes,
    IReadOnlyList<(string Room, Role Role)> Rooms
) : Answer;

/// <summary>Which of these nicks are here; in the order asked, those that are not left out.</summary>
public sealed record WhichOf(IReadOnlyList<FoldedNick> Nicks) : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker) =>
        new PeopleAnswer(
            Nicks
                .Select(state.Find)
                .OfType<Session>()
                .Select(session => MemberInfo.Of(session, Role.None))
                .ToArray(),
            Cut: false
        );
}

/// <summary>
/// People whose nick, user, host or name matches a mask, in the order of their sessions. Those
/// that are invisible to the asker are left out, unless the mask is their nick itself.
/// </summary>
public sealed record PeopleMatching(string Mask, bool OperatorsOnly, int Most) : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker)
    {
        var found = new List<MemberInfo>();
        foreach (var session in state.SessionsInOrder())
        {
            if (OperatorsOnly && !session.IsOperator)
                continue;
            if (!Sight.MayList(asker, session) && session.Who.Nick != Mask)
                continue;
            if (!Matches(session.Who))
                continue;
            if (found.Count == Most)
                return new PeopleAnswer(found, Cut: true);
            found.Add(MemberInfo.Of(session, Role.None));
        }

        return new PeopleAnswer(found, Cut: false);
    }

    private bool Matches(Identity who) =>
        Glob.IsMatch(Mask, who.Nick)
        || Glob.IsMatch(Mask, who.User)
        || Glob.IsMatch(Mask, who.Host)
        || Glob.IsMatch(Mask, who.RealName);
}

/// <param name="Cut">There were more.</param>
public sealed record PeopleAnswer(IReadOnlyList<MemberInfo> People, bool Cut) : Answer;

/// <summary>Who had a nick before, the last first.</summary>
public sealed record WhoWas(FoldedNick Nick, int Most) : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker) =>
        new PastAnswer(
            state
                .Past.OldestFirst.Reverse()
                .Where(past => past.Who.Folded == Nick)
                .Take(Most)
                .ToArray()
        );
}

public sealed record PastAnswer(IReadOnlyList<Past> People) : Answer;

/// <summary>How many there are of what.</summary>
public sealed record Counts : Question
{
    internal override Answer AnswerFrom(HubState state, Session? asker) =>
        new CountsAnswer(state.Sessions.Count, state.OperatorCount, state.Rooms.Count);
}

public sealed record CountsAnswer(int Sessions, int Operators, int Rooms) : Answer;
