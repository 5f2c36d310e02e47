using System.CommandLine;

namespace Hubbub.Cli.Transfers;

/// <summary>Whose drop, as whom: what those who use one have in common.</summary>
/// <param name="passwordFile">An option that the command has already; null: it has none.</param>
internal sealed class DropArguments(Option<string?>? passwordFile = null)
{
    private readonly Option<string?> _room = Word("--room", "#ROOM", "The room. Default: #lobby");

    private readonly Option<string?> _nick = Word(
        "--nick",
        "NAME",
        "Your name there. Default: your login name"
    );

    private readonly Option<string?> _passwordFile =
        passwordFile
        ?? Word("--password-file", "FILE", "The server's password is the file's first line");

    public void AddTo(Command command)
    {
        command.Add(_room);
        command.Add(_nick);
        if (passwordFile is null)
            command.Add(_passwordFile);
    }

    public bool IsRoomGiven(ParseResult parsed) => parsed.GetValue(_room) is not null;

    public bool IsNickGiven(ParseResult parsed) => parsed.GetValue(_nick) is not null;

    /// <exception cref="SyntaxException">It cannot be meant so.</exception>
    public DropOptions Read(ParseResult parsed)
    {
        var room = parsed.GetValue(_room) ?? "#lobby";
        room = room.StartsWith('#') ? room : "#" + room;
        if (room.Length < 2 || room.Any(c => char.IsWhiteSpace(c) || c == ','))
            throw new SyntaxException("--room has to be a room's name: #tea.");
        var nick = parsed.GetValue(_nick);
        if (nick is not null && (nick.Length == 0 || nick.Any(char.IsWhiteSpace)))
            throw new SyntaxException("--nick has to be a name without spaces.");
        return new(room, nick, parsed.GetValue(_passwordFile));
    }

    private static Option<string?> Word(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };
}

/// <param name="Nick">Null: the login name.</param>
/// <param name="PasswordFile">Null: there is no password.</param>
internal sealed record DropOptions(string Room, string? Nick, string? PasswordFile);
