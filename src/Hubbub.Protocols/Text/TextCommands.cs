using System.Text;
using Hubbub.Core;

namespace Hubbub.Protocols.Text;

/// <param name="Name">As typed after the slash.</param>
/// <param name="Least">Words that must follow.</param>
/// <param name="Syntax">What may follow.</param>
/// <param name="Run">From what follows, as typed.</param>
internal sealed record TextCommand(
    string Name,
    int Least,
    string Syntax,
    string Help,
    Func<TextPerson, Rest, Ask> Run
)
{
    /// <summary>What follows is looked up, and logged, as a name.</summary>
    public bool TakesName =>
        Syntax.TrimStart('[').StartsWith("NAME", StringComparison.Ordinal)
        || Syntax.TrimStart('[').StartsWith("ROOM", StringComparison.Ordinal);

    public string Usage => $"/{Name} {Syntax}".TrimEnd();
}

/// <summary>All commands: one table, from which /help is printed.</summary>
internal static class TextCommands
{
    public static readonly IReadOnlyList<TextCommand> All =
    [
        new("help", 0, "", "shows this", (person, _) => Help(person)),
        new("who", 0, "[ROOM]", "shows who is in a room", RoomCommands.Who),
        new("rooms", 0, "", "shows which rooms there are", RoomCommands.List),
        new("join", 1, "ROOM [KEY]", "goes into a room, or back to one", RoomCommands.Join),
        new("leave", 0, "[ROOM]", "leaves a room", RoomCommands.Leave),
        new("msg", 2, "NAME TEXT", "says it to one person only", SayingCommands.Msg),
        new("me", 1, "TEXT", "tells what you do: * ada waves", SayingCommands.Me),
        new("say", 1, "TEXT", "says anything, /say quit too", SayingCommands.Say),
        new("nick", 1, "NAME", "changes your name", PersonCommands.Nick),
        new("topic", 0, "[TEXT]", "shows or sets the topic; - takes it away", RoomCommands.Topic),
        new("last", 0, "[N]", "shows what was said in the room before", LastLines.Read),
        new("search", 1, "WORDS", "finds what was said in the room", LastLines.Search),
        new("board", 0, "[N|more]", "shows what is posted in the room", BoardCommands.Board),
        new("post", 1, "TEXT", "posts it: it stays on the board", BoardCommands.Post),
        new("pin", 1, "N [off]", "shows post N before all others", BoardCommands.Pin),
        new("unpost", 1, "N [WHY]", "takes post N down", BoardCommands.Unpost),
        new("files", 0, "[N|more|NAME]", "shows which files are there", FileCommands.Files),
        new("upload", 0, "[NAME]", "shows how to bring a file", FileCommands.Upload),
        new("decline", 0, "[N]", "you do not want file N, for you", FileCommands.Decline),
        new("unfile", 1, "N [WHY]", "removes file N", FileCommands.Unfile),
        new("kick", 1, "NAME [WHY]", "puts somebody out of the room", RoomCommands.Kick),
        new("turn", 0, "", "shows whose turn it is to speak", TalkCommands.Turn),
        new("turns", 1, "on|off", "lets people speak in turns", TalkCommands.Turns),
        new("pass", 0, "", "gives your turn to the next", TalkCommands.Pass),
        new("talk", 0, "[end]", "talks to the person at the server", TalkCommands.Talk),
        new("quit", 0, "[WHY]", "leaves; quit alone on a line too", PersonCommands.Quit),
    ];

    /// <summary>In UTF-16 units: more than any rule for names allows.</summary>
    private const int LongestName = 300;

    private static readonly IReadOnlyList<string> s_help =
    [
        "What you type is said in your room. Commands begin with a slash:",
        .. All.Select(command => $"  {command.Usage, -20} {command.Help}"),
        "  //TEXT               says a line that begins with a slash: /TEXT",
    ];

    /// <summary>A line of somebody who is here: something to say, or a command. Valid UTF-8.</summary>
    public static Reaction Read(TextPerson person, ReadOnlySpan<byte> line)
    {
        if (line.Trim(" \t"u8).IsEmpty)
            return Reaction.None;
        if (line[0] != (byte)'/')
            return SayingCommands.InRoom(person, MessageKind.Said, line.ToArray());
        if (line.StartsWith("//"u8))
            return SayingCommands.InRoom(person, MessageKind.Said, line[1..].ToArray());
        var rest = new Rest(Encoding.UTF8.GetString(line[1..]));
        var (name, after) = rest.Next();
        return Run(person, name, after);
    }

    private static Ask Run(TextPerson person, string name, Rest rest)
    {
        var command = All.FirstOrDefault(one =>
            one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
        );
        if (command is null)
            return person.Tell(
                $"There is no command /{Short(name)}. Nothing was sent. Type /help for a list."
            );
        if (rest.Count(command.Least) < command.Least)
            return person.Tell($"That needs more: {command.Usage} ({command.Help}).");
        if (command.TakesName && rest.Next().Word.Length > LongestName)
            return person.Tell("No name is that long. Nothing was sent or changed.");
        return command.Run(person, rest);
    }

    private static string Short(string name) => name.Length <= 15 ? name : name[..15] + "…";

    private static Ask Help(TextPerson person) =>
        new() { Session = person.Session, Context = new Sheet(s_help) };
}

/// <summary>What is left of a line to be read, from its first word on.</summary>
internal readonly struct Rest(string text)
{
    private static readonly char[] s_white = [' ', '\t'];

    public string Text { get; } = text.TrimStart(s_white);

    /// <summary>The first word and what follows it.</summary>
    public (string Word, Rest After) Next()
    {
        var end = Text.IndexOfAny(s_white);
        return end < 0 ? (Text, new Rest("")) : (Text[..end], new Rest(Text[end..]));
    }

    /// <summary>Words, counted up to <paramref name="most"/>.</summary>
    public int Count(int most)
    {
        var count = 0;
        for (var rest = this; count < most && rest.Text.Length > 0; count++)
            rest = rest.Next().After;
        return count;
    }
}
