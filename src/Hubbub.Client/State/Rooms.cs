using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.State;

/// <summary>Who is in which room (<see href="https://modern.ircdocs.horse/#channel-operations"/>).</summary>
internal static class Rooms
{
    public static ChatState Join(ChatState state, ServerLine line, Outcome outcome)
    {
        var (who, name) = (line.Source.Nick, line[0]);
        if (Batches.IsBack(state, line))
            return state;
        if (state.IsMe(who))
        {
            return state with
            {
                Mask = line.Source.Host.Length > 0 ? $"{who}!{line.Source.Address}" : state.Mask,
                Rooms = state.Rooms.SetItem(
                    state.Server.Fold(name),
                    new RoomState(name).With(state, who, "")
                ),
            };
        }

        if (state.Room(name) is not { } room)
            return state;
        Tell(TellKind.Came, room.Name, line, line.Source.Address, outcome);
        return state.With(room.With(state, who, ""));
    }

    public static ChatState Part(ChatState state, ServerLine line, Outcome outcome) =>
        state.Room(line[0]) is not { } room || Batches.IsBack(state, line)
            ? state
            : Out(state, room, line.Source.Nick, TellKind.Went, line[1], line, outcome);

    public static ChatState Kick(ChatState state, ServerLine line, Outcome outcome) =>
        state.Room(line[0]) is not { } room || Batches.IsBack(state, line)
            ? state
            : Out(state, room, line[1], TellKind.PutOut, line[2], line, outcome);

    public static ChatState Quit(ChatState state, ServerLine line, Outcome outcome)
    {
        var who = line.Source.Nick;
        if (state.IsMe(who) || Batches.IsBack(state, line))
            return state;
        foreach (var room in RoomsOf(state, who))
        {
            Tell(TellKind.Went, room.Name, line, line[0], outcome);
            state = state.With(room.Without(state, who));
        }

        return state;
    }

    public static ChatState Nick(ChatState state, ServerLine line, Outcome outcome)
    {
        var (before, after) = (line.Source.Nick, line[0]);
        if (after.Length == 0 || Batches.IsBack(state, line))
            return state;
        var isOwn = state.IsMe(before);
        foreach (var room in RoomsOf(state, before))
        {
            Tell(TellKind.Renamed, room.Name, line, after, outcome, isOwn);
            var sign = room.Members[state.Server.Fold(before)].Sign;
            state = state.With(room.Without(state, before).With(state, after, sign));
        }

        if (!isOwn)
            return state;
        var bang = state.Mask.IndexOf('!');
        return state with { Nick = after, Mask = bang < 0 ? "" : after + state.Mask[bang..] };
    }

    public static ChatState Topic(ChatState state, ServerLine line, Outcome outcome)
    {
        if (state.Room(line[0]) is not { } room || Batches.IsBack(state, line))
            return state;
        Tell(TellKind.Topic, room.Name, line, line[1], outcome);
        return state.With(room with { Topic = line[1] });
    }

    public static ChatState TopicIs(ChatState state, ServerLine line, Outcome outcome)
    {
        if (state.Room(line[1]) is not { } room)
            return Replies.Numeric(state, line, outcome);
        var topic = line.Verb == "332" ? line.Last : "";
        if (room.IsComplete)
            outcome.Told.Add(new(TellKind.Topic, room.Name, "", topic, outcome.Now));
        return state.With(room with { Topic = topic });
    }

    public static ChatState Mode(ChatState state, ServerLine line, Outcome outcome)
    {
        if (state.Room(line[0]) is not { } room || Batches.IsBack(state, line))
            return state;
        Tell(TellKind.Modes, room.Name, line, string.Join(' ', line.Params.Skip(1)), outcome);
        var (adds, at) = (true, 2);
        foreach (var letter in line[1])
        {
            if (letter is '+' or '-')
            {
                adds = letter == '+';
                continue;
            }

            var rank = state.Server.MemberModes.IndexOf(letter);
            var hasParameter =
                rank >= 0
                || state.Server.ModesWithParameter.Contains(letter)
                || (adds && state.Server.ModesWithParameterWhenSet.Contains(letter));
            var parameter = hasParameter ? line[at++] : "";
            if (rank >= 0 && rank < state.Server.MemberSigns.Length)
                room = room.WithSign(state, parameter, state.Server.MemberSigns[rank], adds);
        }

        return state.With(room);
    }

    public static ChatState Invite(ChatState state, ServerLine line, Outcome outcome)
    {
        if (state.IsMe(line[0]))
            outcome.Told.Add(
                new(TellKind.Invited, null, line.Source.Nick, line[1], line.Time ?? outcome.Now)
            );
        return state;
    }

    public static ChatState Names(ChatState state, ServerLine line, Outcome outcome)
    {
        if (state.Room(line[2]) is not { } room)
            return Replies.Numeric(state, line, outcome);
        var members = room.Members.ToBuilder();
        foreach (var word in line.Last.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var nick = word.TrimStart(state.Server.MemberSigns.ToCharArray());
            // userhost-in-names, where a server sends it unasked.
            nick = nick.Split('!')[0];
            members[state.Server.Fold(nick)] = new Member(
                nick,
                word[..(word.IndexOf(nick, StringComparison.Ordinal))]
            );
        }

        return state.With(room with { Members = members.ToImmutable() });
    }

    public static ChatState NamesEnd(ChatState state, ServerLine line, Outcome outcome)
    {
        if (state.Room(line[1]) is not { IsComplete: false } room)
            return state;
        outcome.Steps.Add(new(StepKind.NamesEnded, room.Name));
        return state.With(room with { IsComplete = true });
    }

    private static ChatState Out(
        ChatState state,
        RoomState room,
        string who,
        TellKind kind,
        string why,
        ServerLine line,
        Outcome outcome
    )
    {
        var isMe = state.IsMe(who);
        if (kind == TellKind.PutOut)
            Tell(kind, room.Name, line, who + " " + why, outcome, isMe);
        else
            Tell(isMe ? TellKind.Left : kind, room.Name, line, why, outcome, isMe);
        return isMe
            ? state with
            {
                Rooms = state.Rooms.Remove(state.Server.Fold(room.Name)),
            }
            : state.With(room.Without(state, who));
    }

    private static List<RoomState> RoomsOf(ChatState state, string nick)
    {
        var folded = state.Server.Fold(nick);
        return [.. state.Rooms.Values.Where(r => r.Members.ContainsKey(folded))];
    }

    private static void Tell(
        TellKind kind,
        string where,
        ServerLine line,
        string text,
        Outcome outcome,
        bool isOwn = false
    ) =>
        outcome.Told.Add(
            new(kind, where, line.Source.Nick, text, line.Time ?? outcome.Now) { IsOwn = isOwn }
        );

    private static ChatState With(this ChatState state, RoomState room) =>
        state with
        {
            Rooms = state.Rooms.SetItem(state.Server.Fold(room.Name), room),
        };

    private static RoomState With(this RoomState room, ChatState state, string nick, string sign) =>
        room with
        {
            Members = room.Members.SetItem(state.Server.Fold(nick), new Member(nick, sign)),
        };

    private static RoomState Without(this RoomState room, ChatState state, string nick) =>
        room with
        {
            Members = room.Members.Remove(state.Server.Fold(nick)),
        };

    private static RoomState WithSign(
        this RoomState room,
        ChatState state,
        string nick,
        char sign,
        bool adds
    )
    {
        if (!room.Members.TryGetValue(state.Server.Fold(nick), out var member))
            return room;
        var signs = member.Sign.Replace(sign.ToString(), "", StringComparison.Ordinal);
        if (adds)
            signs += sign;
        var sorted = signs.OrderBy(s => state.Server.MemberSigns.IndexOf(s));
        return room.With(state, member.Nick, string.Concat(sorted));
    }
}
