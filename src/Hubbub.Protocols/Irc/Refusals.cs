using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <summary>Reasons in IRC's words: one table.</summary>
internal static class Refusals
{
    private enum About
    {
        Nothing,
        Subject,
        Room,
        SubjectAndRoom,
        RoomAndMask,
    }

    private static readonly Dictionary<
        Reason,
        (Numeric Numeric, About About, string Words)
    > s_rows = new()
    {
        [Reason.InternalError] = (
            Numeric.UnknownError,
            About.Nothing,
            "The server made a mistake: this had no effect"
        ),
        [Reason.NickTaken] = (Numeric.NicknameInUse, About.Subject, "Nickname is already in use"),
        [Reason.NoSuchNick] = (Numeric.NoSuchNick, About.Subject, "No such nick"),
        [Reason.NoSuchRoom] = (Numeric.NoSuchChannel, About.Subject, "No such channel"),
        [Reason.NotInRoom] = (Numeric.NotOnChannel, About.Subject, "You're not on that channel"),
        [Reason.OtherNotInRoom] = (
            Numeric.UserNotInChannel,
            About.SubjectAndRoom,
            "They aren't on that channel"
        ),
        [Reason.OtherAlreadyInRoom] = (
            Numeric.UserOnChannel,
            About.SubjectAndRoom,
            "is already on channel"
        ),
        [Reason.TooManyRooms] = (
            Numeric.TooManyChannels,
            About.Subject,
            "You have joined too many channels"
        ),
        [Reason.Banned] = (
            Numeric.BannedFromChannel,
            About.Subject,
            "Cannot join channel (+b): you are banned"
        ),
        [Reason.InviteOnly] = (
            Numeric.InviteOnlyChannel,
            About.Subject,
            "Cannot join channel (+i): by invitation only"
        ),
        [Reason.WrongKey] = (
            Numeric.BadChannelKey,
            About.Subject,
            "Cannot join channel (+k): wrong key"
        ),
        [Reason.RoomFull] = (
            Numeric.ChannelIsFull,
            About.Subject,
            "Cannot join channel (+l): it is full"
        ),
        [Reason.MayNotSpeak] = (
            Numeric.CannotSendToChannel,
            About.Subject,
            "Cannot send to channel"
        ),
        [Reason.NotRoomOperator] = (
            Numeric.ChannelOperatorNeeded,
            About.Subject,
            "You're not a channel operator"
        ),
        [Reason.NotHighEnough] = (
            Numeric.ChannelOperatorNeeded,
            About.RoomAndMask,
            "They are a higher operator than you"
        ),
        [Reason.NotServerOperator] = (
            Numeric.NoPrivileges,
            About.Nothing,
            "Permission Denied- You're not an IRC operator"
        ),
        [Reason.MaskListFull] = (Numeric.BanListFull, About.RoomAndMask, "Channel list is full"),
        [Reason.NotYourTurn] = (
            Numeric.CannotSendToChannel,
            About.Room,
            "Cannot send to channel: it is {0}'s turn"
        ),
        [Reason.NoGuest] = (
            Numeric.CannotSendToChannel,
            About.Subject,
            "Cannot send to channel: nobody is here to talk to yet"
        ),
        [Reason.TooLong] = (
            Numeric.CannotSendToChannel,
            About.Subject,
            "Cannot send to channel: that has {2} characters, at most {3} may be said at once"
        ),
        [Reason.NoPrograms] = (
            Numeric.CannotSendToChannel,
            About.Subject,
            "Cannot send CTCP to channel (+C)"
        ),
        [Reason.OnlyRegistered] = (
            Numeric.CannotSendToUser,
            About.Subject,
            "They take messages only from people with an account (+R)"
        ),
        [Reason.NotAttached] = (Numeric.NotRegistered, About.Nothing, "You have not registered"),
    };

    /// <summary>Reasons that have no numeric: standard replies of these verbs.</summary>
    private static readonly Dictionary<Reason, (string Verb, string Code, string Words)> s_replies =
        new()
        {
            [Reason.RoomNameTaken] = (
                "RENAME",
                "CHANNEL_NAME_IN_USE",
                "The channel name is already taken"
            ),
            [Reason.MayNotRedact] = (
                "REDACT",
                "REDACT_FORBIDDEN",
                "You are not authorised to delete this message"
            ),
            [Reason.NothingToRedact] = (
                "REDACT",
                "UNKNOWN_MSGID",
                "This message does not exist or is too old"
            ),
            [Reason.NoTurns] = ("TURN", "NO_TURNS", "People do not speak in turns there"),
            [Reason.FixedTurns] = (
                "TURN",
                "FIXED_TURNS",
                "In a talk of two the turns alternate; that cannot be changed"
            ),
            [Reason.NobodyAtDesk] = (
                "TALK",
                "NOBODY_AT_CONSOLE",
                "Nobody is at the console of this server"
            ),
            [Reason.DeskTaken] = ("TALK", "CONSOLE_TAKEN", "Somebody is at the console already"),
            [Reason.TalkingAlready] = (
                "TALK",
                "TALKING_ALREADY",
                "You are talking already, or waiting for it"
            ),
            [Reason.NotTalking] = ("TALK", "NOT_TALKING", "You are not in a talk"),
            [Reason.LineFull] = (
                "TALK",
                "LINE_FULL",
                "As many are waiting as may: try again later"
            ),
            [Reason.NoSuchPost] = ("BOARD", "NO_SUCH_POST", "No such post is on that board"),
            [Reason.NotYourPost] = (
                "BOARD",
                "NOT_YOUR_POST",
                "Only its author and operators may change that post"
            ),
            [Reason.BoardFull] = ("BOARD", "BOARD_FULL", "The board is full"),
            [Reason.TooManyPinned] = (
                "BOARD",
                "TOO_MANY_PINNED",
                "As many posts are pinned as may be"
            ),
            [Reason.NoBoard] = ("BOARD", "NO_BOARD", "That channel has no board"),
            [Reason.NoDrop] = ("FILES", "NO_DROP", "No files are kept there"),
            [Reason.FileTooLarge] = ("FILES", "FILE_TOO_LARGE", "No file may be larger than {5}"),
            [Reason.DropFull] = ("FILES", "DROP_FULL", "The drop is full: there is room for {5}"),
            [Reason.NoSuchFile] = ("FILES", "NO_SUCH_FILE", "There is no such file"),
            [Reason.NotYourFile] = (
                "FILES",
                "NOT_YOUR_FILE",
                "Only who brought it and operators may remove it"
            ),
            [Reason.TooManyHanded] = (
                "FILES",
                "TOO_MANY_WAIT",
                "As many files wait as may ({3}): some have to be fetched first"
            ),
            [Reason.NoFileWaits] = ("FILES", "NO_SUCH_FILE", "No file waits for you"),
            [Reason.SeveralFiles] = (
                "FILES",
                "WHICH_FILE",
                "{2} files wait for you: say the number of one"
            ),
            [Reason.CannotRename] = ("RENAME", "CANNOT_RENAME", "The channel cannot be renamed"),
        };

    public static bool Knows(Reason reason) =>
        s_rows.ContainsKey(reason) || s_replies.ContainsKey(reason);

    public static void Write(IrcWire wire, Refused refused, LineWriter writer)
    {
        if (s_replies.TryGetValue(refused.Reason, out var reply))
        {
            var post = refused.Post == 0 ? "" : $"{refused.Post}";
            string[] what = [refused.Room, refused.Subject, post];
            wire.Fail(
                writer,
                reply.Verb,
                reply.Code,
                refused.Fill(reply.Words),
                what.Where(one => one.Length > 0).ToArray()
            );
            return;
        }

        var (numeric, about, words) = s_rows[refused.Reason];
        wire.Begin(writer, numeric);
        switch (about)
        {
            case About.Subject:
                writer.Arg(refused.Subject);
                break;
            case About.Room:
                writer.Arg(refused.Room);
                break;
            case About.SubjectAndRoom:
                writer.Arg(refused.Subject).Arg(refused.Room);
                break;
            case About.RoomAndMask:
                writer.Arg(refused.Room);
                if (refused.Reason == Reason.MaskListFull)
                    writer.Arg(ModeLetters.LetterOf(refused.Mode).ToString());
                break;
            case About.Nothing:
            default:
                break;
        }

        writer.Last(refused.Fill(words));
    }
}
