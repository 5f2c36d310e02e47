using System.CommandLine;
using Hubbub.Cli.Serve;
using Hubbub.Client.Connecting;

namespace Hubbub.Cli.Arguments;

/// <summary><c>[HOST [PORT]]</c>: which server.</summary>
internal sealed class HostAndPort
{
    private readonly Argument<string?> _host;
    private readonly Argument<string?> _port;

    public HostAndPort(string host, string port)
    {
        _host = new("HOST") { Description = host, Arity = ArgumentArity.ZeroOrOne };
        _port = new("PORT") { Description = port, Arity = ArgumentArity.ZeroOrOne };
    }

    /// <summary>Before the command's options, after its own arguments.</summary>
    public void AddTo(Command command)
    {
        command.Add(_host);
        command.Add(_port);
    }

    /// <summary>The words as they were given.</summary>
    /// <exception cref="SyntaxException">An option that there is not stands where the host should.</exception>
    public (string? Host, string? Port) Words(Command command, ParseResult parsed)
    {
        var host = parsed.GetValue(_host);
        OptionWords.RefuseUnknown(command, host);
        return (host, parsed.GetValue(_port));
    }

    /// <returns>This machine where nothing was given.</returns>
    /// <exception cref="SyntaxException">It cannot be meant so.</exception>
    public Destination Read(Command command, ParseResult parsed, out bool isNamed)
    {
        var (host, port) = Words(command, parsed);
        isNamed = host is not null;
        return DestinationOf(host, port);
    }

    /// <exception cref="SyntaxException">It cannot be meant so.</exception>
    public static Destination DestinationOf(string? host, string? port) =>
        Destination.TryParse(host, port, out var destination, out var why)
            ? destination
            : throw new SyntaxException(why);
}
