using Hubbub.Client.Conversations;
using Hubbub.Client.State;
using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.Commands;

/// <summary>The commands that people type: one table.</summary>
public static class SlashCommands
{
    public static readonly IReadOnlyList<SlashCommand> All =
    [
        new("help", 0, "[COMMAND]", "shows the commands and keys", Help),
        new(
            "join",
            1,
            "#ROOM [KEY]",
            "goes into a room, makes it where there is none",
            RoomCommands.Join
        ),
        new("leave", 0, "[WHY]", "leaves this room or closes this talk", RoomCommands.Leave),
        new("msg", 1, "NAME [TEXT]", "talks with one person", PersonCommands.Message),
        new(
            "me",
            1,
            "TEXT",
            "tells what you do: * ada waves",
            (chat, words) => chat.Say(words.Text, isAction: true)
        ),
        new(
            "say",
            1,
            "TEXT",
            "says anything, /say quit too",
            (chat, words) => chat.Say(words.Text)
        ),
        new("nick", 1, "NAME", "changes your name", PersonCommands.Nick),
        new(
            "topic",
            0,
            "[TEXT]",
            "shows or sets the room's topic; - takes it away",
            RoomCommands.Topic
        ),
        new("who", 0, "", "shows who is here", RoomCommands.Who),
        new(
            "whois",
            1,
            "NAME",
            "tells about somebody",
            (chat, words) => Send(chat, "WHOIS", words.First)
        ),
        new("rooms", 0, "", "shows the rooms there are", (chat, _) => Send(chat, "LIST")),
        new("invite", 1, "NAME", "asks somebody into this room", RoomCommands.Invite),
        new("kick", 1, "NAME [WHY]", "puts somebody out of this room", RoomCommands.Kick),
        new(
            "ban",
            0,
            "[NAME|MASK]",
            "keeps somebody out of this room; alone shows the list",
            RoomCommands.Ban
        ),
        new("unban", 1, "MASK", "lifts a ban", RoomCommands.Unban),
        new("mode", 0, "[MODES]", "shows or sets this room's modes", RoomCommands.Mode),
        new(
            "keep",
            0,
            "[90d|forever|server]",
            "shows how long what is said here stays; operators set it",
            RoomCommands.Keep
        ),
        new(
            "away",
            0,
            "[TEXT]",
            "tells that you are away; alone: that you are back",
            PersonCommands.Away
        ),
        new("board", 0, "[N|more]", "shows what is posted in this room", BoardCommands.Board),
        new(
            "post",
            1,
            "TEXT",
            "posts it: it stays on the board; --title --expires 2d --pin --edits N",
            BoardCommands.Post
        ),
        new("pin", 1, "N [off]", "shows post N before all others", BoardCommands.Pin),
        new("unpost", 1, "N [WHY]", "takes post N down", BoardCommands.Unpost),
        new(
            "files",
            0,
            "[N]",
            "shows which files this room, or the two of you, have",
            FileCommands.Files
        ),
        new(
            "get",
            0,
            "[N|NAME]",
            "takes what somebody offers you, or a file of this room",
            FileCommands.Get
        ),
        new(
            "decline",
            0,
            "[N|NAME]",
            "refuses or stops what somebody offers you",
            FileCommands.Decline
        ),
        new("upload", 0, "", "shows how to bring a file here", FileCommands.Upload),
        new("unfile", 1, "N", "removes file N", FileCommands.Unfile),
        new("search", 1, "TEXT", "looks for text in this conversation", RoomCommands.Search),
        new(
            "ignore",
            0,
            "[NAME]",
            "hides what somebody says, or shows it again",
            PersonCommands.Ignore
        ),
        new(
            "raw",
            1,
            "LINE",
            "sends a line of IRC as it is",
            (chat, words) => SendRaw(chat, words.Text)
        ),
        new(
            "token",
            0,
            "[NAME [OFF]]",
            "lets a program say and read lines by HTTP, for operators",
            (chat, words) => SendRaw(chat, ("TOKEN " + words.Text).TrimEnd())
        ),
        new("quit", 0, "[WHY]", "leaves; quit alone on a line too", Quit),
    ];

    private static readonly string[] s_keys =
    [
        "Alt+1…9, Ctrl+N, Ctrl+P  go to another room or talk",
        "Page Up, Page Down       back in what was said, and forth",
        "Tab                      completes names, rooms and commands",
        "Alt+Enter                another line of the same message",
        "Up, Ctrl+R               what you typed before; look for it",
        "Ctrl+A E B F K U W Y T   as in a shell; Ctrl+_ undoes",
        "Ctrl+L                   draws the screen anew",
        "//TEXT                   says a line that begins with a slash: /TEXT",
    ];

    /// <param name="text">Begins with a slash.</param>
    public static Submitted Run(Chat chat, string text)
    {
        var words = new Words(text[1..]);
        var name = words.First;
        var command = chat.Commands.FirstOrDefault(c =>
            c.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
        );
        if (command is null)
            return Submitted.No(
                $"There is no command /{Short(name)}. /help shows them; //… says it."
            );
        return words.Rest.Count < command.Least
            ? Submitted.No($"That needs more: {command.Usage} ({command.Help})")
            : command.Run(chat, words.Rest);
    }

    /// <summary>What is typed there is not to be remembered: it may hold a password.</summary>
    public static bool IsSecret(string text)
    {
        var words = new Words(text.TrimStart('/'));
        if (!text.StartsWith('/'))
            return false;
        var isRaw = words.First.Equals("raw", StringComparison.OrdinalIgnoreCase);
        var verb = isRaw ? words.Rest.First : words.First;
        return verb.ToUpperInvariant() is "PASS" or "OPER" or "AUTHENTICATE" or "NICKSERV" or "NS";
    }

    internal static Submitted Send(
        Chat chat,
        string verb,
        params ReadOnlySpan<string> parameters
    ) => SendRaw(chat, ClientLine.Of(verb, parameters));

    internal static Submitted SendRaw(Chat chat, string line) => Sent(chat.Engine.TrySend(line));

    internal static Submitted Sent(bool isSent) =>
        isSent
            ? Submitted.Done
            : Submitted.No("There is no connection at the moment. Nothing was sent.");

    private static Submitted Help(Chat chat, Words words)
    {
        var wanted = words.First.TrimStart('/');
        var commands = chat
            .Commands.Where(c =>
                wanted.Length == 0 || c.Name.Equals(wanted, StringComparison.OrdinalIgnoreCase)
            )
            .ToList();
        if (commands.Count == 0)
            return Submitted.No($"There is no command /{Short(wanted)}.");
        foreach (var command in commands)
            chat.Note($"{command.Usage, -22} {command.Help}", TellKind.Plain);
        if (wanted.Length > 0)
            return Submitted.Done;
        foreach (var key in s_keys)
            chat.Note(key, TellKind.Plain);
        return Submitted.Done;
    }

    private static Submitted Quit(Chat chat, Words words)
    {
        chat.Engine.Leave(words.Text);
        return Submitted.Done;
    }

    private static string Short(string name) => name.Length <= 15 ? name : name[..15] + "…";
}
