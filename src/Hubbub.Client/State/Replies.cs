using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.State;

/// <summary>Numerics that are told as they are: the words after our own name.</summary>
internal static class Replies
{
    public static ChatState Numeric(ChatState state, ServerLine line, Outcome outcome)
    {
        var isError = line.Verb[0] is '4' or '5';
        var words = line.Params.Skip(1).ToList();
        var about = words.Count > 1 ? words[0] : "";
        outcome.Told.Add(
            new(
                isError ? TellKind.Error : TellKind.Info,
                state.Room(about)?.Name,
                about,
                Sentence(line.Verb, words),
                line.Time ?? outcome.Now
            )
            {
                Label = line.Label,
                IsServer = true,
            }
        );
        return state;
    }

    public static ChatState Away(ChatState state, ServerLine line, Outcome outcome)
    {
        outcome.Told.Add(new(TellKind.Info, null, "", "You are away.", outcome.Now));
        return state with { IsAway = true };
    }

    public static ChatState Back(ChatState state, ServerLine line, Outcome outcome)
    {
        outcome.Told.Add(new(TellKind.Info, null, "", "You are back.", outcome.Now));
        return state with { IsAway = false };
    }

    /// <summary>Those that people ask for, in people's words; the others as the server has them.</summary>
    private static string Sentence(string verb, List<string> words) =>
        (verb, words) switch
        {
            ("301", [var nick, var message]) => $"{nick} is away: {message}",
            ("311", [var nick, var user, var host, _, var name]) =>
                $"{nick} is {name} ({user}@{host})",
            ("312", [var nick, var server, ..]) => $"{nick} is on {server}",
            ("313", [var nick, ..]) => $"{nick} is a server operator",
            ("317", [var nick, var seconds, ..]) => $"{nick} has been idle for {seconds} s",
            ("319", [var nick, var rooms]) => $"{nick} is in {rooms.Trim()}",
            ("322", [var room, var count, var topic]) => $"{room} ({count})"
                + (topic.Length > 0 ? $"  {topic}" : ""),
            ("324", [var room, .. var modes]) => $"{room} has the modes {string.Join(' ', modes)}",
            ("341", [var nick, var room]) => $"{nick} was invited to {room}",
            ("352", [var room, var user, var host, _, var nick, var flags, var name]) =>
                $"{nick} ({user}@{host}) {flags} {name[(name.IndexOf(' ') + 1)..]}, in {room}",
            ("367", [var room, var mask, ..]) => $"{room}: {mask} is banned",
            ("372", [var text]) => text.StartsWith("- ", StringComparison.Ordinal)
                ? text[2..]
                : text,
            ("401", [var nick, ..]) => $"There is nobody called {nick} here.",
            ("403", [var room, ..]) => $"There is no room {room}.",
            ("421", [var unknown, ..]) => $"The server does not know {unknown}.",
            (_, [var about, .., var text]) when verb[0] is '4' or '5' => $"{about}: {text}",
            _ => string.Join(' ', words),
        };
}
