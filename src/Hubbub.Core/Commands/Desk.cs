namespace Hubbub.Core;

/// <summary>
/// A server operator sits down at the console to talk to one guest at a time, in a room of their own.
/// </summary>
/// <param name="Longest">Characters that may be said at once; 0: any number.</param>
/// <param name="MostInLine">How many may wait.</param>
/// <param name="Dismisses">A guest's session ends with the talk.</param>
public sealed record OpenDesk(
    string Room,
    FoldedRoom Folded,
    int Longest,
    int MostInLine,
    bool Dismisses
) : Command;

/// <summary>To talk to the person at the console, at once or after those in line.</summary>
public sealed record AskToTalk : Command;

/// <summary>The talk ends, or somebody does not wait any longer. Text: the reason given.</summary>
public sealed record EndTalk : Command;
