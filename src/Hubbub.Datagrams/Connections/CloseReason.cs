namespace Hubbub.Datagrams;

public enum CloseKind
{
    /// <summary>This side has closed.</summary>
    Here,

    /// <summary>The other side has closed, and says why.</summary>
    There,

    /// <summary>Nothing came for as long as the idle time-out allows.</summary>
    Silence,

    /// <summary>The other side has forgotten the connection: it has started anew.</summary>
    Forgotten,

    /// <summary>The other side broke the protocol.</summary>
    Violation,
}

/// <param name="Code">The callers' own; 0 where nobody gave one.</param>
/// <param name="Text">
/// As the other side gave it, at most 255 bytes of UTF-8: whoever shows it looks after control characters.
/// </param>
public sealed record CloseReason(CloseKind Kind, long Code, string Text);
