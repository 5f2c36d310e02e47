using System.Collections.Frozen;
using Hubbub.Core;

namespace Hubbub.Protocols.Text;

/// <summary>Reasons in words, with what to do about it: one table.</summary>
internal static class Refusals
{
    /// <summary>See <see cref="RefusalWords.Fill"/>.</summary>
    private static readonly FrozenDictionary<Reason, string> s_words = new Dictionary<
        Reason,
        string
    >
    {
        [Reason.InternalError] =
            "The server made a mistake, and this had no effect. Please tell who runs it.",
        [Reason.NickTaken] = "The name {0} is taken. Please choose another.",
        [Reason.NoSuchNick] = "Nobody here is called {0}. Type /who to see who is here.",
        [Reason.NoSuchRoom] = "There is no room {0}. Type /rooms to see which there are.",
        [Reason.NotInRoom] = "You are not in {0}. Type /join {0} to go there.",
        [Reason.OtherNotInRoom] = "{0} is not in {1}. Type /who {1} to see who is.",
        [Reason.OtherAlreadyInRoom] = "{0} is in {1} already.",
        [Reason.TooManyRooms] =
            "You are in too many rooms. Type /leave to leave one, then try again.",
        [Reason.Banned] = "You are banned from {0}. One of its operators can lift the ban.",
        [Reason.InviteOnly] =
            "Only invited people may come into {0}. Ask somebody in it to invite you.",
        [Reason.WrongKey] = "{0} needs its key: type /join {0} KEY, with the right key.",
        [Reason.RoomFull] = "{0} is full. Try again when somebody has left.",
        [Reason.MayNotSpeak] =
            "Nothing was sent: you may not speak in {0}. Ask its operators for a voice.",
        [Reason.NotRoomOperator] = "Only an operator of {0} can do that. /who {0} shows who is.",
        [Reason.NotHighEnough] = "{0} stands above you in {1}, so you cannot do that to them.",
        [Reason.NotServerOperator] = "Only an operator of this server can do that.",
        [Reason.MaskListFull] =
            "The list of {1} is full: {0} was not added. Take others off first.",
        [Reason.NoPrograms] = "Nothing was sent: programs do not talk to each other in {0}.",
        [Reason.OnlyRegistered] =
            "Nothing was sent: {0} takes messages only from people with an account.",
        [Reason.RoomNameTaken] = "There is a room {0} already. Please choose another name.",
        [Reason.CannotRename] = "{1} cannot be called otherwise: it belongs to the server.",
        [Reason.MayNotRedact] = "Only who said it, or an operator, can take that back.",
        [Reason.NothingToRedact] = "There is nothing like that to take back.",
        [Reason.NotYourTurn] = "Nothing was sent: it is {0}'s turn in {1}.",
        [Reason.NoTurns] =
            "People do not speak in turns in {0}. One of its operators types /turns on.",
        [Reason.FixedTurns] = "In a talk of two the turns alternate; that cannot be changed.",
        [Reason.NoGuest] = "Nothing was sent: nobody is here to talk to yet.",
        [Reason.TooLong] =
            "Nothing was sent: that has {2} characters; {3} may be said at once in {0}.",
        [Reason.NobodyAtDesk] = "Nobody is at the console of this server.",
        [Reason.DeskTaken] = "{0} is at the console already.",
        [Reason.TalkingAlready] = "You are talking already, or waiting for it.",
        [Reason.NotTalking] = "You are not in a talk. /talk asks for one.",
        [Reason.LineFull] = "{0} is talking, and as many are waiting as may. Try again later.",
        [Reason.NoSuchPost] = "No post {4} is on the board of {0}. Type /board to see which are.",
        [Reason.NotYourPost] = "{0} posted that: they and the operators of {1} can change it.",
        [Reason.BoardFull] =
            "Nothing was posted: the board of {0} is full. Take something down first.",
        [Reason.TooManyPinned] = "As many posts of {0} are pinned as may be. Unpin one first.",
        [Reason.NoBoard] = "Nothing was posted: {0} is for talking and has no board.",
        [Reason.NoDrop] = "No files are kept for {0}.",
        [Reason.FileTooLarge] = "That file is too large: {5} is the most for {0}.",
        [Reason.DropFull] = "The drop is full: there is room for {5}. Remove some files first.",
        [Reason.NoSuchFile] = "There is no file {4} here. Type /files to see which are.",
        [Reason.NotYourFile] = "{0} brought it: they and the operators of {1} can remove it.",
        [Reason.TooManyHanded] =
            "As many files wait as may ({3}): {0} has to fetch some, or you take some back.",
        [Reason.NoFileWaits] = "No file waits for you.",
        [Reason.SeveralFiles] = "{2} files wait for you. /decline 12 declines file 12.",
        [Reason.NotAttached] = "You are not here yet. Please give a name first.",
    }.ToFrozenDictionary();

    public static bool Knows(Reason reason) => s_words.ContainsKey(reason);

    public static string WordsOf(Refused refused) => refused.Fill(s_words[refused.Reason]);

    public static void Tell(TextPerson person, Refused refused, Hub hub, LineWriter writer)
    {
        if (refused.Reason is Reason.MayNotSpeak or Reason.NoSuchRoom or Reason.NotInRoom)
        {
            if (TellOutside(person, refused.Subject, hub, writer))
                return;
        }

        writer.Show(WordsOf(refused)).End();
    }

    /// <summary>
    /// They were put out of the room that they talk in, and typed on. What they typed goes nowhere
    /// else: they may not have seen it yet.
    /// </summary>
    private static bool TellOutside(TextPerson person, string room, Hub hub, LineWriter writer)
    {
        if (person.Room is not { } current || NameRules.FoldRoom(room) != current.Folded)
            return false;
        if (hub.Answer(person.Session, new StateOf(current.Folded)) is StateAnswer { Inside: true })
            return false;
        writer.Write("You are not in ").Show(current.Name).Write(" any more. ");
        writer.Write("Nothing was sent or changed.").End();
        person.GoElsewhere(hub, writer);
        return true;
    }
}
