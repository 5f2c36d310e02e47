using System.CommandLine;
using Hubbub.Cli.Arguments;
using Hubbub.Client.Connecting;

namespace Hubbub.Cli.Join;

/// <summary>Which server, as whom, where to: what all commands that go to one have in common.</summary>
/// <param name="overUdp">Where neither TCP nor TLS is asked for.</param>
internal sealed class ServerArguments(bool overUdp)
{
    private readonly HostAndPort _server = new(
        "The server: name, address, HOST:PORT, or an irc://, ircs:// or udp:// link",
        "Its port. Default: 53142"
    );

    private readonly WordOption _nick = new("--nick", "NAME", "Your name. Default: it is asked");

    private readonly Option<string[]> _rooms = new("--room")
    {
        Description = "A room to go to; may be given several times. Default: #lobby",
        HelpName = "#ROOM",
    };

    private readonly Option<bool> _tls = new("--tls") { Description = "Encrypted" };

    private readonly Option<bool> _udp = new("--udp")
    {
        Description =
            "Over UDP (a Hubbub server's): encrypted, and it stays when your address changes",
    };

    private readonly WordOption _passwordFile = new(
        "--password-file",
        "FILE",
        "The server's password is the file's first line"
    );

    private readonly TrustOption _trust = new(
        "Take this certificate (with UDP: identity) for the server's from now on (SHA-256); encrypted"
    );

    private readonly Option<bool> _noColour = new("--no-colour", "--no-color")
    {
        Description = "No colours; NO_COLOR in the environment does the same",
    };

    private readonly Option<bool> _bell = new("--bell")
    {
        Description = "Ring when somebody says your name",
    };

    private readonly Option<bool> _json = new("--json")
    {
        Description = "One JSON object a line on standard output",
    };

    private readonly Option<bool> _tcp = new("--tcp")
    {
        Description = "Over TCP, where UDP does not come through",
    };

    /// <summary>This machine, where no server is named.</summary>
    public static Destination Here =>
        new("localhost", Destination.DefaultPort, IsTls: false) { IsUdp = true };

    /// <summary>Host and port come after what the command has of its own.</summary>
    public void AddTo(Command command)
    {
        _server.AddTo(command);
        Option[] options =
        [
            _nick,
            _rooms,
            overUdp ? _tcp : _udp,
            _tls,
            _passwordFile,
            _noColour,
            _bell,
            _json,
        ];
        foreach (var option in options)
            command.Add(option);
        _trust.AddTo(command);
    }

    /// <exception cref="SyntaxException">It cannot be meant so.</exception>
    public JoinOptions Read(Command command, ParseResult parsed)
    {
        var destination = _server.Read(command, parsed, out var isNamed);
        var trust = _trust.Read(parsed);
        var nick = parsed.GetValue(_nick);
        if (
            nick is not null
            && (nick.Length == 0 || nick.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        )
            throw new SyntaxException("--nick has to be a name without spaces.");
        var rooms = (parsed.GetValue(_rooms) ?? [])
            .Select(room => room is ['#' or '&', ..] ? room : "#" + room)
            .ToList();
        if (
            rooms.Exists(room => room.Length < 2 || room.Any(c => char.IsWhiteSpace(c) || c == ','))
        )
            throw new SyntaxException("--room has to be a room's name: #tea.");
        var isTls = destination.IsTls || parsed.GetValue(_tls);
        var isUdp =
            destination.IsUdp
            || (overUdp ? !isTls && !parsed.GetValue(_tcp) : parsed.GetValue(_udp));
        if (isUdp && isTls)
            throw new SyntaxException("UDP is always encrypted: --tls is for TCP.");
        return new()
        {
            Nick = nick,
            Destination = isNamed
                ? destination with
                {
                    IsUdp = isUdp,
                    IsTls = isTls || (trust is not null && !isUdp),
                }
                : null,
            Rooms = destination.Room is { } linked ? [linked, .. rooms] : rooms,
            PasswordFile = parsed.GetValue(_passwordFile),
            NoColour = parsed.GetValue(_noColour),
            Bell = parsed.GetValue(_bell),
            Json = parsed.GetValue(_json),
            Trust = trust,
        };
    }
}
