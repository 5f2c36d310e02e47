using Hubbub.Cli.Serve;
using Hubbub.Client.Connecting;

namespace Hubbub.Cli.Talk;

/// <summary>A talk that is asked for; whole and checked.</summary>
internal sealed record TalkAsk
{
    public const string HostNick = "host";

    /// <summary>Longest name, in characters.</summary>
    public const int NameLength = 10;

    public const int MostInLineDefault = 10;

    /// <summary>Where the host is; null: here.</summary>
    public Destination? Destination { get; init; }

    /// <summary>The host's server.</summary>
    public ServeOptions Serve { get; init; } = new();

    /// <summary>Null: to be asked for; the host's own has a default.</summary>
    public string? Nick { get; init; }

    public int MostInLine { get; init; } = MostInLineDefault;

    /// <summary>One conversation only.</summary>
    public bool Once { get; init; }

    /// <summary>Its first line is the server's password; null: none is needed.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>What is said is appended to this file; null: it is not kept.</summary>
    public string? Transcript { get; init; }
}
