using System.Globalization;
using Hubbub.Core;

namespace Hubbub.Protocols.Text;

/// <summary><c>/last [N]</c>: what was said in the room before.</summary>
internal static class LastLines
{
    private const int Usual = 20;

    public static Ask Read(TextPerson person, Rest rest)
    {
        if (person.Room is not { } room)
            return person.Tell(Sentences.InNoRoom);
        var word = rest.Next().Word;
        var count = Usual;
        if (word.Length > 0 && !int.TryParse(word, NumberStyles.None, null, out count))
            return person.Tell("How many? /last 50 shows the last 50 messages of this room.");
        return new Ask
        {
            Session = person.Session,
            Question = new PageOf(
                HistoryTarget.Of(room.Name, room.Folded),
                PageKind.Latest,
                Moment.None,
                Moment.None,
                Math.Clamp(count, 1, person.Face.HistoryLimit),
                WithEvents: false
            ),
            Context = new ShowLines("Nothing was said here yet."),
            Holds = true,
        };
    }

    /// <summary><c>/search WORDS</c>.</summary>
    public static Ask Search(TextPerson person, Rest rest)
    {
        if (person.Room is not { } room)
            return person.Tell(Sentences.InNoRoom);
        var target = HistoryTarget.Of(room.Name, room.Folded);
        return new Ask
        {
            Session = person.Session,
            Question = new SearchFor(target, rest.Text, From: null, After: -1, Before: -1, Usual),
            Context = new ShowLines("Nothing that was said here has those words."),
            Holds = true,
        };
    }

    /// <summary>Why there is nothing to be shown, in words.</summary>
    public static string WordsOf(Answer? answer) =>
        answer switch
        {
            Unread { Reason: Unread.Why.NoWords } =>
                "Nothing can be looked for by that: give whole words, begin* or \"a phrase\".",
            Unread { Reason: Unread.Why.Busy or Unread.Why.Behind } =>
                "The server is busy with its history. Please try again in a moment.",
            _ => "There is nothing here that you can read back.",
        };
}

/// <summary>The answer to it.</summary>
/// <param name="none">What is told where there are none.</param>
internal sealed class ShowLines(string none) : Errand
{
    public override void Finish(TextPerson person, Answer? answer, Hub hub, LineWriter writer)
    {
        if (answer is Page { Lines: var lines } page && lines.Count > 0)
        {
            var listing = new LineListing(page);
            if (!listing.Write(person, hub, writer, Show.FirstBytes))
                person.Listing = listing;
        }
        else
        {
            writer.Write(answer is Page ? none : LastLines.WordsOf(answer)).End();
        }
    }
}

/// <summary>Lines of history, each with its time.</summary>
internal sealed class LineListing(Page page) : Listing
{
    private int _next;

    protected override bool WritePage(TextPerson person, Hub hub, LineWriter writer)
    {
        var line = page.Lines[_next++];
        var (nick, kind, mark) = line.Event switch
        {
            SaidInRoom said => (said.From.Nick, said.Kind, Marks.Of(said)),
            SaidToPerson said => (said.From.Nick, said.Kind, Marks.Of(said)),
            _ => throw new InvalidOperationException($"{line.Event.GetType().Name} was not said"),
        };
        var time = TimeWords.Of(line.At, hub.At, person.Face.Zone);
        Saying.Back(time, nick, kind, line.Text.Span, writer, mark);
        return _next == page.Lines.Count;
    }
}
