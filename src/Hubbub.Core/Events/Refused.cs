namespace Hubbub.Core;

/// <summary>
/// A command, or a part of it, had no effect. Each protocol maps <see cref="Reason"/> to its words
/// in one table.
/// </summary>
/// <param name="Subject">What it was about, as typed: a nick, a room, a mask.</param>
/// <param name="Room">The room, as typed, where the subject is not the room itself.</param>
public sealed record Refused(
    SessionId Session,
    Reason Reason,
    string Subject = "",
    string Room = "",
    RoomMode Mode = default
) : Event
{
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
}
