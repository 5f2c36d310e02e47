using Hubbub.Core;
using Hubbub.Protocols.Drop;

namespace Hubbub.Tests.Irc;

/// <summary>What people and programs read of a file in the drop.</summary>
public sealed class FileWordTests
{
    private static readonly DropFace s_face = new("http://h:1", new byte[32], TimeProvider.System);

    [Theory]
    [InlineData("teapot.png", "teapot.png (1.2 MB) http://h:1/files/KEY/teapot.png")]
    [InlineData("a b,;%.txt", "a b,;%.txt (1.2 MB) http://h:1/files/KEY/a%20b%2C%3B%25.txt")]
    public void A_line_has_name_size_and_a_link_that_any_client_knows_as_one(
        string name,
        string line
    ) => Assert.Equal(line, s_face.LineOf("KEY", name, 1_200_000));

    /// <summary>A line of IRC has 512 bytes; a link that was cut leads nowhere.</summary>
    [Fact]
    public void Given_a_long_name_then_the_line_is_short_and_the_link_keeps_its_ending()
    {
        var line = s_face.LineOf("KEY", new string('茶', 60) + ".png", 5);
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) < 200, line);
        Assert.EndsWith(
            "… (5 bytes) http://h:1/files/KEY/file.png",
            line,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_is_for_one_person_says_so_in_its_line_and_its_tag()
    {
        var file = File(3, DropFace.NewOneTimeKey()) with { ToNick = "bob" };
        Assert.EndsWith(
            "/a.txt — for one time",
            FileWords.Line(file, s_face, now: 0, TimeZoneInfo.Utc),
            StringComparison.Ordinal
        );
        Assert.StartsWith("3 ada for bob ", FileWords.Line(file, s_face, 0, TimeZoneInfo.Utc));
        Assert.StartsWith("+hubbub/file=3,by=ada,to=bob,size=5,", FileWords.TagOf(file));
        Assert.True(DropFace.IsOneTime(file.Key));
        Assert.False(DropFace.IsOneTime(DropFace.NewKey()));
    }

    [Theory]
    [InlineData(FileEnd.Fetched, "bob has fetched file 3: a.txt", "fetched")]
    [InlineData(FileEnd.Declined, "bob does not want file 3: a.txt", "declined")]
    [InlineData(
        FileEnd.Expired,
        "bob has not fetched file 3 in time, and it is gone: a.txt",
        "expired"
    )]
    public void How_it_came_to_be_over_is_a_sentence_and_a_tag(
        FileEnd end,
        string words,
        string told
    )
    {
        var file = File(3, "k") with { ToNick = "bob" };
        var closed = new FileClosed(file, end, default, default, "ada");
        Assert.Equal(words, FileWords.Of(closed));
        Assert.Equal($"+hubbub/file-end=3,end={told},by=ada,to=bob", FileWords.TagOf(closed));
    }

    [Fact]
    public void The_secret_of_a_file_is_its_own()
    {
        var (one, two) = (File(1, "a"), File(2, "b"));
        Assert.True(s_face.IsOwner(one, s_face.OwnerSecretOf(one)));
        Assert.False(s_face.IsOwner(two, s_face.OwnerSecretOf(one)));
        Assert.False(s_face.IsOwner(one, ""));
    }

    [Fact]
    public void A_right_is_over_when_its_time_is()
    {
        var clock = new ManualClock();
        var rights = new UploadRights(clock);
        var link = rights.MakeLink(FileTarget.Of("#tea"), "boss");
        Assert.Equal(("#tea", "boss"), (rights.Find(link)!.Target.Name, rights.Find(link)!.MadeBy));
        clock.Advance(UploadRights.LinkLasts);
        Assert.Null(rights.Find(link));
        Assert.Null(rights.Find("made up"));
    }

    private static DroppedFile File(int number, string key) =>
        new(number, 1, "a.txt", 5, "d", key, default, "ada", 0);

    private sealed class ManualClock : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

        public void Advance(TimeSpan time) => _now += time;

        public override DateTimeOffset GetUtcNow() => _now;
    }
}
