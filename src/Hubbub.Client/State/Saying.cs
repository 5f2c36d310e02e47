using Hubbub.Client.Dropping;
using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.State;

/// <summary>PRIVMSG and NOTICE (<see href="https://modern.ircdocs.horse/#sending-messages"/>).</summary>
internal static class Saying
{
    private const string Action = "\u0001ACTION ";

    public const string Multiline = "draft/multiline";

    /// <summary>Of one message of several lines; what is beyond is left out.</summary>
    private const int MostChars = 64 * 1024;

    public static ChatState Message(ChatState state, ServerLine line, Outcome outcome)
    {
        if (
            line.Batch is { } reference
            && state.Batches.TryGetValue(reference, out var batch)
            && batch.Type == Multiline
        )
        {
            return state with
            {
                Batches = state.Batches.SetItem(reference, batch with { Text = More(batch, line) }),
            };
        }

        Tell(state, line, line[0], line[1], line.Label, outcome);
        return Found.Is(state, line) ? Found.Note(state, line) : state;
    }

    /// <param name="line">Says who and when; of several lines the one that opened them.</param>
    public static void Tell(
        ChatState state,
        ServerLine line,
        string target,
        string text,
        string? label,
        Outcome outcome
    )
    {
        var who = line.Source.Nick;
        var isServer =
            line.Source.User.Length == 0 && (who.Contains('.') || who == state.Server.Name);
        var isOwn = !isServer && state.IsMe(who);
        var kind = line.Verb == "NOTICE" ? TellKind.Notice : TellKind.Message;
        if (text.StartsWith(Action, StringComparison.Ordinal))
        {
            kind = TellKind.Action;
            text = text[Action.Length..].TrimEnd('\u0001');
        }

        var told = new Told(
            kind,
            isServer ? state.Room(target)?.Name : Where(state, line, target, isOwn),
            who,
            text,
            line.Time ?? outcome.Now
        )
        {
            MsgId = line.MsgId,
            Label = label,
            IsOwn = isOwn,
            IsServer = isServer,
            IsBack = Batches.IsBack(state, line),
            IsListed = Batches.TypeOf(state, line) == Boards.Batch,
            File = DroppedFileView.Of(line.Tags),
            Post = kind == TellKind.Message ? PostView.Of(line.Tags) : null,
        };
        if (Found.Is(state, line))
            Found.Tell(told, outcome);
        else
            outcome.Told.Add(told);
    }

    private static string More(OpenBatch batch, ServerLine line)
    {
        var text = batch.Text;
        if (text is null)
            return line[1];
        if (text.Length > MostChars)
            return text;
        return line.Tags.ContainsKey(Multiline + "-concat")
            ? text + line[1]
            : text + '\n' + line[1];
    }

    /// <summary>The room; of private messages the other person.</summary>
    private static string Where(ChatState state, ServerLine line, string typed, bool isOwn)
    {
        // "@#room": to the room's operators only.
        var target = typed.TrimStart(state.Server.MemberSigns.ToCharArray());
        return state.IsRoom(target) ? state.Room(target)?.Name ?? target
            : isOwn ? typed
            : line.Source.Nick;
    }
}
