using Hubbub.Client.Whispering;
using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.State;

/// <summary>What is for our program, not for us: notes of other programs, and who of those we watch is there.</summary>
internal static class Notes
{
    public static ChatState TagMessage(ChatState state, ServerLine line, Outcome outcome)
    {
        var isForUs = state.IsMe(line[0]) && !state.IsMe(line.Source.Nick);
        if (isForUs && NoteTags.Read(NoteTags.Person, line.Tags) is { } words)
            outcome.Notes.Add(new(line.Source.Nick, words));
        return state;
    }

    /// <summary>RPL_MONONLINE and RPL_MONOFFLINE (<see href="https://ircv3.net/specs/extensions/monitor"/>).</summary>
    public static ChatState Monitor(ChatState state, ServerLine line, Outcome outcome)
    {
        foreach (var mask in line.Last.Split(',', StringSplitOptions.RemoveEmptyEntries))
            outcome.Presences.Add(new(mask.Split('!')[0], IsHere: line.Verb == "730"));
        return state;
    }
}

/// <param name="From">By the name under which the server let them in.</param>
public readonly record struct Note(string From, byte[] Words);

public readonly record struct Presence(string Who, bool IsHere);
