namespace Hubbub.Core;

/// <summary>Text: what is said.</summary>
/// <param name="Length">Characters as people count them, judged outside (it needs Unicode data).</param>
public sealed record SayToRoom(string Room, FoldedRoom Folded, MessageKind Kind, int Length)
    : Command;

/// <summary>Text: what is said.</summary>
/// <param name="Length">Characters as people count them.</param>
public sealed record SayToPerson(string Nick, FoldedNick Whom, MessageKind Kind, int Length)
    : Command;

public enum MessageKind : byte
{
    /// <summary>Somebody says something.</summary>
    Said = 0,

    /// <summary>Told without asking for an answer; nothing may answer it by itself.</summary>
    Notice = 1,

    /// <summary>Somebody does something (<c>/me</c>).</summary>
    Action = 2,
}
