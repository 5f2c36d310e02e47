using System.CommandLine;
using Hubbub.Cli.Arguments;

namespace Hubbub.Cli.Transfers;

/// <summary>Whose drop, as whom: what those who use one have in common.</summary>
/// <param name="passwordFile">An option that the command has already; null: it has none.</param>
internal sealed class DropArguments(Option<string?>? passwordFile = null)
{
    private readonly WordOption _room = new("--room", "#ROOM", "The room. Default: #lobby");

    private readonly WordOption _nick = new(
        "--nick",
        "NAME",
        "Your name there. Default: your login name"
    );

    private readonly Option<string?> _passwordFile =
        passwordFile
        ?? new WordOption(
            "--password-file",
            "FILE",
            "The server's password is the file's first line"
        );

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
}

/// <param name="Nick">Null: the login name.</param>
/// <param name="PasswordFile">Null: there is no password.</param>
internal sealed record DropOptions(string Room, string? Nick, string? PasswordFile);
