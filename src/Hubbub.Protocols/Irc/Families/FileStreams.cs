using Hubbub.Core;
using Hubbub.Protocols.Drop;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>FILES … BRING and FETCH: files beside the lines, for who came by UDP (docs/files.md).</summary>
internal static class FileStreams
{
    /// <summary>What the client offers next goes to the room.</summary>
    public static Reaction Bring(IrcWire wire, in IrcLine line, string? label)
    {
        var room = line.Text(0);
        return FileVerbs.Ask(
            wire,
            new MayOffer(room, NameRules.FoldRoom(room), Size: 0),
            room,
            label,
            (w, answer, _, _, writer) =>
            {
                if (answer is not MayOfferAnswer { Refused: null } may)
                    Refusals.Write(w, ((MayOfferAnswer)answer!).Refused!, writer);
                else if (w.Server.Connections.TryTakeFiles(w.Session, room))
                    FileLines.Notice(
                        w,
                        FileWords.BringTagOf(room, may.Room),
                        $"What comes beside the lines goes to {room}",
                        writer
                    );
                else
                    NotBeside(w, room, writer);
            }
        );
    }

    public static Reaction Fetch(IrcWire wire, in IrcLine line, string? label)
    {
        var (room, what) = (line.Text(0), line.Text(2));
        return FileVerbs.Ask(
            wire,
            FileVerbs.Find(NameRules.FoldRoom(room), what),
            room,
            label,
            (w, answer, _, _, writer) =>
            {
                if (answer is not FileAnswer { File: var file })
                    w.Fail(
                        writer,
                        FileVerbs.Verb,
                        "NO_SUCH_FILE",
                        "There is no such file",
                        room,
                        what
                    );
                else if (w.Server.Connections.TrySendFile(w.Session, file))
                    FileLines.Notice(
                        w,
                        FileWords.FetchTagOf(file),
                        $"File {file.Number} comes beside the lines",
                        writer
                    );
                else
                    NotBeside(w, room, writer);
            }
        );
    }

    private static void NotBeside(IrcWire wire, string room, LineWriter writer) =>
        wire.Fail(
            writer,
            FileVerbs.Verb,
            "NO_STREAM",
            "That goes over UDP only, one transfer a connection, and some at once",
            room
        );
}
