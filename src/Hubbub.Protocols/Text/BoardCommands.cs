using System.Text;
using Hubbub.Core;
using Hubbub.Protocols.Boards;

namespace Hubbub.Protocols.Text;

/// <summary>What is posted in the current room and stays.</summary>
internal static class BoardCommands
{
    private const int PostsAPage = 10;

    /// <summary>The newest, those before them (<c>more</c>), or one post whole.</summary>
    public static Ask Board(TextPerson person, Rest rest)
    {
        if (person.Room is not { } room)
            return person.Tell(Sentences.InNoRoom);
        var word = rest.Next().Word;
        if (PostOptions.TryNumber(word, out var number))
        {
            return Ask(person, new PostOn(room.Folded, number), new ShowPost(room.Name, number));
        }

        var isMore = word.Equals("more", StringComparison.OrdinalIgnoreCase);
        if (word.Length > 0 && !isMore)
            return person.Tell("Say /board, /board more (older posts) or /board 12 (post 12).");
        if (isMore && person.OlderPosts == 0)
            return person.Tell("There are no older posts. /board shows the newest.");
        var before = isMore ? person.OlderPosts : 0;
        return Ask(person, new BoardOf(room.Folded, before, PostsAPage), new ShowBoard());
    }

    public static Ask Post(TextPerson person, Rest rest)
    {
        if (person.Room is not { } room)
            return person.Tell(Sentences.SentNowhere);
        var post = TypedPost.Parse(rest.Text);
        if (post.Wrong.Length > 0)
            return person.Tell("Nothing was posted. Before the text may stand " + Options);
        return post.Text.Length == 0 && post.Options.Title.Length == 0
            ? person.Tell("Nothing was posted: there is no text.")
            : Post(person, room, post.Options, Encoding.UTF8.GetBytes(post.Text));
    }

    public static Ask Post(TextPerson person, RoomName room, PostOptions options, byte[] text)
    {
        if (text.Length > Measure.MostBytes)
            return person.Tell(Sentences.TooLong);
        var proposal = options.ToProposal(room.Name, text);
        return person.Do(proposal.Command, new Plain(), proposal.Text);
    }

    /// <summary><c>/pin 12</c>, <c>/pin 12 off</c>.</summary>
    public static Ask Pin(TextPerson person, Rest rest)
    {
        if (person.Room is not { } room)
            return person.Tell(Sentences.InNoRoom);
        var (word, after) = rest.Next();
        var isOff = after.Next().Word.Equals("off", StringComparison.OrdinalIgnoreCase);
        return PostOptions.TryNumber(word, out var number)
            ? person.Do(
                new PinPost(room.Name, room.Folded, number, !isOff),
                new OrElse($"Post {number} is {(isOff ? "not pinned" : "pinned already")}.")
            )
            : person.Tell("Which post? /pin 12 pins post 12, /pin 12 off unpins it.");
    }

    public static Ask Unpost(TextPerson person, Rest rest)
    {
        if (person.Room is not { } room)
            return person.Tell(Sentences.InNoRoom);
        var (word, after) = rest.Next();
        return PostOptions.TryNumber(word, out var number)
            ? person.Do(
                new TakeDown(room.Name, room.Folded, number),
                new Plain(),
                Reasons.Cut(after.Text)
            )
            : person.Tell("Which post? /unpost 12 takes post 12 down.");
    }

    public static void TellPosted(PostInfo post, string room, LineWriter writer)
    {
        writer.Write(post.Edited ? "Changed: post " : "That is post ").Write(post.Number);
        writer.Write(" of ").Show(room).Write(".").End();
    }

    private const string Options = "--title \"T\", --expires 2d, --pin, --answers N, --edits N.";

    private static Ask Ask(TextPerson person, Question question, Errand errand) =>
        new()
        {
            Session = person.Session,
            Question = question,
            Context = errand,
        };
}

/// <summary>A page of the board: a line a post.</summary>
internal sealed class ShowBoard : Errand
{
    public override void Finish(TextPerson person, Answer? answer, Hub hub, LineWriter writer)
    {
        if (answer is not BoardAnswer board)
        {
            writer.Write(Sentences.InNoRoom).End();
            return;
        }

        foreach (var post in board.Pinned.Concat(board.Others))
            Line(person, board.Room, post, hub, writer);
        person.OlderPosts = board.Older;
        writer.Show(
            board.Count == 0 ? $"Nothing is posted in {board.Name}. /post TEXT posts something."
            : board.Older > 0 ? $"That is {board.Count} posts in all. /board more shows older ones."
            : $"Posts: {board.Count}. /board N shows one whole."
        );
        writer.End();
    }

    /// <summary>As one line, and noted as seen.</summary>
    public static void Line(
        TextPerson person,
        RoomId room,
        PostInfo post,
        Hub hub,
        LineWriter writer
    )
    {
        if (person.Face.Texts.Find(post.Index) is not { Text.IsEmpty: false } entry)
            return;
        writer.Write("  ");
        writer.Show(PostWords.Line(post, entry.Text.Span, hub.At, person.Face.Zone)).End();
        person.Face.Seen.Note(room, person.Session, post.Number, post.Number);
    }
}

/// <summary>One post, all of it.</summary>
internal sealed class ShowPost(string room, int number) : Errand
{
    public override void Finish(TextPerson person, Answer? answer, Hub hub, LineWriter writer)
    {
        if (answer is not PostAnswer { Post: { } post } found)
        {
            var refused = new Refused(person.Session, Reason.NoSuchPost, room, Post: number);
            writer.Show(Refusals.WordsOf(refused)).End();
            return;
        }

        ShowBoard.Line(person, found.Room, post, hub, writer);
        var text = person.Face.Texts.Find(post.Index)?.Text ?? default;
        foreach (var line in text.Span.Split((byte)'\n'))
            writer.Write("    ").Show(text.Span[line]).End();
    }
}
