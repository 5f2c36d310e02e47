using System.CommandLine;
using Hubbub.Cli.Arguments;
using Hubbub.Cli.Serve;
using Hubbub.Client.Connecting;
using Hubbub.Files;

namespace Hubbub.Cli.Transfers;

/// <summary>The command line of `hubbub receive`.</summary>
internal sealed class ReceiveSyntax
{
    public static readonly string[] Examples =
    [
        "hubbub receive                        for files from this machine, into this folder",
        "hubbub receive 53143 --lan            for files from this network; each offer is asked about",
        "hubbub receive --lan --into ~/Inbox --yes --max 10G",
        "hubbub receive --code 7-kobi-laru --via tea.local",
    ];

    private readonly Argument<string?> _port = new("PORT")
    {
        Description = "The port, UDP. Default: 53143",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly WordOption _code = new(
        "--code",
        "CODE",
        "Take what somebody sends by this code (hubbub send --code), and end"
    );

    private readonly ViaOptions _via = new();

    private readonly WordOption _into = new(
        "--into",
        "DIR",
        "The folder that files go into; made if it is not there. Default: this one"
    );

    private readonly Option<bool> _yes = new("--yes")
    {
        Description = "Take everything that is offered, without asking",
    };

    private readonly Option<bool> _once = new("--once")
    {
        Description = "End after one transfer: exit 0 if it is complete",
    };

    private readonly WordOption _max = new(
        "--max",
        "SIZE",
        "Refuse offers of more than this (200M, 10G). Default: what the disk holds"
    );

    private readonly Option<string[]> _hosts = new("--host")
    {
        Description =
            "An address or name of this machine to wait on; may be given several times. Default: localhost",
        HelpName = "ADDRESS|NAME",
    };

    private readonly Option<bool> _lan = new("--lan")
    {
        Description = "Wait on all interfaces: everybody on this network can offer files",
    };

    private readonly Option<bool> _quiet = new("--quiet")
    {
        Description = "Say nothing but errors",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "One JSON object a line on standard output; needs --yes",
    };

    public ReceiveSyntax()
    {
        Command = new Command("receive", "Waits for files that others send with hubbub send.");
        Command.Add(_port);
        Option[] options = [_code, _into, _yes, _once, _max, _hosts, _lan, _quiet, _json];
        foreach (var option in options)
            Command.Add(option);
        _via.AddTo(Command);
        Command.SetAction((parsed, ct) => new ReceiveCommand(Read(parsed)).RunAsync(ct));
    }

    public Command Command { get; }

    /// <exception cref="SyntaxException">It cannot be meant so.</exception>
    public ReceiveOptions Read(ParseResult parsed)
    {
        var port = parsed.GetValue(_port);
        OptionWords.RefuseUnknown(Command, port);
        var max = parsed.GetValue(_max);
        var isYes = parsed.GetValue(_yes);
        if (!isYes && (parsed.GetValue(_quiet) || parsed.GetValue(_json)))
            throw new SyntaxException("--quiet and --json ask nothing: say --yes, too.");
        TransferCode? code = null;
        if (parsed.GetValue(_code) is not { } word)
            _via.RefuseWithout("--code", parsed);
        else if (!TransferCode.TryParse(word, out code))
            throw new SyntaxException(
                $"A code is a number and two words, as 7-kobi-laru, not “{word}”."
            );
        else if (port is not null || parsed.GetValue(_lan) || parsed.GetValue(_hosts) is [_, ..])
            throw new SyntaxException(
                "With --code nobody comes to a port: say no PORT and no host."
            );
        return new()
        {
            Code = code,
            Via = code is null ? null : _via.Read(parsed),
            PasswordFile = _via.PasswordFile(parsed),
            Port = port is null
                ? SendOptions.DefaultPort
                : OptionWords.Port(port)
                    ?? throw new SyntaxException($"PORT {OptionWords.PortRule}, not “{port}”."),
            Into = Path.GetFullPath(parsed.GetValue(_into) ?? "."),
            IsYes = isYes,
            IsOnce = parsed.GetValue(_once) || code is not null,
            Most = max is null
                ? long.MaxValue
                : Amount.Parse(max)
                    ?? throw new SyntaxException(
                        $"--max has to be bytes, or a number with k, M, G or T, not “{max}”."
                    ),
            Hosts =
                parsed.GetValue(_lan) ? ["*"]
                : parsed.GetValue(_hosts) is { Length: > 0 } hosts ? hosts
                : ["localhost"],
            IsQuiet = parsed.GetValue(_quiet),
            IsJson = parsed.GetValue(_json),
        };
    }
}

/// <summary>Where to wait, and what to take; whole and checked.</summary>
internal sealed record ReceiveOptions
{
    /// <summary>0: any free one.</summary>
    public required int Port { get; init; }

    /// <summary>Null: whoever comes to the port.</summary>
    public TransferCode? Code { get; init; }

    /// <summary>The server that both meet at; null without a code.</summary>
    public Destination? Via { get; init; }

    public string? PasswordFile { get; init; }

    /// <summary>A full path.</summary>
    public required string Into { get; init; }

    public bool IsYes { get; init; }

    public bool IsOnce { get; init; }

    /// <summary>Bytes of one offer.</summary>
    public long Most { get; init; } = long.MaxValue;

    /// <summary>Addresses and names; <c>*</c>: all interfaces.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = ["localhost"];

    public bool IsQuiet { get; init; }

    public bool IsJson { get; init; }
}
