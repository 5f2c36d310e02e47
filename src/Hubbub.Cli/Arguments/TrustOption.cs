using System.CommandLine;
using Hubbub.Client.Trust;

namespace Hubbub.Cli.Arguments;

/// <summary><c>--trust</c>: who the server is from now on.</summary>
internal sealed class TrustOption
{
    private readonly WordOption _option;

    public TrustOption(string description) =>
        _option = new WordOption("--trust", "FINGERPRINT", description);

    public void AddTo(Command command) => command.Add(_option);

    /// <returns>Null: what is remembered counts.</returns>
    /// <exception cref="SyntaxException">It is no fingerprint.</exception>
    public string? Read(ParseResult parsed) =>
        parsed.GetValue(_option) is { } word
            ? Fingerprint.Parse(word)
                ?? throw new SyntaxException(
                    "--trust has to be a SHA-256 fingerprint: 64 hexadecimal digits."
                )
            : null;
}
