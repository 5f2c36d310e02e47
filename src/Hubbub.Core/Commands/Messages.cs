namespace Hubbub.Core;

/// <summary>Text: what is said.</summary>
/// <param name="Length">Characters as people count them, judged outside (it needs Unicode data).</param>
public sealed record SayToRoom(string Room, FoldedRoom Folded, MessageKind Kind, int Length)
    : Command;

/// <summary>Text: what is said.</summary>
/// <param name="Length">Characters as people count them.</param>
public sealed record SayToPerson(string Nick, FoldedNick Whom, MessageKind Kind, int Length)
    : Command;

/// <summary>To the members of a room who have at least this rank. Text: what is said.</summary>
/// <param name="Length">Characters as people count them.</param>
/// <param name="Least">A rank above none.</param>
public sealed record SayToRoles(
    string Room,
    FoldedRoom Folded,
    MessageKind Kind,
    int Length,
    Rank Least
) : Command;

/// <summary>A server operator tells all who want to hear it (<see cref="SessionModes.Wallops"/>). Text: what.</summary>
public sealed record Announce : Command;

public enum MessageKind : byte
{
    /// <summary>Somebody says something.</summary>
    Said = 0,

    /// <summary>Told without asking for an answer; nothing may answer it by itself.</summary>
    Notice = 1,

    /// <summary>Somebody does something (<c>/me</c>).</summary>
    Action = 2,

    /// <summary>One program asks another (CTCP); nothing that a person said.</summary>
    Query = 3,

    /// <summary>A program's answer to a <see cref="Query"/>; nothing may answer it.</summary>
    Reply = 4,

    /// <summary>No text: what its tags say of another message (a reaction).</summary>
    Mark = 5,
}
