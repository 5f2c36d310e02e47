using Hubbub.Client.Connecting;

namespace Hubbub.Cli.Join;

/// <summary>How to join; whole and checked.</summary>
internal sealed record JoinOptions
{
    /// <summary>Null: to be asked for, or the login name.</summary>
    public string? Nick { get; init; }

    /// <summary>Null: none was named, look around.</summary>
    public required Destination? Destination { get; init; }

    public IReadOnlyList<string> Rooms { get; init; } = [];

    public string? PasswordFile { get; init; }

    public bool NoColour { get; init; }

    public bool Bell { get; init; }

    public bool Json { get; init; }

    /// <summary>A certificate's fingerprint, in digits only; null: what is remembered counts.</summary>
    public string? Trust { get; init; }
}
