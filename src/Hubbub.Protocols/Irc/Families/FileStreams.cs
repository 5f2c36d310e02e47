using Hubbub.Core;
using Hubbub.Protocols.Drop;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>FILES … BRING and FETCH: files beside the lines, for who came by UDP (docs/files.md).</summary>
internal static class FileStreams
{
    /// <summary>What the client offers next goes to the target.</summary>
    public static Reaction Bring(IrcWire wire, in IrcLine line, string? label) =>
        FileRights.MayCome(
            wire,
            line.Text(0),
            label,
            (w, target, most, _, writer) =>
            {
                if (w.Server.Connections.TryTakeFiles(w.Session, target))
                    FileLines.Notice(
                        w,
                        FileWords.BringTagOf(target.Name, most),
                        $"What comes beside the lines goes to {target.Name}",
                        writer
                    );
                else
                    NotBeside(w, target.Name, writer);
            }
        );

    public static Reaction Fetch(IrcWire wire, in IrcLine line, string? label)
    {
        var (room, what) = (line.Text(0), line.Text(2));
        return FileVerbs.Ask(
            wire,
            // "Whoever has the link may have the file", by UDP as by HTTP.
            room == "*"
                ? new FileBehind(what)
                : FileVerbs.Find(room, what),
            room,
            label,
            (w, answer, _, _, writer) =>
            {
                if (answer is not FileAnswer { File: var file } || !IsTheirs(file, w.Session))
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

    /// <summary>Who handed it to somebody has it: fetched once, it would be gone.</summary>
    private static bool IsTheirs(DroppedFile file, SessionId session) =>
        !file.IsHanded || file.To == session;

    private static void NotBeside(IrcWire wire, string room, LineWriter writer) =>
        wire.Fail(
            writer,
            FileVerbs.Verb,
            "NO_STREAM",
            "That goes over UDP only, one transfer a connection, and some at once",
            room
        );
}
