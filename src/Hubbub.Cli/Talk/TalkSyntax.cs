using System.CommandLine;
using System.Globalization;
using Hubbub.Cli.Arguments;
using Hubbub.Cli.Serve;
using Hubbub.Protocols;

namespace Hubbub.Cli.Talk;

/// <summary>The command line of `hubbub talk`.</summary>
internal sealed class TalkSyntax
{
    public static readonly string[] Examples =
    [
        "hubbub talk 53142                     waits for guests on this machine, one at a time",
        "hubbub talk 53142 --lan --once        for one guest from this network, then ends",
        "hubbub talk localhost 53142           talks to whoever waits there",
        "printf 'ada\\nhello\\n' | hubbub talk localhost 53142",
    ];

    private const int MostInLine = 100;

    private readonly HostAndPort _server = new(
        "Where somebody waits: name or address. Without it you wait, on PORT",
        "The port, TCP"
    );

    private readonly WordOption _nick = new(
        "--nick",
        "NAME",
        "Your name: at most 10 characters, no white space. Default: host; a guest is asked"
    );

    private readonly Option<string[]> _hosts = new("--host")
    {
        Description = "An address or name of this machine to wait on. Default: localhost",
        HelpName = "ADDRESS|NAME",
    };

    private readonly Option<bool> _lan = new("--lan")
    {
        Description = "Wait on all interfaces: everybody on this network can come",
    };

    private readonly WordOption _line = new(
        "--line",
        "N",
        "How many may wait while you talk. Default: 10"
    );

    private readonly Option<bool> _once = new("--once") { Description = "End after one guest" };

    private readonly WordOption _data = new(
        "--data",
        "DIR",
        "Keep the log there. Default: nothing is kept on disk"
    );

    private readonly WordOption _transcript = new(
        "--transcript",
        "FILE",
        "Append what is said, with times"
    );

    private readonly WordOption _passwordFile = new(
        "--password-file",
        "FILE",
        "The password is the file's first line: the host asks for it, the guest says it"
    );

    public TalkSyntax()
    {
        Command = new Command("talk", "Talks to one person, in turns: as host, or as guest.");
        _server.AddTo(Command);
        Option[] options = [_nick, _hosts, _lan, _line, _once, _data, _transcript, _passwordFile];
        foreach (var option in options)
            Command.Add(option);
        Command.SetAction((parsed, ct) => new TalkCommand(Read(parsed)).RunAsync(ct));
    }

    public Command Command { get; }

    /// <exception cref="SyntaxException">It cannot be meant so.</exception>
    public TalkAsk Read(ParseResult parsed)
    {
        var (host, port) = _server.Words(Command, parsed);
        if (host is null)
            throw new SyntaxException("Say the port to wait on, or the host and port to go to.");
        var nick = parsed.GetValue(_nick);
        if (nick is not null && new NameRules(TalkAsk.NameLength).Refuse(nick) is { } why)
            throw new SyntaxException($"--nick: {why}");
        var ask = new TalkAsk
        {
            Nick = nick,
            Transcript = parsed.GetValue(_transcript),
            PasswordFile = parsed.GetValue(_passwordFile),
        };
        return port is null ? Host(parsed, ask, host) : Guest(parsed, ask, host, port);
    }

    private TalkAsk Guest(ParseResult parsed, TalkAsk ask, string host, string port)
    {
        Option[] hosts = [_hosts, _lan, _line, _once, _data];
        var given = Array.Find(hosts, o => parsed.GetResult(o) is { Implicit: false });
        if (given is not null)
            throw new SyntaxException($"{given.Name} is for the host: hubbub talk PORT.");
        return ask with { Destination = HostAndPort.DestinationOf(host, port) };
    }

    private TalkAsk Host(ParseResult parsed, TalkAsk ask, string word)
    {
        var port =
            OptionWords.Port(word)
            ?? throw new SyntaxException(
                $"PORT {OptionWords.PortRule}, not “{word}”. To go to a host, say its port, too."
            );
        var line = parsed.GetValue(_line);
        var isNumber = int.TryParse(
            line,
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var most
        );
        if (line is not null && (!isNumber || most > MostInLine))
            throw new SyntaxException(
                $"--line has to be a number from 0 to {MostInLine}, not “{line}”."
            );
        var isLan = parsed.GetValue(_lan);
        return ask with
        {
            MostInLine = line is null ? TalkAsk.MostInLineDefault : most,
            Once = parsed.GetValue(_once),
            Serve = new ServeOptions
            {
                Port = port,
                IsLan = isLan,
                Hosts =
                    isLan ? ["*"]
                    : parsed.GetValue(_hosts) is { Length: > 0 } hosts ? hosts
                    : ["localhost"],
                DataFolder = parsed.GetValue(_data) is { } data ? Path.GetFullPath(data) : null,
                Name = "talk",
                NameLength = TalkAsk.NameLength,
                Replay = 0,
                TalkOnly = true,
                PasswordFile = ask.PasswordFile,
            },
        };
    }
}
