using Hubbub.Client.Dropping;

namespace Hubbub.Client.State;

public enum TellKind
{
    Message,
    Action,
    Notice,

    /// <summary>Somebody came into the room.</summary>
    Came,

    /// <summary>Somebody left the room or the server. Text: why.</summary>
    Went,

    /// <summary>Text: who was put out, then why.</summary>
    PutOut,

    /// <summary>Text: the new name.</summary>
    Renamed,

    /// <summary>Text: the topic.</summary>
    Topic,

    /// <summary>Text: the modes as they were set.</summary>
    Modes,

    /// <summary>Text: the room.</summary>
    Invited,

    /// <summary>Somebody offers us files. Text: what, and what to say.</summary>
    Offered,

    /// <summary>We are in the room and all its names are known.</summary>
    Entered,

    /// <summary>We are not in the room any more. Text: why.</summary>
    Left,

    /// <summary>What the server or we tell.</summary>
    Info,

    /// <summary>The same, a line of many: without the time.</summary>
    Plain,

    /// <summary>A row of a picture made of characters (a QR code).</summary>
    Picture,

    /// <summary>What could not be done, and why.</summary>
    Error,
}

/// <summary>Something for people to read.</summary>
/// <param name="Where">The room, or the person talked with; null: concerns no conversation.</param>
/// <param name="Who">Who did it.</param>
public sealed record Told(TellKind Kind, string? Where, string Who, string Text, DateTimeOffset At)
{
    public string? MsgId { get; init; }

    /// <summary>The label of our own message that this is the echo or the refusal of.</summary>
    public string? Label { get; init; }

    /// <summary>We did it ourselves.</summary>
    public bool IsOwn { get; init; }

    /// <summary>From the server's history.</summary>
    public bool IsBack { get; init; }

    /// <summary>It stays on the room's board; null: it is only said.</summary>
    public PostView? Post { get; init; }

    /// <summary>A file that lies with the server; null: it is about none.</summary>
    public DroppedFileView? File { get; init; }

    /// <summary>From a list of the board: it may have been told before.</summary>
    public bool IsListed { get; init; }

    /// <summary>From a server, not a person.</summary>
    public bool IsServer { get; init; }

    public bool IsSaid => Kind is TellKind.Message or TellKind.Action or TellKind.Notice;
}
