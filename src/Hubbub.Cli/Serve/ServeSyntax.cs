using System.CommandLine;
using Hubbub.Cli.Arguments;
using Hubbub.Protocols;

namespace Hubbub.Cli.Serve;

/// <summary>The command line of `hubbub serve`.</summary>
internal sealed class ServeSyntax
{
    public static readonly string[] Examples =
    [
        "hubbub serve                       this machine only, port 53142",
        "hubbub serve 6667 --lan            everybody on this network",
        "hubbub serve --host chat.example.org --cert chain.pem --key key.pem",
        "hubbub serve --ephemeral           nothing is kept on disk",
        "hubbub serve --config hubbub.json  every option can stand there",
    ];

    private readonly Argument<string?> _port = new("PORT")
    {
        Description = "The port, TCP and UDP. Default: 53142",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _hosts = new("--host")
    {
        Description =
            "An address or name of this machine to listen on; may be given several times. Default: localhost",
        HelpName = "ADDRESS|NAME",
    };

    private readonly Option<bool> _lan = new("--lan")
    {
        Description = "Listen on all interfaces: everybody on this network can join",
    };

    private readonly Option<bool> _noAnnounce = new("--no-announce")
    {
        Description = "With --lan: stay silent when somebody looks for servers (hubbub join)",
    };

    private readonly WordOption _data = new(
        "--data",
        "DIR",
        "Where everything is kept. Default: hubbub/PORT in your data folder"
    );

    private readonly Option<bool> _ephemeral = new("--ephemeral")
    {
        Description = "Keep everything in memory only",
    };

    private readonly WordOption _name = new("--name", "NAME", "The server's name");

    private readonly WordOption _nick = new(
        "--nick",
        "NAME",
        "Your own name, at the server's console. Default: your login name"
    );

    private readonly WordOption _motd = new("--motd", "FILE", "Message of the day, a text file");

    private readonly WordOption _config = new(
        "--config",
        "FILE",
        "JSON (comments allowed) with any of these options, and operators"
    );

    private readonly WordOption _cert = new(
        "--cert",
        "FILE",
        "TLS certificate, PEM. Default: a self-signed one is made when it is needed"
    );

    private readonly WordOption _key = new("--key", "FILE", "The certificate's key, PEM");

    private readonly WordOption _sts = new(
        "--sts",
        "DAYS",
        "Tell IRC clients to come over TLS only, for so many days; needs --cert"
    );

    private readonly WordOption _passwordFile = new(
        "--password-file",
        "FILE",
        "Ask everyone for the password that is the file's first line"
    );

    private readonly WordOption _nameLength = new(
        "--name-length",
        "N",
        "Longest name, in characters. Default: 30"
    );

    private readonly WordOption _historyLimit = new(
        "--history-limit",
        "N",
        "Most messages of history that a client gets at once. Default: 1000"
    );

    private readonly WordOption _replay = new(
        "--replay",
        "N",
        "How many of a room's last messages newcomers are shown; 0: none. Default: 50"
    );

    private readonly WordOption _keep = new(
        "--keep",
        "90d|12h|forever",
        "How long what is said stays: older is erased. Default: forever"
    );

    private readonly Option<bool> _noDrop = new("--no-drop")
    {
        Description = "Keep no files, for rooms or for anybody",
    };

    private readonly WordOption _dropLimit = new(
        "--drop-limit",
        "BYTES",
        "How much all files that are kept may have together. Default: 10G"
    );

    private readonly WordOption _fileLimit = new(
        "--file-limit",
        "BYTES",
        "How much one file may have. Default: 2G"
    );

    private readonly Option<bool> _noRelay = new("--no-relay")
    {
        Description = "Pass no packets on between two who find no way to each other",
    };

    private readonly WordOption _relayLimit = new(
        "--relay-limit",
        "BYTES",
        "How many bytes a second are passed on so, for all together. Default: 20M"
    );

    private readonly WordOption _fileWait = new(
        "--file-wait",
        "7d|12h|forever",
        "How long a file for one person waits to be fetched. Default: 7d"
    );

    private readonly WordOption _publicUrl = new(
        "--public-url",
        "URL",
        "How people reach this server, for links to files. Default: by its own address"
    );

    private readonly Option<bool> _noFloodLimit = new("--no-flood-limit")
    {
        Description = "Do not slow down who sends many lines at once",
    };

    private readonly Option<bool> _rawUdp = new("--raw-udp")
    {
        Description =
            "Take plain lines over UDP (nc -u) from private networks too, after a code; from this machine they always are",
    };

    private readonly Option<bool> _closeWhenEmpty = new("--close-when-empty")
    {
        Description = "End when the last who was logged on has left",
    };

    private readonly WordOption _logFormat = new(
        "--log-format",
        "text|json",
        "How comings and goings are written. Default: text"
    );

    private readonly Option<string?> _syncDelay = new("--sync-delay")
    {
        Description = "For benchmarks: milliseconds added to every sync of the log",
        Hidden = true,
    };

    private readonly Option<bool> _noEpoll = new("--no-epoll")
    {
        Description = "For tests: plain connections too are read by Kestrel",
        Hidden = true,
    };

    public ServeSyntax()
    {
        Command = new Command(
            "serve",
            "Starts a server: one port for IRC clients, nc and browsers."
        );
        Command.Add(_port);
        Option[] options =
        [
            _hosts,
            _lan,
            _noAnnounce,
            _data,
            _ephemeral,
            _name,
            _nick,
            _motd,
            _config,
            _cert,
            _key,
            _sts,
            _passwordFile,
            _nameLength,
            _historyLimit,
            _replay,
            _keep,
            _noDrop,
            _dropLimit,
            _fileLimit,
            _noRelay,
            _relayLimit,
            _fileWait,
            _publicUrl,
            _noFloodLimit,
            _rawUdp,
            _closeWhenEmpty,
            _logFormat,
            _syncDelay,
            _noEpoll,
        ];
        foreach (var option in options)
            Command.Add(option);
        Command.SetAction((parsed, ct) => new ServeCommand(Read(parsed)).RunAsync(ct));
    }

    public Command Command { get; }

    /// <summary>The command line over the file over the defaults.</summary>
    public ServeOptions Read(ParseResult parsed)
    {
        OptionWords.RefuseUnknown(Command, parsed.GetValue(_port));
        var given = ReadGiven(parsed);
        return parsed.GetValue(_config) is { } file
            ? given.Over(ConfigFile.Read(file)).Complete()
            : given.Complete();
    }

    private GivenOptions ReadGiven(ParseResult parsed) =>
        new()
        {
            Port = Checked("PORT", parsed.GetValue(_port), OptionWords.Port, OptionWords.PortRule),
            Hosts = parsed.GetValue(_hosts) is { Length: > 0 } hosts ? hosts : null,
            Lan = Flag(parsed, _lan),
            NoAnnounce = Flag(parsed, _noAnnounce),
            Data = parsed.GetValue(_data),
            Ephemeral = Flag(parsed, _ephemeral),
            Name = parsed.GetValue(_name),
            Nick = parsed.GetValue(_nick),
            Motd = parsed.GetValue(_motd),
            Cert = parsed.GetValue(_cert),
            Key = parsed.GetValue(_key),
            Sts = Checked("--sts", parsed.GetValue(_sts), OptionWords.Sts, OptionWords.StsRule),
            PasswordFile = parsed.GetValue(_passwordFile),
            NameLength = Checked(
                "--name-length",
                parsed.GetValue(_nameLength),
                OptionWords.NameLength,
                OptionWords.NameLengthRule
            ),
            HistoryLimit = Checked(
                "--history-limit",
                parsed.GetValue(_historyLimit),
                OptionWords.HistoryLimit,
                OptionWords.HistoryLimitRule
            ),
            Replay = Checked(
                "--replay",
                parsed.GetValue(_replay),
                OptionWords.Replay,
                OptionWords.ReplayRule
            ),
            Keep = Checked("--keep", parsed.GetValue(_keep), OptionWords.Keep, KeepWords.Rule),
            NoDrop = Flag(parsed, _noDrop),
            DropLimit = Checked(
                "--drop-limit",
                parsed.GetValue(_dropLimit),
                OptionWords.Bytes,
                OptionWords.BytesRule
            ),
            FileLimit = Checked(
                "--file-limit",
                parsed.GetValue(_fileLimit),
                OptionWords.Bytes,
                OptionWords.BytesRule
            ),
            NoRelay = Flag(parsed, _noRelay),
            RelayLimit = Checked(
                "--relay-limit",
                parsed.GetValue(_relayLimit),
                OptionWords.Bytes,
                OptionWords.BytesRule
            ),
            FileWait = Checked(
                "--file-wait",
                parsed.GetValue(_fileWait),
                OptionWords.Keep,
                KeepWords.Rule
            ),
            PublicUrl = parsed.GetValue(_publicUrl) is { } url
                ? OptionWords.Url(url)
                    ?? throw new SyntaxException(
                        $"--public-url {OptionWords.UrlRule}, not “{url}”."
                    )
                : null,
            NoFloodLimit = Flag(parsed, _noFloodLimit),
            RawUdp = Flag(parsed, _rawUdp),
            CloseWhenEmpty = Flag(parsed, _closeWhenEmpty),
            LogFormat = Checked(
                "--log-format",
                parsed.GetValue(_logFormat),
                OptionWords.LogFormat,
                OptionWords.LogFormatRule
            ),
            SyncDelay = Checked(
                "--sync-delay",
                parsed.GetValue(_syncDelay),
                OptionWords.SyncDelay,
                OptionWords.SyncDelayRule
            ),
            NoEpoll = Flag(parsed, _noEpoll),
        };

    private static T? Checked<T>(string name, string? word, Func<string, T?> read, string rule)
        where T : struct =>
        word is null
            ? null
            : read(word) ?? throw new SyntaxException($"{name} {rule}, not “{word}”.");

    private static bool? Flag(ParseResult parsed, Option<bool> option) =>
        parsed.GetResult(option) is { Implicit: false } ? parsed.GetValue(option) : null;
}
