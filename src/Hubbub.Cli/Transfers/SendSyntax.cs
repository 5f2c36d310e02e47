using System.CommandLine;
using Hubbub.Cli.Arguments;
using Hubbub.Cli.Serve;
using Hubbub.Client.Connecting;

namespace Hubbub.Cli.Transfers;

/// <summary>The command line of `hubbub send`.</summary>
internal sealed class SendSyntax
{
    public static readonly string[] Examples =
    [
        "hubbub send teapot.png localhost             to whoever runs hubbub receive there",
        "hubbub send notes.txt photos/ 192.168.1.7 53143",
        "hubbub send ./2024 report.pdf tea.local      a file named 2024, and another",
        "hubbub send slides.pdf 192.168.1.7 --drop --room tea   for everybody in the room, now and later",
        "hubbub send photos/ --to bob tea.local       straight to bob, who is logged on there",
        "hubbub send --as tea.png -- -odd-.png localhost",
        "hubbub send teapot.png --code --via tea.local    to whoever you tell the code on the phone",
    ];

    private readonly Argument<string[]> _words = new("FILE… HOST PORT")
    {
        Description =
            "Files and folders, then the host, then perhaps the port (digits only; default: 53143, with --to and --drop 53142)",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly WordOption _as = new(
        "--as",
        "NAME",
        "Another name for the copy of the only file or folder"
    );

    private readonly WordOption _from = new(
        "--from",
        "NAME",
        "What you are called there. Default: your login name and machine"
    );

    private readonly WordOption _to = new(
        "--to",
        "NAME",
        "To this person, who is logged on to the hubbub server HOST; straight to them; port 53142"
    );

    private readonly Option<bool> _code = new("--code")
    {
        Description = "To whoever is told a short code that is shown; say no host",
    };

    private readonly ViaOptions _via = new();

    private readonly TrustOption _trust = new(
        "Take this identity for the receiver's from now on (SHA-256)"
    );

    private readonly Option<bool> _isDrop = new("--drop")
    {
        Description = "Into the drop of a hubbub server, for everybody in a room; port 53142",
    };

    private readonly DropArguments _drop;

    private readonly Option<bool> _quiet = new("--quiet")
    {
        Description = "Say nothing but errors",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "One JSON object a line on standard output",
    };

    public SendSyntax()
    {
        _drop = new DropArguments(_via.Password);
        Command = new Command(
            "send",
            "Sends files and folders to somebody who runs hubbub receive, is logged on to a server or is told a code: encrypted, verified; the same command resumes."
        );
        Command.Add(_words);
        Option[] options = [_as, _from, _to, _code, _isDrop, _quiet, _json];
        foreach (var option in options)
            Command.Add(option);
        _trust.AddTo(Command);
        _via.AddTo(Command);
        _drop.AddTo(Command);
        Command.SetAction((parsed, ct) => new SendCommand(Read(parsed)).RunAsync(ct));
    }

    public Command Command { get; }

    /// <exception cref="SyntaxException">It cannot be meant so.</exception>
    public SendOptions Read(ParseResult parsed)
    {
        var words = parsed.GetValue(_words) ?? [];
        if (!parsed.Tokens.Any(t => t.Value == "--"))
        {
            foreach (var word in words)
                OptionWords.RefuseUnknown(Command, word);
        }

        if (parsed.GetValue(_code))
            return ReadByCode(parsed, words);
        var isDrop = parsed.GetValue(_isDrop);
        var to = parsed.GetValue(_to);
        RefuseUnfit(parsed, isDrop, to);
        if (words.Length < 2)
            throw new SyntaxException("Say what to send, and to which host.");
        var hasPort = words.Length > 2 && words[^1].Length > 0 && words[^1].All(char.IsAsciiDigit);
        var files = words[..^(hasPort ? 2 : 1)];
        var host = words[files.Length];
        if (parsed.GetValue(_as) is not null && files.Length > 1)
            throw new SyntaxException("--as names one copy: say one file or folder.");
        var trust = _trust.Read(parsed);
        var usual = isDrop || to is not null ? Destination.DefaultPort : SendOptions.DefaultPort;
        return new()
        {
            Files = files,
            Destination = To(host, hasPort ? words[^1] : null, usual),
            Drop = isDrop ? _drop.Read(parsed) : null,
            To = to is null ? null : new(to, _drop.Read(parsed)),
            As = parsed.GetValue(_as),
            From = parsed.GetValue(_from),
            Trust = trust,
            IsQuiet = parsed.GetValue(_quiet),
            IsJson = parsed.GetValue(_json),
        };
    }

    private void RefuseUnfit(ParseResult parsed, bool isDrop, string? to)
    {
        var isLogon = isDrop || to is not null;
        _via.RefuseWithout(isLogon ? "--code" : "--code, --to and --drop", parsed, alone: isLogon);
        if (isDrop && to is not null)
            throw new SyntaxException("--to is for one person, --drop for a room: choose one.");
        if (!isDrop && _drop.IsRoomGiven(parsed))
            throw new SyntaxException("--room is for --drop.");
        if (!isLogon && _drop.IsNickGiven(parsed))
            throw new SyntaxException("--nick is for --to and --drop.");
        if (to is { Length: 0 } || to?.Any(c => char.IsWhiteSpace(c) || c is ',' or '#') == true)
            throw new SyntaxException("--to has to be one person's name.");
    }

    private SendOptions ReadByCode(ParseResult parsed, string[] files)
    {
        if (files.Length == 0)
            throw new SyntaxException("Say what to send.");
        if (parsed.GetValue(_as) is not null && files.Length > 1)
            throw new SyntaxException("--as names one copy: say one file or folder.");
        if (_trust.Read(parsed) is not null)
            throw new SyntaxException("With --code the code is the proof: --trust is for a host.");
        if (parsed.GetValue(_quiet))
            throw new SyntaxException("--quiet would hide the code.");
        if (parsed.GetValue(_to) is not null)
            throw new SyntaxException(
                "--code is for whoever knows it, --to for one person: choose one."
            );
        if (parsed.GetValue(_isDrop) || _drop.IsRoomGiven(parsed) || _drop.IsNickGiven(parsed))
            throw new SyntaxException("--code is for one person, --drop for a room: choose one.");
        return new()
        {
            Files = files,
            Destination = _via.Read(parsed),
            IsByCode = true,
            PasswordFile = _via.PasswordFile(parsed),
            As = parsed.GetValue(_as),
            From = parsed.GetValue(_from),
            IsJson = parsed.GetValue(_json),
        };
    }

    private static Destination To(string host, string? port, int usual)
    {
        // HOST:PORT, but not an address of IPv6 alone.
        var colon = host.LastIndexOf(':');
        var isSplit = colon > 0 && (host.IndexOf(':') == colon || host[colon - 1] == ']');
        if (port is null && !isSplit)
            port = $"{usual}";
        return Destination.TryParse(host, port, out var destination, out var why)
            ? destination with
            {
                IsUdp = true,
            }
            : throw new SyntaxException(why);
    }
}

/// <summary>What to send, and where to; whole and checked.</summary>
internal sealed record SendOptions
{
    public const int DefaultPort = 53143;

    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The receiver; by code the server that both meet at.</summary>
    public required Destination Destination { get; init; }

    public bool IsByCode { get; init; }

    /// <summary>Of the server that both meet at; null: none is asked for.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>Into the drop of a server; null: to a receiver.</summary>
    public DropOptions? Drop { get; init; }

    /// <summary>To a person who is logged on to a server; null: to a receiver.</summary>
    public PersonOptions? To { get; init; }

    /// <summary>Null: its own name.</summary>
    public string? As { get; init; }

    public string? From { get; init; }

    /// <summary>Null: what is remembered counts.</summary>
    public string? Trust { get; init; }

    public bool IsQuiet { get; init; }

    public bool IsJson { get; init; }
}

/// <param name="Name">Whom to.</param>
/// <param name="Own">As whom.</param>
internal sealed record PersonOptions(string Name, DropOptions Own);
