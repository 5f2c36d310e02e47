namespace Hubbub.Core;

/// <summary>From now on people speak in turns in this room, or as they like.</summary>
/// <param name="Longest">Characters that may be said at once, as people count them; 0: any number.</param>
public sealed record SetTurns(string Room, FoldedRoom Folded, bool On, int Longest = 0) : Command;

/// <summary>The turn goes on to the next without a word.</summary>
public sealed record PassTurn(string Room, FoldedRoom Folded) : Command;
