namespace Hubbub.Core;

/// <summary>A complete registration. Refused with <see cref="Reason.NickTaken"/> the session goes on registering.</summary>
/// <param name="Away">They come away already, with this message; null: they are there.</param>
public sealed record Attach(
    string Nick,
    FoldedNick Folded,
    string User,
    string Host,
    string RealName,
    string? Away = null
) : Command;

/// <summary>The session ends. Text: the reason given, as others are to read it.</summary>
public sealed record Detach(DetachCause Cause) : Command;

/// <summary>Why a session ended.</summary>
public enum DetachCause : byte
{
    /// <summary>The person left.</summary>
    Left = 0,

    /// <summary>The connection broke or was closed by the other end.</summary>
    ConnectionLost = 1,

    /// <summary>Nothing was heard for too long.</summary>
    TimedOut = 2,

    /// <summary>The person reads too slowly: the outbox was full.</summary>
    OutboxFull = 3,

    /// <summary>The person broke a limit of the protocol.</summary>
    Misbehaved = 4,

    /// <summary>A server operator ended the session.</summary>
    Killed = 5,

    /// <summary>The node ended.</summary>
    NodeEnded = 6,

    /// <summary>The talk that it was there for is over.</summary>
    TalkEnded = 7,
}

public sealed record Rename(string Nick, FoldedNick Folded) : Command;

public sealed record SetName(string RealName) : Command;

/// <summary>Away with a message, or back (null).</summary>
public sealed record SetAway(string? Message) : Command;

/// <summary>The session's own marks.</summary>
public sealed record SetSessionModes(SessionModes Add, SessionModes Remove) : Command;

/// <summary>The node has checked an operator's name and password; only the result is logged.</summary>
public sealed record GrantOperator(string Name) : Command;

/// <summary>A server operator ends another's session. Text: why.</summary>
public sealed record Kill(string Nick, FoldedNick Folded) : Command;

/// <summary>Marks of a session.</summary>
[Flags]
public enum SessionModes : byte
{
    None = 0,

    /// <summary>Not shown in lists to those who share no room.</summary>
    Invisible = 1,

    /// <summary>A server operator. Given by <see cref="GrantOperator"/> only; may be laid down.</summary>
    Operator = 2,

    /// <summary>Wants what operators tell to all who want it.</summary>
    Wallops = 4,

    /// <summary>A program, and shown as one.</summary>
    Bot = 8,

    /// <summary>
    /// Only those with an account, and server operators, may write to them. While there are no
    /// accounts: server operators only.
    /// </summary>
    RegisteredOnly = 16,
}
