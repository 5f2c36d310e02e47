using System.CommandLine;
using Hubbub.Cli.Arguments;
using Hubbub.Client.Connecting;

namespace Hubbub.Cli.Transfers;

/// <summary>The command line of `hubbub files`.</summary>
internal sealed class FilesSyntax
{
    public static readonly string[] Examples =
    [
        "hubbub files 192.168.1.7                       what is in its drop for #lobby",
        "hubbub files 192.168.1.7 6667 --room tea --get 12",
        "hubbub files tea.local --get teapot.png --into ~/Pictures",
    ];

    private readonly HostAndPort _server = new(
        "The server. Default: this machine",
        "Its port. Default: 53142"
    );

    private readonly WordOption _get = new(
        "--get",
        "N|NAME",
        "Fetch this file: its number, or its name (the newest)"
    );

    private readonly WordOption _remove = new(
        "--remove",
        "N",
        "Remove the file with this number; for who brought it, and operators"
    );

    private readonly WordOption _into = new(
        "--into",
        "DIR",
        "Where it is to go. Default: the current folder"
    );

    private readonly TrustOption _trust = new(
        "Take this identity for the server's from now on (SHA-256)"
    );

    private readonly Option<bool> _quiet = new("--quiet")
    {
        Description = "Say nothing but errors",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "One JSON object a line on standard output",
    };

    private readonly DropArguments _drop = new();

    public FilesSyntax()
    {
        Command = new Command("files", "Shows what is in a server's drop, and fetches it.");
        _server.AddTo(Command);
        _drop.AddTo(Command);
        Option[] options = [_get, _remove, _into, _quiet, _json];
        foreach (var option in options)
            Command.Add(option);
        _trust.AddTo(Command);
        Command.SetAction((parsed, ct) => new FilesCommand(Read(parsed)).RunAsync(ct));
    }

    public Command Command { get; }

    /// <exception cref="SyntaxException">It cannot be meant so.</exception>
    public FilesOptions Read(ParseResult parsed)
    {
        var destination = _server.Read(Command, parsed, out _);
        var trust = _trust.Read(parsed);
        var (get, remove) = (parsed.GetValue(_get), parsed.GetValue(_remove));
        if (get is { Length: 0 } || (get is not null && remove is not null))
            throw new SyntaxException("Say which file: --get N, --get NAME, or --remove N.");
        return new()
        {
            Destination = destination with { IsUdp = true, IsTls = false },
            Drop = _drop.Read(parsed),
            Get = get,
            Remove = remove,
            Into = parsed.GetValue(_into) ?? ".",
            Trust = trust,
            IsQuiet = parsed.GetValue(_quiet),
            IsJson = parsed.GetValue(_json),
        };
    }
}

/// <summary>What to do with whose drop; whole and checked.</summary>
internal sealed record FilesOptions
{
    public required Destination Destination { get; init; }

    public required DropOptions Drop { get; init; }

    /// <summary>Number or name; null: only the list.</summary>
    public string? Get { get; init; }

    /// <summary>A number; null: none.</summary>
    public string? Remove { get; init; }

    public required string Into { get; init; }

    /// <summary>Null: what is remembered counts.</summary>
    public string? Trust { get; init; }

    public bool IsQuiet { get; init; }

    public bool IsJson { get; init; }
}
