using Hubbub.Core;

namespace Hubbub.Tests.Core;

/// <summary>The drop: files that are offered to a room.</summary>
public sealed class FileTests
{
    private const string Digest = "d1";

    [Fact]
    public void A_file_is_a_message_that_says_which_and_where_it_lies()
    {
        var story = Drop().With("ada", "bob").In("#tea");
        Offer(story, "ada", "teapot.png", 300);
        var said = story.One<SaidInRoom>();
        Assert.Equal(("teapot.png", 300, "ada", 1), Told(said.File!));
        Assert.Equal(story.Of("ada"), said.From.Session);
        Assert.Contains(said.Index, story.Recent("bob", "#tea"));
        var files = story.Ask<FilesAnswer>("bob", Files());
        Assert.Equal([said.File!], files.Files);
        Assert.Equal((1, 300), (files.Count, files.Used));
        Assert.Equal(said.File, story.Ask<FileAnswer>("bob", new FileBehind(said.File!.Key)).File);
    }

    [Fact]
    public void Lists_are_for_members_and_of_a_closed_room_from_their_coming_on()
    {
        var story = Drop().With("ada").In("#tea");
        Offer(story, "ada", "old");
        story.Mode("ada", "#tea", "+i").With("bob");
        story.Ask<NotFound>("bob", Files());
        story.Ask<NotFound>("bob", new FileIn(Fold.Room("#tea"), 1));
        story.Invite("ada", "bob", "#tea").Join("bob", "#tea");
        Offer(story, "ada", "new");
        Assert.Equal("new", story.Ask<FilesAnswer>("bob", Files()).Files.Single().Name);
        story.Ask<NotFound>("bob", new FileNamed(Fold.Room("#tea"), "old"));
        Assert.Equal(2, story.Ask<FilesAnswer>("ada", Files()).Count);
    }

    [Fact]
    public void Who_may_not_speak_may_not_offer()
    {
        var story = Drop().With("ada", "bob").In("#tea").With("eve");
        story.Mode("ada", "#tea", "+m");
        Offer(story, "bob").IsRefused(Reason.MayNotSpeak, "#tea");
        Offer(story, "eve").IsRefused(Reason.NotInRoom, "#tea");
        var may = story.Ask<MayOfferAnswer>("bob", new MayOffer("#tea", Fold.Room("#tea"), 1));
        Assert.Equal(Reason.MayNotSpeak, may.Refused!.Reason);
    }

    [Fact]
    public void Sizes_are_bounded_and_what_is_removed_makes_room()
    {
        var story = Drop(all: 1_000, one: 600).With("ada").In("#tea");
        Offer(story, "ada", size: 601).IsRefused(Reason.FileTooLarge);
        Assert.Equal(600, story.One<Refused>().Bytes);
        Offer(story, "ada", "one", 600);
        Offer(story, "ada", "two", 401).IsRefused(Reason.DropFull);
        Assert.Equal(400, story.One<Refused>().Bytes);
        story.By("ada", new RemoveFile(1, Owned: false), "old");
        Assert.Equal(1, story.One<Redacted>().File);
        Offer(story, "ada", "two", 401);
        // Numbers are never used again: somebody may still mean the first.
        Assert.Equal(2, story.One<SaidInRoom>().File!.Number);
        A.Hub().With("ada").In("#tea").By("ada", Command("ada's", 1)).IsRefused(Reason.NoDrop);
    }

    [Fact]
    public void A_file_is_removed_by_who_brought_it_by_operators_and_by_who_has_its_secret()
    {
        var story = Drop().With("ada", "bob", "eve").In("#tea").With("out").With("oper");
        story.Oper("oper");
        for (var i = 0; i < 4; i++)
            Offer(story, "bob", $"{i}");
        story.By("eve", new RemoveFile(1, Owned: false)).IsRefused(Reason.NotYourFile, "bob");
        // Nor learns it who is not there.
        story.By("out", new RemoveFile(1, Owned: false)).IsRefused(Reason.NoSuchFile);
        story.By("bob", new RemoveFile(1, Owned: false)).One<Redacted>();
        story.By("ada", new RemoveFile(2, Owned: false)).One<Redacted>();
        story.By("oper", new RemoveFile(3, Owned: false)).One<Redacted>();
        story.By("out", new RemoveFile(4, Owned: true)).One<Redacted>();
        story.By("bob", new RemoveFile(4, Owned: true)).IsRefused(Reason.NoSuchFile);
        Assert.Empty(story.Ask<FilesAnswer>("bob", Files()).Files);
    }

    [Fact]
    public void Taking_back_its_line_removes_the_file()
    {
        var story = Drop().With("ada", "bob").In("#tea");
        Offer(story, "bob");
        var said = story.One<SaidInRoom>();
        story.By(
            "bob",
            new Redact(
                said.Index,
                "token",
                "#tea",
                story.Of("bob"),
                "bob",
                0,
                said.Room,
                Other: default
            )
        );
        Assert.Equal(1, story.One<Redacted>().File);
        Assert.Equal(new MessageId(said.Index, 0), story.One<Redacted>().Erases);
        story.Ask<NotFound>("ada", new FileBehind(said.File!.Key));
    }

    [Fact]
    public void A_room_with_files_stays_when_it_is_empty_and_ends_with_the_last_of_them()
    {
        var story = Drop().With("ada").In("#tea");
        Offer(story, "ada");
        story.Leave("ada", "#tea");
        Assert.DoesNotContain(story.Told, came => came is RoomEnded);
        story.By("ada", new RemoveFile(1, Owned: false)).One<RoomEnded>();
    }

    [Fact]
    public void Bytes_that_lie_under_two_names_are_used_until_both_are_gone()
    {
        var story = Drop().With("ada").In("#tea");
        Offer(story, "ada", "one");
        Offer(story, "ada", "two").FromSnapshot();
        Assert.Equal(2, story.Ask<UsesAnswer>("ada", new UsesOf(Digest)).Count);
        story.By("ada", new RemoveFile(1, Owned: false));
        story.By("ada", new RemoveFile(2, Owned: false)).FromSnapshot();
        Assert.Equal(0, story.Ask<UsesAnswer>("ada", new UsesOf(Digest)).Count);
    }

    [Fact]
    public void After_a_restart_everything_is_there_and_operators_alone_may_remove_it()
    {
        var story = Drop().With("ada").In("#tea");
        Offer(story, "ada");
        story.Restart().FromSnapshot().With("eve").In("#tea").With("ada").In("#tea");
        Assert.Equal("file", story.Ask<FilesAnswer>("ada", Files()).Files.Single().Name);
        // The name may be another's by now.
        story.By("ada", new RemoveFile(1, Owned: false)).IsRefused(Reason.NotYourFile);
    }

    [Fact]
    public void Lists_come_in_pages_the_newest_first()
    {
        var story = Drop().With("ada").In("#tea");
        for (var i = 1; i <= 5; i++)
            Offer(story, "ada", $"{i}");
        var first = story.Ask<FilesAnswer>("ada", new FilesOf(Fold.Room("#tea"), 0, 2));
        Assert.Equal(["5", "4"], first.Files.Select(file => file.Name));
        var next = story.Ask<FilesAnswer>("ada", new FilesOf(Fold.Room("#tea"), first.Older, 3));
        Assert.Equal(["3", "2", "1"], next.Files.Select(file => file.Name));
        Assert.Equal(0, next.Older);
    }

    private static Story Drop(long all = 10_000, long one = 1_000) =>
        A.Hub().ByNode(new LimitFiles(new FileLimits(all, one)));

    private static Story Offer(Story story, string nick, string name = "file", long size = 10) =>
        story.By(nick, Command(name, size), $"{name} http://…");

    private static OfferFile Command(string name, long size) =>
        new("#tea", Fold.Room("#tea"), 5, name, size, Digest, $"key of {name}");

    private static FilesOf Files() => new(Fold.Room("#tea"), Before: 0, Most: 100);

    private static (string, int, string, int) Told(DroppedFile file) =>
        (file.Name, (int)file.Size, file.By, file.Number);
}
