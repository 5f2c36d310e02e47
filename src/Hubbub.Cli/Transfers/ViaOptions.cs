using System.CommandLine;
using Hubbub.Cli.Arguments;
using Hubbub.Client.Connecting;

namespace Hubbub.Cli.Transfers;

/// <summary>The server at which the two ends of a code meet.</summary>
internal sealed class ViaOptions
{
    private readonly WordOption _via = new(
        "--via",
        "HOST:PORT",
        "The hubbub server at which both meet, for --code. Default: localhost"
    );

    private readonly WordOption _passwordFile = new(
        "--password-file",
        "FILE",
        "The server's password is the file's first line"
    );

    public void AddTo(Command command)
    {
        command.Add(_via);
        command.Add(_passwordFile);
    }

    public Option<string?> Password => _passwordFile;

    public string? PasswordFile(ParseResult parsed) => parsed.GetValue(_passwordFile);

    /// <exception cref="SyntaxException">It is no server.</exception>
    public Destination Read(ParseResult parsed) =>
        Destination.TryParse(parsed.GetValue(_via) ?? "localhost", null, out var via, out var why)
            ? via with
            {
                IsUdp = true,
            }
            : throw new SyntaxException(why);

    /// <exception cref="SyntaxException">They were given all the same.</exception>
    /// <param name="alone">The password is for something else.</param>
    public void RefuseWithout(string what, ParseResult parsed, bool alone = false)
    {
        var hasPassword = !alone && parsed.GetValue(_passwordFile) is not null;
        if (parsed.GetValue(_via) is not null || hasPassword)
            throw new SyntaxException($"--via and --password-file are for {what}.");
    }
}
