using System.Collections.Immutable;
using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.State;

/// <summary>How far the connection has come.</summary>
public enum Phase
{
    /// <summary>No connection.</summary>
    Away,

    /// <summary>Connected; the server has not let us in yet.</summary>
    Registering,

    Here,
}

/// <summary>What a client knows of its server: a function of the lines that came (<see cref="Apply"/>).</summary>
public sealed record ChatState
{
    public static readonly ChatState Empty = new();

    public Phase Phase { get; init; }

    /// <summary>Our own, as the server has it.</summary>
    public string Nick { get; init; } = "";

    /// <summary>Our own <c>nick!user@host</c> as others see it; empty: not known yet.</summary>
    public string Mask { get; init; } = "";

    public ServerFacts Server { get; init; } = ServerFacts.Unknown;

    /// <summary>Capabilities that the server offers, while they are being listed.</summary>
    public ImmutableHashSet<string> Offered { get; init; } = [];

    /// <summary>Capabilities that are in force.</summary>
    public ImmutableHashSet<string> Caps { get; init; } = [];

    /// <summary>Rooms that we are in, by folded name.</summary>
    public ImmutableDictionary<string, RoomState> Rooms { get; init; } =
        ImmutableDictionary<string, RoomState>.Empty;

    /// <summary>Batches that are open, by reference: their type and first parameter.</summary>
    public ImmutableDictionary<string, OpenBatch> Batches { get; init; } =
        ImmutableDictionary<string, OpenBatch>.Empty;

    public bool IsAway { get; init; }

    /// <summary>It is known what server this is.</summary>
    internal bool IsWelcomed { get; init; }

    /// <summary>What there is on a room's board, after a list of it.</summary>
    public string BoardWords(string name) =>
        Room(name) switch
        {
            null or { Posts: 0 } => $"Nothing is posted in {name}. /post TEXT posts something.",
            { OlderPosts: > 0, Posts: var count } =>
                $"Posts in {name}: {count}. /board more shows older ones.",
            { Posts: var count } => $"Posts in {name}: {count}.",
        };

    public RoomState? Room(string name) => Rooms.GetValueOrDefault(Server.Fold(name));

    public bool IsMe(string nick) => Server.Fold(nick) == Server.Fold(Nick);

    public bool IsRoom(string name) => name.Length > 0 && Server.RoomSigns.Contains(name[0]);
}

/// <param name="Label">Of the request that it answers.</param>
/// <param name="Opening">The line that opened it: of a message of several lines it says who and when.</param>
public sealed record OpenBatch(string Type, string Target, string? Label, ServerLine Opening)
{
    /// <summary>Of a message of several lines: what has come of it; null: nothing.</summary>
    internal string? Text { get; init; }
}

/// <param name="Sign">The highest of <c>~&amp;@%+</c> and the like; empty: none.</param>
public readonly record struct Member(string Nick, string Sign);

public sealed record RoomState(string Name)
{
    public string Topic { get; init; } = "";

    /// <summary>How many were on its board when it was last asked for.</summary>
    public int Posts { get; init; }

    /// <summary>Before which post the next older page ends; 0: there is none, or it was not asked for.</summary>
    public int OlderPosts { get; init; }

    /// <summary>By folded nick.</summary>
    public ImmutableDictionary<string, Member> Members { get; init; } =
        ImmutableDictionary<string, Member>.Empty;

    /// <summary>All names have come.</summary>
    public bool IsComplete { get; init; }
}
