using Hubbub.Core;
using Hubbub.Protocols.Boards;
using Hubbub.Protocols.Drop;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>
/// FILES: what a room has in the drop, or what waits for one person (docs/files.md). The answers are notices, so that any
/// client shows them.
/// </summary>
internal static class FileVerbs
{
    internal const string Verb = "FILES";
    private const int FilesAPage = 20;

    /// <param name="Least">Parameters, the target counted.</param>
    private sealed record Way(string Name, int Least, string Syntax, Handler Handler);

    private static readonly Way[] s_ways =
    [
        new("LIST", 2, "LIST [BEFORE]", List),
        new("GET", 3, "GET NUMBER|NAME", Get),
        new("REMOVE", 3, "REMOVE NUMBER [SECRET]", Remove),
        new("DECLINE", 2, "DECLINE [NUMBER]", Decline),
        new("UPLOAD", 2, "UPLOAD", FileRights.Upload),
        new("LINK", 2, "LINK", FileRights.Link),
        new("BRING", 2, "BRING", FileStreams.Bring),
        new("FETCH", 3, "FETCH NUMBER|NAME", FileStreams.Fetch),
    ];

    public static Reaction Files(IrcWire wire, in IrcLine line, string? label)
    {
        if (line.Count < 2)
            return List(wire, line, label);
        var name = line.Text(1);
        foreach (var way in s_ways)
        {
            if (way.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return line.Count < way.Least
                    ? Misused(wire, $"Say FILES <channel|nick> {way.Syntax}", label)
                    : way.Handler(wire, line, label);
        }

        var all = string.Join(", ", s_ways.Select(way => way.Name));
        return Misused(wire, $"Say FILES <channel|nick> and one of {all}", label);
    }

    private static Ask Misused(IrcWire wire, string words, string? label) =>
        wire.Reply(label, (w, _, _, writer) => w.Fail(writer, Verb, "INVALID_PARAMS", words));

    private static Reaction List(IrcWire wire, in IrcLine line, string? label)
    {
        var before = 0;
        if (line.Count > 2 && !PostOptions.TryNumber(line.Text(2), out before))
            return Misused(wire, "A file is named by its number", label);
        var target = line.Text(0);
        Question question = IsRoom(target)
            ? new FilesOf(NameRules.FoldRoom(target), before, FilesAPage)
            : new FilesWith(target, NameRules.Fold(target), before, FilesAPage);
        return Ask(
            wire,
            question,
            target,
            label,
            (w, answer, hub, drop, writer) => WriteList(w, target, answer, hub, drop, writer)
        );
    }

    private static Reaction Get(IrcWire wire, in IrcLine line, string? label)
    {
        var (room, what) = (line.Text(0), line.Text(2));
        return Ask(
            wire,
            Find(room, what),
            room,
            label,
            (w, answer, hub, drop, writer) =>
            {
                if (answer is FileAnswer { File: var file })
                    WriteOne(w, file, hub, drop, writer);
                else
                    w.Fail(writer, Verb, "NO_SUCH_FILE", "There is no such file", room, what);
            }
        );
    }

    /// <summary>By whom it is for.</summary>
    private static Reaction Decline(IrcWire wire, in IrcLine line, string? label)
    {
        var number = 0;
        if (IsRoom(line.Text(0)))
            return Misused(wire, "FILES <nick> DECLINE [NUMBER]: a room's file is removed", label);
        if (line.Count > 2 && !PostOptions.TryNumber(line.Text(2), out number))
            return Misused(wire, "A file is named by its number", label);
        return RoomVerbs.Propose(wire, [Proposal.Of(new DeclineFile(number))], label);
    }

    private static Reaction Remove(IrcWire wire, in IrcLine line, string? label)
    {
        var (room, shown) = (line.Text(0), line.Text(3));
        if (!PostOptions.TryNumber(line.Text(2), out var number))
            return Misused(wire, "A file is named by its number", label);
        if (shown.Length == 0 || !IsRoom(room))
            return RoomVerbs.Propose(
                wire,
                [Proposal.Of(new RemoveFile(number, Owned: false))],
                label
            );
        return new Ask
        {
            Session = wire.Session,
            Question = new FileIn(NameRules.FoldRoom(room), number),
            Holds = true,
            Context = new IrcContext(
                label,
                (w, answer, _, _) =>
                {
                    var owned =
                        answer is FileAnswer { File: var file }
                        && w.Face.Drop?.IsOwner(file, shown) == true;
                    w.FollowUp = new Ask
                    {
                        Session = w.Session,
                        Proposals = [Proposal.Of(new RemoveFile(number, owned))],
                        Holds = true,
                    };
                }
            ),
        };
    }

    /// <summary>One of a room, or of what was handed by or to a person.</summary>
    internal static Question Find(string target, string what) =>
        PostOptions.TryNumber(what, out var number)
            ? IsRoom(target)
                ? new FileIn(NameRules.FoldRoom(target), number)
                : new HandedFile(number)
            : IsRoom(target)
                ? new FileNamed(NameRules.FoldRoom(target), what)
                : new HandedNamed(what);

    private static bool IsRoom(string target) => FileTarget.Of(target) is RoomTarget;

    internal delegate void Teller(
        IrcWire wire,
        Answer? answer,
        Hub hub,
        DropFace drop,
        LineWriter writer
    );

    internal static Ask Ask(
        IrcWire wire,
        Question question,
        string room,
        string? label,
        Teller tell
    ) =>
        new()
        {
            Session = wire.Session,
            Question = question,
            Context = new IrcContext(
                label,
                (w, answer, hub, writer) =>
                {
                    if (w.Face.Drop is not { } drop)
                        Refusals.Write(w, new Refused(w.Session, Reason.NoDrop, room), writer);
                    else
                        tell(w, answer, hub, drop, writer);
                }
            ),
        };

    private static void WriteList(
        IrcWire wire,
        string target,
        Answer? answer,
        Hub hub,
        DropFace drop,
        LineWriter writer
    )
    {
        if (answer is not FilesAnswer files)
        {
            if (IsRoom(target))
                wire.Fail(writer, Verb, "INVALID_TARGET", "You are not on that channel");
            else
                Refusals.Write(wire, new Refused(wire.Session, Reason.NoSuchNick, target), writer);
            return;
        }

        foreach (var file in files.Files.Reverse())
            WriteOne(wire, file, hub, drop, writer);
        var more =
            files.Older > 0 ? $"; FILES {files.Name} LIST {files.Older} shows older ones" : "";
        FileLines.Notice(
            wire,
            FileWords.TagOf(files),
            FileWords.End(files, wire.Nick) + more,
            writer
        );
    }

    private static void WriteOne(
        IrcWire wire,
        DroppedFile file,
        Hub hub,
        DropFace drop,
        LineWriter writer
    ) =>
        FileLines.Notice(
            wire,
            FileWords.TagOf(file),
            FileWords.Line(file, drop, hub.At, wire.Face.Zone),
            writer
        );
}
