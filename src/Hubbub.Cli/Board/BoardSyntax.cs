using System.CommandLine;
using Hubbub.Cli.Join;
using Hubbub.Protocols.Boards;

namespace Hubbub.Cli.Board;

/// <summary>The command line of `hubbub board`.</summary>
internal sealed class BoardSyntax
{
    public static readonly string[] Examples =
    [
        "hubbub board localhost                 what is posted here; what you type is posted",
        "hubbub board 192.168.1.7 6667 --nick ada --room tea",
        "hubbub board localhost --list --json   what is posted, for programs",
    ];

    private readonly ServerArguments _server = new(overUdp: true);

    private readonly Option<bool> _list = new("--list") { Description = "Show it and leave" };

    private readonly Option<bool> _noReconnect = new("--no-reconnect")
    {
        Description = "End when the server has gone. Default: log on again when it is back",
    };

    public BoardSyntax()
    {
        Command = new Command("board", "Shows a room's bulletin board and posts what is typed.");
        _server.AddTo(Command);
        Command.Add(_list);
        Command.Add(_noReconnect);
        Command.SetAction((parsed, ct) => new JoinCommand(Read(parsed)).RunAsync(ct));
    }

    public Command Command { get; }

    /// <exception cref="SyntaxException">It cannot be meant so.</exception>
    public JoinOptions Read(ParseResult parsed)
    {
        var isList = parsed.GetValue(_list);
        var options = _server.Read(Command, parsed);
        return options with
        {
            Destination = options.Destination ?? ServerArguments.Here,
            Use = isList ? Use.List : Use.Board,
            // Who only looks posts nothing.
            Posts = isList ? null : PostOptions.None,
            Reconnects = !isList && !parsed.GetValue(_noReconnect),
        };
    }
}
