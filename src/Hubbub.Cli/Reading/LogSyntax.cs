using System.CommandLine;
using Hubbub.Cli.Arguments;
using Hubbub.Cli.Serve;

namespace Hubbub.Cli.Reading;

/// <summary>The command line of `hubbub log`.</summary>
internal sealed class LogSyntax
{
    public static readonly string[] Examples =
    [
        "hubbub log --room lobby --since 2d",
        "hubbub log --grep 'build failed' --json",
        "hubbub log --data DIR --verify      checks every block, prints nothing that was said",
    ];

    private readonly WordOption _data = new(
        "--data",
        "DIR",
        "The server's data folder. Default: that of port 53142"
    );

    private readonly WordOption _room = new(
        "--room",
        "ROOM",
        "Only this room. Private talks are never shown"
    );

    private readonly WordOption _since = new(
        "--since",
        "TIME",
        "Only what came after: 2026-11-21, 2026-11-21T08:00, 90m, 24h or 7d"
    );

    private readonly WordOption _grep = new(
        "--grep",
        "WORDS",
        "Only what has all these words in it"
    );

    private readonly Option<bool> _json = new("--json") { Description = "One JSON object a line" };

    private readonly Option<bool> _verify = new("--verify")
    {
        Description = "Check the whole log and say so",
    };

    public LogSyntax()
    {
        Command = new Command("log", "Reads what was said, also beside a running server.");
        foreach (var option in new Option[] { _data, _room, _since, _grep, _json, _verify })
            Command.Add(option);
        Command.SetAction(parsed =>
            new LogCommand(Read(parsed)).Run(parsed.InvocationConfiguration.Output)
        );
    }

    public Command Command { get; }

    private LogOptions Read(ParseResult parsed)
    {
        var since = parsed.GetValue(_since);
        return new LogOptions
        {
            Folder = Path.GetFullPath(
                parsed.GetValue(_data) ?? GivenOptions.DefaultData(ServeOptions.DefaultPort)
            ),
            Room = parsed.GetValue(_room) is { } room ? LogOptions.RoomOf(room) : null,
            Since = since is null
                ? 0
                : Since.Read(since, TimeProvider.System)
                    ?? throw new SyntaxException(
                        $"--since has to be a day, a time or an age (90m, 24h, 7d), not “{since}”."
                    ),
            Words = (parsed.GetValue(_grep) ?? "").Split(
                ' ',
                StringSplitOptions.RemoveEmptyEntries
            ),
            Json = parsed.GetValue(_json),
            Verify = parsed.GetValue(_verify),
        };
    }
}
