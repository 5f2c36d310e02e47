using Hubbub.Core;
using Hubbub.Protocols.Boards;
using Hubbub.Protocols.Drop;

namespace Hubbub.Protocols.Text;

/// <summary>What the current room has in the drop, and what waits for oneself.</summary>
internal static class FileCommands
{
    private const int FilesAPage = 10;

    /// <summary>As many as may wait for one person.</summary>
    private const int MostWaiting = 50;

    /// <summary>The newest, those before them (<c>more</c>), one, or what waits between oneself and somebody.</summary>
    public static Ask Files(TextPerson person, Rest rest)
    {
        var word = rest.Next().Word;
        var isMore = word.Equals("more", StringComparison.OrdinalIgnoreCase);
        if (word.Length > 0 && !isMore && !char.IsAsciiDigit(word[0]))
            return Ask(
                person,
                new FilesWith(word, NameRules.Fold(word), Before: 0, MostWaiting),
                new ShowWaiting(word)
            );
        if (person.Room is not { } room)
            return person.Tell(Sentences.InNoRoom);
        if (PostOptions.TryNumber(word, out var number))
            return Ask(person, new FileIn(room.Folded, number), new ShowFile(number));
        if (word.Length > 0 && !isMore)
            return person.Tell(
                "Say /files, /files more (older files), /files 12 (file 12) or /files NAME (what waits between you two)."
            );
        if (isMore && person.OlderFiles == 0)
            return person.Tell("There are no older files. /files shows the newest.");
        var before = isMore ? person.OlderFiles : 0;
        return Ask(person, new FilesOf(room.Folded, before, FilesAPage), new ShowFiles());
    }

    /// <summary>To the room, or to a person.</summary>
    public static Ask Upload(TextPerson person, Rest rest)
    {
        var word = rest.Next().Word;
        if (word.Length == 0 && person.Room is null)
            return person.Tell(Sentences.InNoRoom);
        var target = FileTarget.Of(word.Length > 0 ? word : person.Room!.Value.Name);
        return Ask(person, target.MayCome(size: 0), new ShowUpload(target));
    }

    public static Ask Decline(TextPerson person, Rest rest)
    {
        var word = rest.Next().Word;
        var number = 0;
        return word.Length == 0 || PostOptions.TryNumber(word, out number)
            ? person.Do(new DeclineFile(number), new Plain())
            : person.Tell("Which file? /decline 12 declines file 12, /decline the one that waits.");
    }

    public static Ask Unfile(TextPerson person, Rest rest)
    {
        var (word, after) = rest.Next();
        return PostOptions.TryNumber(word, out var number)
            ? person.Do(new RemoveFile(number, Owned: false), new Plain(), Reasons.Cut(after.Text))
            : person.Tell("Which file? /unfile 12 removes file 12.");
    }

    private static Ask Ask(TextPerson person, Question question, Errand errand) =>
        new()
        {
            Session = person.Session,
            Question = question,
            Context = errand,
        };
}

/// <summary>A line a file.</summary>
internal sealed class ShowFiles : Errand
{
    public override void Finish(TextPerson person, Answer? answer, Hub hub, LineWriter writer)
    {
        if (answer is not FilesAnswer files || person.Face.Drop is not { } drop)
        {
            writer.Write("No files are kept here.").End();
            return;
        }

        foreach (var file in files.Files.Reverse())
            writer.Write("  ").Show(FileWords.Line(file, drop, hub.At, person.Face.Zone)).End();
        person.OlderFiles = files.Older;
        var next =
            files.Count == 0 ? " /upload shows how to bring one."
            : files.Older > 0 ? " /files more shows older ones."
            : "";
        writer.Show($"{FileWords.End(files, person.Nick)}.{next}").End();
    }
}

/// <summary>One file.</summary>
internal sealed class ShowFile(int number) : Errand
{
    public override void Finish(TextPerson person, Answer? answer, Hub hub, LineWriter writer)
    {
        if (answer is FileAnswer { File: var file } && person.Face.Drop is { } drop)
        {
            writer.Show(FileWords.Line(file, drop, hub.At, person.Face.Zone)).End();
            writer.Write("  SHA-256 ").Write(file.Digest).End();
            return;
        }

        var refused = new Refused(person.Session, Reason.NoSuchFile, Post: number);
        writer.Show(Refusals.WordsOf(refused)).End();
    }
}

/// <summary>What two have handed to each other and not fetched yet.</summary>
internal sealed class ShowWaiting(string name) : Errand
{
    public override void Finish(TextPerson person, Answer? answer, Hub hub, LineWriter writer)
    {
        if (person.Face.Drop is not { } drop)
        {
            writer.Write("No files are kept here.").End();
            return;
        }

        if (answer is not FilesAnswer files)
        {
            var refused = new Refused(person.Session, Reason.NoSuchNick, name);
            writer.Show(Refusals.WordsOf(refused)).End();
            return;
        }

        foreach (var file in files.Files.Reverse())
            writer.Write("  ").Show(FileWords.Line(file, drop, hub.At, person.Face.Zone)).End();
        writer.Show($"{FileWords.End(files, person.Nick)}.").End();
    }
}

/// <summary>How to bring one.</summary>
internal sealed class ShowUpload(FileTarget target) : Errand
{
    public override void Finish(TextPerson person, Answer? answer, Hub hub, LineWriter writer)
    {
        if (person.Face.Drop is not { } drop || answer is not MayOfferAnswer may)
        {
            writer.Write("No files are kept here.").End();
        }
        else if (may.Refused is { } refused)
        {
            writer.Show(Refusals.WordsOf(refused)).End();
        }
        else
        {
            var right = drop.Rights.Of(person.Session, target.Met(may));
            var link = drop.UploadLinkOf(right);
            writer.Show($"This brings a file to {target.Name}, up to {SizeWords.Of(may.Room)}:");
            writer.End();
            writer.Show($"  curl -T FILE {link}").End();
            writer.Write("It is yours alone, as long as you are here.").End();
        }
    }
}
