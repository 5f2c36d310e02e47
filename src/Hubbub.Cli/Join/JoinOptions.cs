using Hubbub.Client.Connecting;
using Hubbub.Protocols.Boards;

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

    public Use Use { get; init; }

    /// <summary>Of what is posted; null: what is typed is said.</summary>
    public PostOptions? Posts { get; init; }

    /// <summary>The one post; null: it is the whole input.</summary>
    public string? Text { get; init; }

    /// <summary>A lost connection is tried again.</summary>
    public bool Reconnects { get; init; } = true;

    /// <summary>The folder for files that are taken, a full path; null: the usual one.</summary>
    public string? Into { get; init; }

    /// <summary>A certificate's fingerprint, in digits only; null: what is remembered counts.</summary>
    public string? Trust { get; init; }
}

/// <summary>What one comes for.</summary>
internal enum Use
{
    /// <summary>To talk, and to read what is said.</summary>
    Chat,

    /// <summary>To post what is typed, and to read along.</summary>
    Board,

    /// <summary>To see what is posted, and leave.</summary>
    List,

    /// <summary>To post once, and leave.</summary>
    Post,
}
