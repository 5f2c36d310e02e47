using Hubbub.Core;
using Hubbub.Protocols.Boards;

namespace Hubbub.Tests.Text;

public sealed class BoardTests
{
    [Fact]
    public void Given_a_post_then_the_author_is_told_its_number_and_the_others_read_it()
    {
        var people = new TextChat().With("ada", "bob");
        var (ada, bob) = (people[0], people[1]);
        Assert.Equal(
            "That is post 1 of #lobby.\n",
            ada.Type("/post --title \"Tea at four\" --expires 2d bring cups")
        );
        Assert.Equal("[#lobby] ada> [post 1] Tea at four\n[#lobby] ada> bring cups\n", bob.Read());
        ada.Type("/post --edits 1 no tea");
        Assert.Equal("[#lobby] ada> [post 1, edited] no tea\n", bob.Read());
        Assert.Equal(
            "ada took down post 1.\n",
            ada.Type("/unpost 1").Replace("[#lobby] ", "", StringComparison.Ordinal)
        );
        Assert.Equal(
            "Nothing is posted in #lobby. /post TEXT posts something.\n",
            bob.Type("/board").Split("post 1.\n")[^1]
        );
    }

    /// <summary>"Those who log on later see who is there, and the pinned and the newest posts, and can page back."</summary>
    [Fact]
    public void Given_posts_when_somebody_comes_later_then_they_see_pinned_and_newest_and_page_back()
    {
        var chat = new TextChat();
        var boss = chat.With("boss")[0];
        chat.Do(boss, new GrantOperator("boss"));
        for (var i = 1; i <= 14; i++)
            boss.Type($"/post text {i}");
        boss.Type("/pin 2");
        var eve = chat.Connect();
        var told = eve.Type("eve");
        Assert.Contains("Here with you: boss", told, StringComparison.Ordinal);
        Assert.Contains(
            "Pinned on the board:\n  2 boss 10:00 (pinned): text 2\n",
            told,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "14 posts are on the board: /board shows them.\n",
            told,
            StringComparison.Ordinal
        );
        Assert.Contains("text 14\n", told, StringComparison.Ordinal);
        var first = eve.Type("/board").Split('\n');
        Assert.StartsWith("  2 boss", first[0], StringComparison.Ordinal);
        Assert.EndsWith(": text 5", first[1], StringComparison.Ordinal);
        Assert.Equal("That is 14 posts in all. /board more shows older ones.", first[^2]);
        var second = eve.Type("/board more").Split('\n');
        Assert.Equal([": text 1", ": text 3", ": text 4"], second[..3].Select(line => line[^8..]));
        Assert.Equal(
            "There are no older posts. /board shows the newest.\n",
            eve.Type("/board more")
        );
        Assert.EndsWith("    text 9\n", eve.Type("/board 9"), StringComparison.Ordinal);
        Assert.StartsWith(
            "No post 99 is on the board of #lobby.",
            eve.Type("/board 99"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_one_was_shown_one_has_seen()
    {
        var chat = new TextChat();
        var people = chat.With("ada", "bob");
        people[0].Type("/post hello");
        people[1].Type("/board");
        var seen = Assert.Single(chat.Seen.Take());
        Assert.Equal([new PostsShown(people[1].Session, 1, 1)], seen.Shown);
        Assert.Empty(chat.Seen.Take());
        chat.Do(null, seen);
        Assert.Contains("(seen by 1)", people[0].Type("/board"), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_who_posts_what_they_type_then_lines_are_posts_and_their_own_are_not_echoed()
    {
        var chat = new TextChat();
        var bob = chat.With("bob")[0];
        var ada = chat.Connect(postsWhatIsTyped: true);
        ada.Type("ada");
        bob.Read();
        Assert.Equal("", ada.Type("hello"));
        Assert.Equal("[#lobby] ada> [post 1] hello\n", bob.Read());
        ada.Type("/me waves");
        Assert.Equal("[#lobby] * ada waves\n", bob.Read());
    }

    [Theory]
    [InlineData("--pin --expires 2d --title \"a b\" the text", "a b|2.00:00:00|True|0|the text")]
    [InlineData("-- --pin", "||False|0|--pin")]
    [InlineData("--answers 3 --title one text  kept", "one||False|3|text  kept")]
    [InlineData("--expires never x", "|00:00:00|False|0|x")]
    [InlineData("plain --pin", "||False|0|plain --pin")]
    [InlineData("--title \"open", "\"open||False|0|")]
    public void Options_stand_before_the_text(string typed, string expected)
    {
        var post = TypedPost.Parse(typed);
        Assert.Equal("", post.Wrong);
        var (o, text) = (post.Options, post.Text);
        Assert.Equal(expected, $"{o.Title}|{o.Lasts}|{o.Pinned}|{o.Answers}|{text}");
    }

    [Theory]
    [InlineData("--expires soon x", "--expires")]
    [InlineData("--stick x", "--stick")]
    [InlineData("--answers -1 x", "--answers")]
    [InlineData("--title \"\" x", "--title")]
    public void A_wrong_option_is_named(string typed, string wrong) =>
        Assert.Equal(wrong, TypedPost.Parse(typed).Wrong);

    [Theory]
    [InlineData("30s", 30)]
    [InlineData("2d", 172_800)]
    [InlineData("1w", 604_800)]
    [InlineData("never", 0)]
    public void Durations_are_read(string text, int seconds)
    {
        Assert.True(Lasting.TryParse(text, out var lasts));
        Assert.Equal(TimeSpan.FromSeconds(seconds), lasts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("0d")]
    [InlineData("-1d")]
    [InlineData("2 d")]
    [InlineData("2y")]
    [InlineData("4000d")]
    [InlineData("99999999d")]
    public void What_is_no_duration_is_told(string text) =>
        Assert.False(Lasting.TryParse(text, out _));
}
