namespace Hubbub.Core;

/// <summary>
/// A command, or a part of it, had no effect. Each protocol maps <see cref="Reason"/> to its words
/// in one table.
/// </summary>
/// <param name="Subject">What it was about, as typed: a nick, a room, a mask.</param>
/// <param name="Room">The room, as typed, where the subject is not the room itself.</param>
/// <param name="Length">Where it was too long or too many: how much it was.</param>
/// <param name="Most">The same: how much it may be.</param>
/// <param name="Post">The number of the post that it was about.</param>
public sealed record Refused(
    SessionId Session,
    Reason Reason,
    string Subject = "",
    string Room = "",
    RoomMode Mode = default,
    int Length = 0,
    int Most = 0,
    int Post = 0
) : Event
{
    /// <summary>Bytes that there is room for, or that one file may have.</summary>
    public long Bytes { get; init; }

    public override Audience Audience => Audience.Nobody;

    public override SessionId Actor => Session;

    internal override void Change(HubState state) { }
}

public enum Reason : byte
{
    /// <summary>The entry broke the hub's code: it was skipped.</summary>
    InternalError,
    NickTaken,
    NoSuchNick,
    NoSuchRoom,
    NotInRoom,
    OtherNotInRoom,
    OtherAlreadyInRoom,
    TooManyRooms,
    Banned,
    InviteOnly,
    WrongKey,
    RoomFull,
    MayNotSpeak,
    NotRoomOperator,
    NotHighEnough,
    NotServerOperator,
    MaskListFull,
    NotAttached,
    NoPrograms,
    OnlyRegistered,
    RoomNameTaken,
    CannotRename,
    MayNotRedact,
    NothingToRedact,

    /// <summary>People speak in turns there; the subject is who has the turn.</summary>
    NotYourTurn,

    /// <summary>People do not speak in turns there.</summary>
    NoTurns,

    /// <summary>In a talk of two the turns cannot be passed on or turned off.</summary>
    FixedTurns,

    /// <summary>Nobody is there to talk to yet.</summary>
    NoGuest,

    /// <summary>More characters than may be said at once there.</summary>
    TooLong,

    /// <summary>Nobody sits at the server's console.</summary>
    NobodyAtDesk,

    /// <summary>The subject sits at the server's console already.</summary>
    DeskTaken,

    /// <summary>They talk already, or wait for it.</summary>
    TalkingAlready,

    /// <summary>They neither talk nor wait for it.</summary>
    NotTalking,

    /// <summary>As many wait as may.</summary>
    LineFull,

    /// <summary>No such post is on the board of the subject.</summary>
    NoSuchPost,

    /// <summary>The subject posted it; it is theirs and the operators' to change.</summary>
    NotYourPost,

    /// <summary>As many posts as may be, and none of one's own to make room.</summary>
    BoardFull,
    TooManyPinned,

    /// <summary>That room can have no board.</summary>
    NoBoard,

    /// <summary>No files are kept there.</summary>
    NoDrop,

    /// <summary>Larger than one file may be.</summary>
    FileTooLarge,

    /// <summary>All files together have as many bytes as they may.</summary>
    DropFull,

    /// <summary>No file has that number, or none that they may see.</summary>
    NoSuchFile,

    /// <summary>The subject brought it; it is theirs and the operators' to remove.</summary>
    NotYourFile,

    /// <summary>As many files wait, for the subject or of the asker's, as may.</summary>
    TooManyHanded,

    /// <summary>No file waits for them.</summary>
    NoFileWaits,

    /// <summary>More than one file waits for them: which is meant?</summary>
    SeveralFiles,
}
