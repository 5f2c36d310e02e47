namespace Hubbub.Core;

/// <summary>By the node: a room that stays, also when nobody is in it; one that is there stays from now on.</summary>
public sealed record OpenRoom(string Name, FoldedRoom Folded) : Command;

/// <summary>By the node: the lines that follow are of this file. Again: they go on where it was left.</summary>
/// <param name="File">What its bytes hash to.</param>
public sealed record BeginImport(RoomId Room, ulong File) : Command;

/// <summary>By the node: something was said once, elsewhere, by somebody whom nobody here is. Text: what.</summary>
/// <param name="Kind">What people said.</param>
/// <param name="At">When, microseconds since 1970 UTC.</param>
public sealed record ImportLine(
    RoomId Room,
    MessageKind Kind,
    string Nick,
    FoldedNick Folded,
    long At
) : Command;
