using System.Text;
using Hubbub.Core;
using Hubbub.Protocols.Boards;

namespace Hubbub.Protocols.Irc.Families;

/// <summary>What is on a board: messages in a batch to those who know <c>hubbub/board</c>, notices to others.</summary>
internal static class BoardLists
{
    private const string Verb = "BOARD";
    private const int PostsAPage = 20;
    private const Caps Needed = Caps.Board | Caps.Batch | Caps.MessageTags;

    public static Reaction List(IrcWire wire, in IrcLine line, string? label)
    {
        var before = 0;
        if (line.Count > 2 && !PostOptions.TryNumber(line.Text(2), out before))
            return BoardVerbs.Misused(wire, "A post is named by its number", label);
        var room = line.Text(0);
        return Ask(wire, new BoardOf(NameRules.FoldRoom(room), before, PostsAPage), room, 0, label);
    }

    public static Reaction Show(IrcWire wire, in IrcLine line, string? label)
    {
        var room = line.Text(0);
        return PostOptions.TryNumber(line.Text(2), out var number)
            ? Ask(wire, new PostOn(NameRules.FoldRoom(room), number), room, number, label)
            : BoardVerbs.Misused(wire, "A post is named by its number", label);
    }

    /// <summary>A client says what it has shown. Answered by nothing.</summary>
    public static Reaction Seen(IrcWire wire, in IrcLine line, string? label)
    {
        var room = line.Text(0);
        var isRange = PostOptions.TryNumber(line.Text(2), out var from);
        var to = from;
        if (!isRange || (line.Count > 3 && !PostOptions.TryNumber(line.Text(3), out to)))
            return BoardVerbs.Misused(wire, "Posts are named by their numbers", label);
        return new Ask
        {
            Session = wire.Session,
            Question = new StateOf(NameRules.FoldRoom(room)),
            Context = new IrcContext(
                label,
                (w, answer, _, _) =>
                {
                    if (answer is StateAnswer { Inside: true } state)
                        w.Face.Seen.Note(state.Room.Id, w.Session, from, to);
                }
            ),
        };
    }

    private static Ask Ask(
        IrcWire wire,
        Question question,
        string room,
        int number,
        string? label
    ) =>
        new()
        {
            Session = wire.Session,
            Question = question,
            Holds = true,
            // The label goes onto the batch, not around it.
            Context = new IrcContext(
                label: null,
                (w, answer, hub, writer) => Write(w, answer, room, number, hub, label, writer)
            ),
        };

    private static void Write(
        IrcWire wire,
        Answer? answer,
        string room,
        int number,
        Hub hub,
        string? label,
        LineWriter writer
    )
    {
        switch (answer)
        {
            case BoardAnswer board when (wire.Caps & Needed) == Needed:
                var about = $"{board.Name} {board.Count} {board.Older}";
                Batch(
                    wire,
                    board.Name,
                    [.. board.Pinned, .. board.Others],
                    about,
                    hub,
                    label,
                    writer
                );
                break;
            case BoardAnswer board:
                Labels.TagIf(writer, label);
                Words(wire, board, hub, writer);
                break;
            case PostAnswer { Post: { } post } one when (wire.Caps & Needed) == Needed:
                Batch(wire, one.Name, [post], one.Name, hub, label, writer);
                break;
            case PostAnswer { Post: { } post } one:
                Labels.TagIf(writer, label);
                Whole(wire, one, post, hub, writer);
                break;
            case PostAnswer:
                Labels.TagIf(writer, label);
                wire.Fail(
                    writer,
                    Verb,
                    "NO_SUCH_POST",
                    "No such post is on that board",
                    room,
                    $"{number}"
                );
                break;
            default:
                Labels.TagIf(writer, label);
                wire.Fail(writer, Verb, "INVALID_TARGET", "You are not on that channel", room);
                break;
        }
    }

    private static void Batch(
        IrcWire wire,
        string room,
        IReadOnlyList<PostInfo> posts,
        string about,
        Hub hub,
        string? label,
        LineWriter writer
    )
    {
        var batch = HistoryBatch.Begin(wire, label, "hubbub/board", about, writer);
        Told[] lines = [.. posts.Select(post => AsTold(wire, room, post)).OfType<Told>()];
        wire.Pages.Start(batch.PageOf(lines, HistoryVerbs.TellLine), wire, hub, writer);
    }

    /// <summary>Null: its text is not there any more.</summary>
    private static Told? AsTold(IrcWire wire, string room, PostInfo post)
    {
        if (wire.Face.Texts.Find(post.Index) is not { Text.IsEmpty: false } entry)
            return null;
        // The board keeps names, not who was behind them.
        var author = new Identity(
            entry.Session,
            post.Author,
            NameRules.Fold(post.Author),
            "*",
            "*",
            ""
        );
        var said = new SaidInRoom(author, default, room, MessageKind.Said, post.Index);
        return new Told(said with { Post = post }, post.Index, 0, post.At, entry.Text, entry.Tags);
    }

    private static void Words(IrcWire wire, BoardAnswer board, Hub hub, LineWriter writer)
    {
        foreach (var post in board.Pinned.Concat(board.Others))
        {
            if (wire.Face.Texts.Find(post.Index) is { Text.IsEmpty: false } entry)
                Notice(wire, PostWords.Line(post, entry.Text.Span, hub.At, wire.Face.Zone), writer);
        }

        var count = board.Count == 1 ? "1 post" : $"{board.Count} posts";
        var more =
            board.Older > 0 ? $"; BOARD {board.Name} LIST {board.Older} shows older ones" : "";
        Notice(wire, $"{count} on the board of {board.Name}{more}", writer);
    }

    private static void Whole(
        IrcWire wire,
        PostAnswer answer,
        PostInfo post,
        Hub hub,
        LineWriter writer
    )
    {
        if (wire.Face.Texts.Find(post.Index) is not { Text.IsEmpty: false } entry)
            return;
        Notice(wire, PostWords.Line(post, entry.Text.Span, hub.At, wire.Face.Zone), writer);
        foreach (var line in Encoding.UTF8.GetString(entry.Text.Span).Split('\n'))
            Notice(wire, line, writer);
        wire.Face.Seen.Note(answer.Room, wire.Session, post.Number, post.Number);
    }

    private static void Notice(IrcWire wire, string words, LineWriter writer)
    {
        var text = Encoding.UTF8.GetBytes(words);
        var rest = text.AsSpan();
        do
        {
            var start = writer.Position;
            writer.From(wire.Server.Name).Write("NOTICE "u8).Write(wire.Nick).Write(" :"u8);
            var most = IrcText.LongestLine - 2 - (writer.Position - start);
            var cut = Measure.Cut(rest, most);
            writer.Write(rest[..cut]).End();
            rest = rest[cut..];
        } while (!rest.IsEmpty);
    }
}
