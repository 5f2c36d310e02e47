using Hubbub.Core;

namespace Hubbub.Tests.Core;

/// <summary>The drop: files for one person, for one time.</summary>
public sealed class HandedTests
{
    [Fact]
    public void It_comes_as_a_private_message_and_nobody_else_sees_or_lists_it()
    {
        var story = Drop().With("ada", "bob", "eve").In("#tea");
        Hand(story, "ada", "bob", "teapot.png", 300);
        var said = story.One<SaidToPerson>();
        var file = said.File!;
        Assert.Equal(Audience.Of(story.Of("bob")), said.Audience);
        Assert.Equal(
            ("teapot.png", 300, "ada", "bob"),
            (file.Name, file.Size, file.By, file.ToNick)
        );
        Assert.Equal([file], With(story, "bob", "ada"));
        Assert.Equal([file], With(story, "bob", "bob"));
        Assert.Equal([file], With(story, "ada", "bob"));
        Assert.Empty(With(story, "ada", "ada"));
        Assert.Empty(With(story, "eve", "bob"));
        Assert.Equal(file, story.Ask<FileAnswer>("bob", new HandedFile(1)).File);
        story.Ask<NotFound>("eve", new HandedFile(1));
        Assert.Empty(story.Ask<FilesAnswer>("bob", new FilesOf(Fold.Room("#tea"), 0, 9)).Files);
        // Whoever has the link has the file.
        Assert.Equal(file, story.Ask<FileAnswer>("eve", new FileBehind(file.Key)).File);
    }

    [Fact]
    public void Once_delivered_it_is_gone_and_both_are_told()
    {
        var story = Drop().With("ada", "bob").With("eve");
        Hand(story, "ada", "bob");
        var key = story.One<SaidToPerson>().File!.Key;
        story.ByNode(new CloseFile(1));
        Assert.Equal([story.Of("ada"), story.Of("bob")], Readers(story, FileEnd.Fetched));
        story.Ask<NotFound>("bob", new FileBehind(key));
        Assert.Equal(0, story.Ask<UsesAnswer>("ada", new UsesOf("d")).Count);
        // Two had begun at once.
        Assert.Empty(story.ByNode(new CloseFile(1)).Told);
    }

    [Fact]
    public void Whom_it_is_for_may_decline_it_and_only_they()
    {
        var story = Drop().With("ada", "bob", "eve");
        Hand(story, "ada", "bob");
        story.By("eve", new DeclineFile(1)).IsRefused(Reason.NoSuchFile);
        story.By("ada", new DeclineFile(1)).IsRefused(Reason.NoSuchFile);
        story.By("bob", new DeclineFile(0));
        Assert.Equal([story.Of("ada"), story.Of("bob")], Readers(story, FileEnd.Declined));
        story.By("bob", new DeclineFile(0)).IsRefused(Reason.NoFileWaits);
        Hand(story, "ada", "bob");
        Hand(story, "eve", "bob");
        story.By("bob", new DeclineFile(0)).IsRefused(Reason.SeveralFiles);
        Assert.Equal(2, story.One<Refused>().Length);
        story.By("bob", new DeclineFile(3));
        Assert.Equal(2, With(story, "bob", "bob").Single().Number);
    }

    [Fact]
    public void Who_sent_it_takes_it_back_with_its_line()
    {
        var story = Drop().With("ada", "bob", "eve");
        Hand(story, "ada", "bob");
        var said = story.One<SaidToPerson>().File!;
        story.By("eve", new RemoveFile(1, Owned: false)).IsRefused(Reason.NoSuchFile);
        story.By("ada", new RemoveFile(1, Owned: false));
        var gone = story.One<Redacted>();
        Assert.Equal(Audience.Of(story.Of("bob")), gone.Audience);
        Assert.Equal((new MessageId(said.Index, 0), 1), (gone.Message, gone.File));
        Assert.Empty(With(story, "bob", "bob"));
        Hand(story, "ada", "bob");
        var at = story.One<SaidToPerson>().File!.Index;
        story.By(
            "ada",
            new Redact(at, "token", "bob", story.Of("ada"), "ada", 0, default, story.Of("bob"))
        );
        Assert.Equal(2, story.One<Redacted>().File);
        Assert.Empty(With(story, "bob", "bob"));
    }

    /// <summary>"whoever may send that person a private message now".</summary>
    [Fact]
    public void Who_may_not_write_to_somebody_may_not_hand_them_a_file()
    {
        var story = Drop().With("ada", "bob");
        story.By("bob", new SetSessionModes(SessionModes.RegisteredOnly, SessionModes.None));
        Hand(story, "ada", "bob").IsRefused(Reason.OnlyRegistered, "bob");
        story.Quit("bob");
        Hand(story, "ada", "bob").IsRefused(Reason.NoSuchNick, "bob");
        var may = story.Ask<MayOfferAnswer>(
            "ada",
            new MayHand("bob", Fold.Nick("bob"), default, 1)
        );
        Assert.Equal((Reason.NoSuchNick, default), (may.Refused!.Reason, may.To));
    }

    [Fact]
    public void Who_takes_the_nick_while_it_comes_does_not_get_it()
    {
        var story = Drop().With("ada", "bob");
        var question = new MayHand("bob", Fold.Nick("bob"), default, 1);
        var to = story.Ask<MayOfferAnswer>("ada", question).To;
        story.Rename("bob", "rob").With("eve").Rename("eve", "bob");
        story.By("ada", Command("bob", to, "file", 10));
        Assert.Equal(
            ("rob", 1),
            (story.One<SaidToPerson>().To.Nick, With(story, "rob", "ada").Count)
        );
        Assert.Empty(With(story, "bob", "bob"));
    }

    [Fact]
    public void They_count_with_all_others_and_only_so_many_wait()
    {
        var story = Drop(all: 1_000, one: 600).With("ada", "bob", "cay");
        Hand(story, "ada", "bob", size: 601).IsRefused(Reason.FileTooLarge);
        Hand(story, "ada", "bob", size: 600);
        Hand(story, "ada", "bob", size: 401).IsRefused(Reason.DropFull);
        for (var i = 1; i < HandFileRule.MostFromOne; i++)
            Hand(story, "ada", "bob", $"{i}", 1);
        Hand(story, "ada", "cay", size: 1).IsRefused(Reason.TooManyHanded);
        Hand(story, "cay", "bob", size: 1);
        A.Hub()
            .With("ada", "bob")
            .By("ada", Command("bob", new SessionId(1, 2), "file", 1))
            .IsRefused(Reason.NoDrop);
    }

    [Fact]
    public void For_one_person_only_so_many_wait_whoever_they_are_from()
    {
        var story = Drop().With("bob");
        for (var i = 0; i < HandFileRule.MostForOne; i++)
            Hand(story.With($"n{i}"), $"n{i}", "bob", size: 1);
        Hand(story.With("ada"), "ada", "bob", size: 1).IsRefused(Reason.TooManyHanded, "bob");
    }

    [Fact]
    public void What_nobody_fetches_in_time_goes_and_who_sent_it_is_told()
    {
        var story = Drop(wait: 3_600_000_000).With("ada", "bob");
        Hand(story, "ada", "bob", "one");
        var due = story.Hub.NextFileDue!.Value;
        Assert.Equal(story.Hub.At + 3_600_000_000, due);
        Assert.Empty(story.After(TimeSpan.FromMinutes(30)).ByNode(new ExpireFiles()).Told);
        Hand(story, "ada", "bob", "two");
        story.Quit("bob").After(TimeSpan.FromMinutes(30)).ByNode(new ExpireFiles());
        Assert.Equal([story.Of("ada")], Readers(story, FileEnd.Expired));
        Assert.Equal("two", With(story, "ada", "bob").Single().Name);
    }

    [Fact]
    public void Where_it_is_not_said_how_long_nothing_goes()
    {
        foreach (var wait in new[] { Keep.Forever, 0 })
        {
            var story = Drop(wait: wait).With("ada", "bob");
            Hand(story, "ada", "bob");
            Assert.Null(story.Hub.NextFileDue);
            Assert.Empty(story.After(TimeSpan.FromDays(400)).ByNode(new ExpireFiles()).Told);
        }
    }

    [Fact]
    public void A_restart_keeps_what_waits_by_its_link_alone()
    {
        var story = Drop().With("ada", "bob");
        Hand(story, "ada", "bob");
        var key = story.One<SaidToPerson>().File!.Key;
        story.Restart().FromSnapshot().With("bob", "ada");
        Assert.Equal("file", story.Ask<FileAnswer>("ada", new FileBehind(key)).File.Name);
        // Whoever is called so now may be somebody else.
        Assert.Empty(With(story, "bob", "bob"));
        story.By("bob", new DeclineFile(1)).IsRefused(Reason.NoSuchFile);
        story.ByNode(new CloseFile(1));
        Assert.Equal(default, story.One<FileClosed>().Reader);
        story.Ask<NotFound>("ada", new FileBehind(key));
    }

    [Fact]
    public void Lists_come_in_pages_and_find_who_has_left()
    {
        var story = Drop().With("ada", "bob");
        for (var i = 1; i <= 5; i++)
            Hand(story, "ada", "bob", $"{i}");
        story.Quit("ada");
        var first = story.Ask<FilesAnswer>("bob", List("ada", 0, 2));
        Assert.Equal((5, 4), (first.Count, first.Older));
        var next = story.Ask<FilesAnswer>("bob", List("ada", first.Older, 3));
        Assert.Equal(["3", "2", "1"], next.Files.Select(file => file.Name));
        Assert.Equal(0, next.Older);
        story.Ask<NotFound>("bob", List("eve", 0, 2));
    }

    private static Story Drop(
        long all = 10_000,
        long one = 1_000,
        long wait = FileLimits.UsualWait
    ) => A.Hub().ByNode(new LimitFiles(new FileLimits(all, one, wait)));

    private static Story Hand(
        Story story,
        string from,
        string to,
        string name = "file",
        long size = 10
    ) => story.By(from, Command(to, story.Of(to), name, size), $"{name} http://…");

    private static HandFile Command(string nick, SessionId to, string name, long size) =>
        new(nick, to, 5, name, size, "d", $"{Guid.NewGuid()}");

    private static FilesWith List(string nick, int before, int most) =>
        new(nick, Fold.Nick(nick), before, most);

    private static IReadOnlyList<DroppedFile> With(Story story, string asker, string nick) =>
        story.Ask<FilesAnswer>(asker, List(nick, 0, 100)).Files;

    /// <summary>Who is told that it is over.</summary>
    private static IEnumerable<SessionId> Readers(Story story, FileEnd end)
    {
        var closed = story.Told.Cast<FileClosed>().ToList();
        Assert.All(closed, one => Assert.Equal(end, one.End));
        return closed.Select(one => one.Reader);
    }
}
