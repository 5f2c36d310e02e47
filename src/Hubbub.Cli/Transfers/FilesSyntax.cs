using System.CommandLine;
using Hubbub.Cli.Serve;
using Hubbub.Client.Connecting;
using Hubbub.Client.Trust;

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

    private readonly Argument<string?> _host = new("HOST")
    {
        Description = "The server. Default: this machine",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Argument<string?> _port = new("PORT")
    {
        Description = "Its port. Default: 53142",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _get = new("--get")
    {
        Description = "Fetch this file: its number, or its name (the newest)",
        HelpName = "N|NAME",
    };

    private readonly Option<string?> _remove = new("--remove")
    {
        Description = "Remove the file with this number; for who brought it, and operators",
        HelpName = "N",
    };

    private readonly Option<string?> _into = new("--into")
    {
        Description = "Where it is to go. Default: the current folder",
        HelpName = "DIR",
    };

    private readonly Option<string?> _trust = new("--trust")
    {
        Description = "Take this identity for the server's from now on (SHA-256)",
        HelpName = "FINGERPRINT",
    };

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
        Command.Add(_host);
        Command.Add(_port);
        _drop.AddTo(Command);
        Option[] options = [_get, _remove, _into, _trust, _quiet, _json];
        foreach (var option in options)
            Command.Add(option);
        Command.SetAction((parsed, ct) => new FilesCommand(Read(parsed)).RunAsync(ct));
    }

    public Command Command { get; }

    /// <exception cref="SyntaxException">It cannot be meant so.</exception>
    public FilesOptions Read(ParseResult parsed)
    {
        var host = parsed.GetValue(_host);
        OptionWords.RefuseUnknown(Command, host);
        if (!Destination.TryParse(host, parsed.GetValue(_port), out var destination, out var why))
            throw new SyntaxException(why);
        var trust = parsed.GetValue(_trust) is { } word
            ? Fingerprint.Parse(word)
                ?? throw new SyntaxException(
                    "--trust has to be a SHA-256 fingerprint: 64 hexadecimal digits."
                )
            : null;
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
