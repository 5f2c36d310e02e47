using System.CommandLine;
using Hubbub.Cli.Arguments;

namespace Hubbub.Cli.Join;

/// <summary>The command line of `hubbub join`.</summary>
internal sealed class JoinSyntax
{
    public static readonly string[] Examples =
    [
        "hubbub join localhost                 this machine, port 53142",
        "hubbub join 192.168.1.7 6667 --nick ada",
        "hubbub join ircs://irc.example.org/#tea",
        "echo build passed | hubbub join localhost --nick bot",
        "hubbub join localhost --nick logger > log",
    ];

    private readonly ServerArguments _server = new(overUdp: false);

    private readonly WordOption _into = new(
        "--into",
        "DIR",
        "The folder for files that you take. Default: your Downloads, or this folder"
    );

    public JoinSyntax()
    {
        Command = new Command("join", "Joins a chat: at a terminal, or from a pipe.");
        _server.AddTo(Command);
        Command.Add(_into);
        Command.SetAction((parsed, ct) => new JoinCommand(Read(parsed)).RunAsync(ct));
    }

    public Command Command { get; }

    public JoinOptions Read(ParseResult parsed) =>
        _server.Read(Command, parsed) with
        {
            Into = parsed.GetValue(_into) is { } into ? Path.GetFullPath(into) : null,
        };
}
