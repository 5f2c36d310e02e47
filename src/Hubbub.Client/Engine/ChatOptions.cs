using Hubbub.Protocols.Boards;

namespace Hubbub.Client.Engine;

public sealed record ChatOptions
{
    public required string Nick { get; init; }

    public string? Password { get; init; }

    /// <summary>Where to be, from the start on.</summary>
    public IReadOnlyList<string> Rooms { get; init; } = [];

    /// <summary>Where to be on a Hubbub server if no room is named.</summary>
    public string DefaultRoom { get; init; } = "#lobby";

    /// <summary>Messages to be shown of what was said before one comes into a room.</summary>
    public int FirstLines { get; init; } = 50;

    /// <summary>What is typed is posted, with these; null: it is said.</summary>
    public PostOptions? Posts { get; init; }

    /// <summary>What was posted is shown before one comes into a room, not what was said.</summary>
    public bool ShowsBoard { get; init; }

    /// <summary>A lost connection is tried again; else it is the end.</summary>
    public bool Reconnects { get; init; } = true;

    /// <summary>Sent before anything else once the server has let us in.</summary>
    public IReadOnlyList<string> OnWelcome { get; init; } = [];

    /// <summary>For the waits between tries: 0 to 1.</summary>
    public Func<double> Chance { get; init; } = Random.Shared.NextDouble;
}
