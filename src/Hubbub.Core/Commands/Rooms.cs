namespace Hubbub.Core;

/// <param name="TriedKey">The tried key as <see cref="RoomKey.HashOf"/> gives it; 0: none tried. The key itself is never logged.</param>
public sealed record Join(string Room, FoldedRoom Folded, ulong TriedKey = 0) : Command;

/// <summary>Text: the reason given.</summary>
public sealed record Leave(string Room, FoldedRoom Folded) : Command;

/// <summary>Leave every room. Text: the reason given.</summary>
public sealed record LeaveAll : Command;

/// <summary>An empty topic takes it away.</summary>
public sealed record SetTopic(string Room, FoldedRoom Folded, string Topic) : Command;

public sealed record Invite(string Nick, FoldedNick Whom, string Room, FoldedRoom Folded) : Command;

/// <summary>Text: the reason given.</summary>
public sealed record Kick(string Room, FoldedRoom Folded, string Nick, FoldedNick Whom) : Command;

/// <summary>The room is the same, under another name. Text: the reason given.</summary>
public sealed record RenameRoom(
    string Room,
    FoldedRoom Folded,
    string NewName,
    FoldedRoom NewFolded
) : Command;

/// <summary>All or some of <paramref name="Changes"/>; what was not allowed is refused one by one.</summary>
public sealed record ChangeRoom(string Room, FoldedRoom Folded, IReadOnlyList<RoomChange> Changes)
    : Command
{
    public bool Equals(ChangeRoom? other) =>
        other is not null
        && Room == other.Room
        && Folded == other.Folded
        && Changes.SequenceEqual(other.Changes);

    public override int GetHashCode() => Changes.Count;
}

/// <summary>One change of a room's modes, mask lists or roles.</summary>
/// <param name="Parameter">A mask, a key, a number or a nick as typed; empty where the mode has none.</param>
/// <param name="Whom">For roles: the member, folded.</param>
/// <param name="Key">For keys: their hash (<see cref="RoomKey.HashOf"/>).</param>
public readonly record struct RoomChange(
    bool Adds,
    RoomMode Mode,
    string Parameter = "",
    FoldedNick Whom = default,
    ulong Key = 0
);

/// <summary>What can be changed of a room. The numbers stand in the log: never renumber.</summary>
public enum RoomMode : byte
{
    InviteOnly = 1,
    Moderated = 2,
    NoOutsideMessages = 3,
    Secret = 4,
    TopicByOperators = 5,
    Key = 6,
    Limit = 7,
    Ban = 8,
    BanException = 9,
    InviteException = 10,
    Founder = 11,
    Operator = 12,
    HalfOperator = 13,
    Voice = 14,
    NoPrograms = 15,
}
