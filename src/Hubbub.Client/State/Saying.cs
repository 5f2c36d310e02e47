using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.State;

/// <summary>PRIVMSG and NOTICE (<see href="https://modern.ircdocs.horse/#sending-messages"/>).</summary>
internal static class Saying
{
    private const string Action = "\u0001ACTION ";

    public static ChatState Message(ChatState state, ServerLine line, Outcome outcome)
    {
        var who = line.Source.Nick;
        var isServer =
            line.Source.User.Length == 0 && (who.Contains('.') || who == state.Server.Name);
        var isOwn = !isServer && state.IsMe(who);
        var text = line[1];
        var kind = line.Verb == "NOTICE" ? TellKind.Notice : TellKind.Message;
        if (text.StartsWith(Action, StringComparison.Ordinal))
        {
            kind = TellKind.Action;
            text = text[Action.Length..].TrimEnd('\u0001');
        }

        outcome.Told.Add(
            new(
                kind,
                isServer ? state.Room(line[0])?.Name : Where(state, line, isOwn),
                who,
                text,
                line.Time ?? outcome.Now
            )
            {
                MsgId = line.MsgId,
                Label = line.Label,
                IsOwn = isOwn,
                IsServer = isServer,
                IsBack = Batches.IsBack(state, line),
            }
        );
        return state;
    }

    /// <summary>The room; of private messages the other person.</summary>
    private static string Where(ChatState state, ServerLine line, bool isOwn)
    {
        // "@#room": to the room's operators only.
        var target = line[0].TrimStart(state.Server.MemberSigns.ToCharArray());
        return state.IsRoom(target) ? state.Room(target)?.Name ?? target
            : isOwn ? line[0]
            : line.Source.Nick;
    }
}
