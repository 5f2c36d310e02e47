using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.State;

/// <summary>Capabilities, registration, and what keeps a connection.</summary>
internal static class Registering
{
    /// <summary>What we can make use of.</summary>
    private static readonly string[] s_wanted =
    [
        "batch",
        "cap-notify",
        "draft/chathistory",
        "draft/multiline",
        "echo-message",
        "hubbub/board",
        "hubbub/resume",
        "labeled-response",
        "message-tags",
        "multi-prefix",
        "server-time",
        Found.Search,
    ];

    /// <summary><see href="https://ircv3.net/specs/extensions/capability-negotiation"/></summary>
    public static ChatState Cap(ChatState state, ServerLine line, Outcome outcome)
    {
        var names = line.Last.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (line[1].ToUpperInvariant())
        {
            case "LS":
                state = state with
                {
                    Offered = state.Offered.Union(names.Take(200).Select(n => n.Split('=')[0])),
                };
                // "*" before the list: more lines of it follow.
                return line[2] == "*" && line.Params.Count > 3 ? state : Request(state, outcome);
            case "NEW":
                return Request(
                    state with
                    {
                        Offered = [.. names.Select(n => n.Split('=')[0])],
                    },
                    outcome
                );
            case "ACK":
                state = state with { Caps = state.Caps.Union(names) };
                return End(state, outcome);
            case "NAK":
                return End(state, outcome);
            case "DEL":
                return state with { Caps = state.Caps.Except(names) };
            default:
                return state;
        }
    }

    public static ChatState Welcome(ChatState state, ServerLine line, Outcome outcome)
    {
        return state with
        {
            Phase = Phase.Here,
            Nick = line[0],
            Server = state.Server with { Name = line.Source.Nick },
        };
    }

    public static ChatState MyInfo(ChatState state, ServerLine line, Outcome outcome) =>
        Welcomed(state with { Server = state.Server with { Version = line[2] } }, outcome);

    public static ChatState Support(ChatState state, ServerLine line, Outcome outcome) =>
        Welcomed(
            state with
            {
                Server = line
                    .Params.Skip(1)
                    .SkipLast(1)
                    .Aggregate(state.Server, (facts, token) => facts.With(token)),
            },
            outcome
        );

    /// <summary>The end of the message of the day, or that there is none.</summary>
    public static ChatState MotdEnd(ChatState state, ServerLine line, Outcome outcome) =>
        Welcomed(state, outcome);

    /// <summary>After the welcome itself comes what the server is; not every server sends every line of it.</summary>
    private static ChatState Welcomed(ChatState state, Outcome outcome)
    {
        if (state.IsWelcomed || state.Phase != Phase.Here)
            return state;
        outcome.Steps.Add(new(StepKind.Welcomed, state.Nick));
        return state with { IsWelcomed = true };
    }

    public static ChatState NickRefused(ChatState state, ServerLine line, Outcome outcome)
    {
        // ERR_NICKNAMEINUSE: in our words, whatever the server's are.
        var why = line.Verb == "433" ? "somebody has that name" : line.Last;
        outcome.Steps.Add(new(StepKind.NickRefused, line[1], why));
        return state;
    }

    public static ChatState WrongPassword(ChatState state, ServerLine line, Outcome outcome)
    {
        if (state.Phase == Phase.Here)
            return Replies.Numeric(state, line, outcome);
        outcome.Steps.Add(new(StepKind.TurnedAway, "the password is wrong or missing"));
        return state;
    }

    public static ChatState TurnedAway(ChatState state, ServerLine line, Outcome outcome)
    {
        outcome.Steps.Add(new(StepKind.TurnedAway, line.Last));
        return state;
    }

    public static ChatState Error(ChatState state, ServerLine line, Outcome outcome)
    {
        outcome.Steps.Add(new(StepKind.Closing, line.Last));
        return state;
    }

    /// <summary>What to show when we come back after a cut.</summary>
    public static ChatState Resume(ChatState state, ServerLine line, Outcome outcome)
    {
        if (line[0] == "TOKEN" && line[1].Length is > 0 and <= 100)
            outcome.Steps.Add(new(StepKind.ResumeToken, line[1]));
        return state;
    }

    public static ChatState Ping(ChatState state, ServerLine line, Outcome outcome)
    {
        outcome.Send.Add(ClientLine.Of("PONG", line.Last));
        return state;
    }

    public static ChatState Pong(ChatState state, ServerLine line, Outcome outcome)
    {
        outcome.Steps.Add(new(StepKind.Pong, line.Last));
        return state;
    }

    private static ChatState Request(ChatState state, Outcome outcome)
    {
        var request = s_wanted
            .Where(c => state.Offered.Contains(c) && !state.Caps.Contains(c))
            .ToList();
        if (request.Count == 0)
            return End(state, outcome);
        outcome.Send.Add(ClientLine.Of("CAP", "REQ", string.Join(' ', request)));
        return state;
    }

    private static ChatState End(ChatState state, Outcome outcome)
    {
        if (state.Phase == Phase.Registering)
            outcome.Send.Add("CAP END");
        return state;
    }
}
