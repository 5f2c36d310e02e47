using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.State;

/// <summary>What one line amounts to besides the new state.</summary>
public sealed class Outcome(DateTimeOffset now)
{
    /// <summary>For lines that carry no time.</summary>
    public DateTimeOffset Now { get; } = now;

    public List<Told> Told { get; } = [];

    /// <summary>Lines to be sent.</summary>
    public List<string> Send { get; } = [];

    /// <summary>From other programs.</summary>
    public List<Note> Notes { get; } = [];

    public List<Presence> Presences { get; } = [];

    /// <summary>A step of the connection itself.</summary>
    public List<Step> Steps { get; } = [];
}

public enum StepKind
{
    /// <summary>The server has let us in.</summary>
    Welcomed,

    /// <summary>Text: the name that is not to be had, then why.</summary>
    NickRefused,

    /// <summary>Text: why the server does not want us; it is no use to try again.</summary>
    TurnedAway,

    /// <summary>Text: the batch's label.</summary>
    BatchEnded,

    /// <summary>Text: the token that we gave.</summary>
    Pong,

    /// <summary>A request with a label was answered, without a message. Text: the label.</summary>
    Answered,

    /// <summary>Text: the room whose names have all come.</summary>
    NamesEnded,

    /// <summary>The server closes the connection. Text: why.</summary>
    Closing,

    /// <summary>A list of posts is here. Text: the room.</summary>
    BoardEnded,

    /// <summary>Text: what ends our session, should it be cut off.</summary>
    ResumeToken,

    /// <summary>A question for history failed. Text: the room; empty: not told.</summary>
    HistoryFailed,
}

public readonly record struct Step(StepKind Kind, string Text, string Why = "");

internal delegate ChatState Applier(ChatState state, ServerLine line, Outcome outcome);

/// <summary>The client's state after a line: one table, a row a verb.</summary>
public static class Apply
{
    private static readonly Dictionary<string, Applier> s_table = new(StringComparer.Ordinal)
    {
        ["CAP"] = Registering.Cap,
        ["001"] = Registering.Welcome,
        ["004"] = Registering.MyInfo,
        ["005"] = Registering.Support,
        ["432"] = Registering.NickRefused,
        ["433"] = Registering.NickRefused,
        ["436"] = Registering.NickRefused,
        ["437"] = Registering.NickRefused,
        ["464"] = Registering.WrongPassword,
        ["465"] = Registering.TurnedAway,
        ["ERROR"] = Registering.Error,
        ["RESUME"] = Registering.Resume,
        ["PING"] = Registering.Ping,
        ["PONG"] = Registering.Pong,
        ["BATCH"] = Batches.Batch,
        ["ACK"] = Batches.Ack,
        ["FAIL"] = Batches.Fail,
        ["BOARD"] = Boards.Line,
        ["PRIVMSG"] = Saying.Message,
        ["NOTICE"] = Saying.Message,
        ["TAGMSG"] = Notes.TagMessage,
        ["730"] = Notes.Monitor,
        ["731"] = Notes.Monitor,
        ["JOIN"] = Rooms.Join,
        ["PART"] = Rooms.Part,
        ["KICK"] = Rooms.Kick,
        ["QUIT"] = Rooms.Quit,
        ["NICK"] = Rooms.Nick,
        ["TOPIC"] = Rooms.Topic,
        ["MODE"] = Rooms.Mode,
        ["INVITE"] = Rooms.Invite,
        ["331"] = Rooms.TopicIs,
        ["332"] = Rooms.TopicIs,
        ["333"] = Nothing,
        ["353"] = Rooms.Names,
        ["366"] = Rooms.NamesEnd,
        ["305"] = Replies.Back,
        ["306"] = Replies.Away,
        // A message of the day has no news but its lines.
        ["002"] = Nothing,
        ["003"] = Nothing,
        ["251"] = Nothing,
        ["252"] = Nothing,
        ["253"] = Nothing,
        ["254"] = Nothing,
        ["255"] = Nothing,
        ["265"] = Nothing,
        ["266"] = Nothing,
        ["376"] = Registering.MotdEnd,
        ["375"] = Nothing,
        ["422"] = Registering.MotdEnd,
        ["315"] = Nothing,
        ["318"] = Nothing,
        ["321"] = Nothing,
        ["323"] = Nothing,
        ["368"] = Nothing,
        ["329"] = Nothing,
    };

    /// <summary>Lines that are not known or make no sense change nothing; numerics among them are told.</summary>
    public static ChatState Line(ChatState state, ServerLine line, Outcome outcome)
    {
        if (s_table.TryGetValue(line.Verb, out var apply))
            return apply(state, line, outcome);
        return line.Verb is [>= '0' and <= '9', _, _]
            ? Replies.Numeric(state, line, outcome)
            : state;
    }

    /// <summary>The connection is gone: what was known of the rooms' members is not, any more.</summary>
    public static ChatState Lost(ChatState state) => ChatState.Empty with { Nick = state.Nick };

    private static ChatState Nothing(ChatState state, ServerLine line, Outcome outcome) => state;
}
