using Hubbub.Tests.History;

namespace Hubbub.Tests.Irc;

/// <summary>BOARD, as docs/irc.md has it.</summary>
public sealed class BoardTests
{
    private const string Caps =
        "batch message-tags draft/multiline hubbub/board draft/message-redaction standard-replies";

    /// <summary>"a post is a message (with a + tag for its kind and a readable first line for old clients)".</summary>
    [Fact]
    public async Task Given_a_post_then_who_knows_boards_reads_a_tag_and_an_old_client_a_first_line()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea");
        var bob = story.Join("bob", "#tea", Caps);
        ada.Sync();
        ada.Send("BOARD #tea POST title=Tea\\sat\\sfour expires=2d :bring cups");
        Assert.Equal(
            [
                ":ada!~ada@localhost PRIVMSG #tea :[post 1] Tea at four",
                ":ada!~ada@localhost PRIVMSG #tea :bring cups",
            ],
            ada.Sync()
        );
        var lines = bob.Sync();
        Assert.Matches(
            "^@msgid=[^;]+;\\+hubbub/post=1,by=ada,titled,expires=[-0-9T:.]+Z :ada![^ ]+ BATCH \\+m\\d+ draft/multiline #tea$",
            lines[0]
        );
        Assert.EndsWith(" PRIVMSG #tea :Tea at four", lines[1], StringComparison.Ordinal);
        Assert.EndsWith(" PRIVMSG #tea :bring cups", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_with_the_tag_is_a_post_also_of_several_lines_and_nobody_can_feign_one()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea", Caps);
        var bob = story.Join("bob", "#tea", "message-tags");
        ada.Send(
            "@+hubbub/post=titled,expires=1w BATCH +1 draft/multiline #tea",
            "@batch=1 PRIVMSG #tea :Title",
            "@batch=1 PRIVMSG #tea :text",
            "BATCH -1",
            "@+hubbub/post PRIVMSG #tea :short"
        );
        ada.Sync();
        var lines = bob.Sync();
        Assert.Contains("+hubbub/post=1,by=ada,titled,", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("PRIVMSG #tea :[post 1] Title", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(
            ";+hubbub/post=2,by=ada :ada!~ada@localhost PRIVMSG #tea :[post 2] short",
            lines[2],
            StringComparison.Ordinal
        );
        bob.Send("@+hubbub/post=7 NOTICE #tea :forged", "@+hubbub/post=nonsense PRIVMSG #tea :x");
        Assert.Contains("FAIL BOARD INVALID_PARAMS", bob.Sync().Single(), StringComparison.Ordinal);
        var told = ada.Sync()[^1];
        Assert.EndsWith("NOTICE #tea :forged", told, StringComparison.Ordinal);
        Assert.DoesNotContain("hubbub/post", told, StringComparison.Ordinal);
        bob.Send("@+hubbub/post PRIVMSG ada :x");
        Assert.EndsWith(
            ":Only channels have boards",
            bob.Sync().Single(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Given_posts_when_a_board_is_listed_then_pinned_ones_come_first_and_pages_go_back()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea", Caps);
        for (var i = 1; i <= 23; i++)
            ada.Send($"BOARD #tea POST :text {i}");
        ada.Send("BOARD #tea PIN 2");
        ada.Sync();
        var bob = story.Join("bob", "#tea", Caps);
        bob.Send("BOARD #tea");
        var lines = bob.Sync();
        Assert.Matches("^:test.server BATCH \\+\\d+ hubbub/board #tea 23 4$", lines[0]);
        Assert.Matches(
            "^@batch=\\d+;msgid=[^;]+;\\+hubbub/post=2,by=ada,pinned :ada!\\*@\\* PRIVMSG #tea :text 2$",
            lines[1]
        );
        Assert.EndsWith(":text 4", lines[2], StringComparison.Ordinal);
        Assert.Equal(23, lines.Count);
        bob.Send("BOARD #tea LIST 4");
        Assert.Equal(
            ["1", "3"],
            bob.Sync().Skip(1).SkipLast(1).Select(line => line.Split("text ")[1])
        );
        bob.Send("BOARD #tea SHOW 7");
        Assert.EndsWith(":text 7", bob.Sync()[1], StringComparison.Ordinal);
        var eve = story.Join("eve");
        eve.Send("BOARD #tea");
        Assert.Equal(
            ":test.server FAIL BOARD INVALID_TARGET #tea :You are not on that channel",
            eve.Sync().Single()
        );
    }

    [Fact]
    public async Task An_old_client_reads_lists_and_posts_in_words()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea");
        ada.Send("BOARD #tea POST title=Tea :at four", "BOARD #tea POST answers=1 :I come");
        ada.Send("BOARD #tea PIN 1", "BOARD #tea", "BOARD #tea SHOW 1");
        var lines = ada.Sync().Skip(3).ToArray();
        Assert.Equal(":test.server NOTICE #tea :ada pinned post 1", lines[0]);
        Assert.Matches(
            "^:test.server NOTICE ada :1 ada \\d\\d:\\d\\d \\(pinned\\): Tea …$",
            lines[1]
        );
        Assert.Matches("NOTICE ada :2 ada \\d\\d:\\d\\d \\(answers 1\\): I come$", lines[2]);
        Assert.Equal(":test.server NOTICE ada :2 posts on the board of #tea", lines[3]);
        Assert.Equal(":test.server NOTICE ada :at four", lines[^1]);
    }

    [Fact]
    public async Task Given_an_edit_then_it_is_said_again_and_history_search_and_log_have_it_once()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = new Reader(
            story.Join("ada", "#tea", Reader.Caps + " hubbub/board soju.im/search")
        );
        ada.Client.Send("BOARD #tea POST :wrong words", "PRIVMSG #tea :between");
        ada.Client.Send("BOARD #tea EDIT 1 :right words");
        Assert.Contains(
            "+hubbub/post=1,by=ada,edited :ada!",
            ada.Client.Sync()[^1],
            StringComparison.Ordinal
        );
        Assert.Equal("between right words", ada.Texts("LATEST #tea * 9"));
        Assert.DoesNotContain("wrong words", story.TextsInLog());
        Assert.Empty(ada.Find("text=wrong"));
        Assert.Equal(["right"], ada.Find("text=words"));
    }

    [Fact]
    public async Task Given_a_post_removed_then_it_is_redacted_everywhere()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = new Reader(story.Join("ada", "#tea", Reader.Caps + " " + Caps));
        var old = story.Join("old", "#tea");
        ada.Client.Send("BOARD #tea POST :secret");
        ada.Client.Sync();
        old.Sync();
        var id = ada.Ask("LATEST #tea * 1").Single().Id;
        ada.Client.Send("BOARD #tea REMOVE 1 :a slip");
        Assert.EndsWith(
            $" REDACT #tea {id} :a slip",
            ada.Client.Sync()[^1],
            StringComparison.Ordinal
        );
        Assert.Equal(":test.server NOTICE #tea :ada took down post 1: a slip", old.Sync().Single());
        Assert.Equal("", ada.Texts("LATEST #tea * 9"));
        Assert.DoesNotContain("secret", story.TextsInLog());
        ada.Client.Send("BOARD #tea REMOVE 1");
        Assert.Contains(
            "FAIL BOARD NO_SUCH_POST #tea 1 :",
            ada.Client.Sync().Single(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Given_REDACT_of_a_posts_message_then_it_is_off_the_board()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = new Reader(story.Join("ada", "#tea", Reader.Caps + " " + Caps));
        ada.Client.Send("BOARD #tea POST :secret");
        ada.Client.Sync();
        var id = ada.Ask("LATEST #tea * 1").Single().Id;
        ada.Client.Send($"REDACT #tea {id}", "BOARD #tea SHOW 1");
        Assert.Contains(" NO_SUCH_POST ", ada.Client.Sync()[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BOARD #tea POST :", "INVALID_PARAMS :No text to post")]
    [InlineData("BOARD #tea POST sticky :x", "INVALID_PARAMS :Options are title=TEXT")]
    [InlineData("BOARD #tea POST expires=soon :x", "INVALID_PARAMS :Options are title=TEXT")]
    [InlineData("BOARD #tea PIN first", "INVALID_PARAMS :A post is named by its number")]
    [InlineData("BOARD #tea PIN", "INVALID_PARAMS :Say BOARD <channel> PIN NUMBER")]
    [InlineData("BOARD #tea WIPE", "INVALID_PARAMS :Say BOARD <channel> and one of LIST")]
    [InlineData("BOARD #tea EDIT 9 :x", "NO_SUCH_POST #tea 9 :")]
    [InlineData("BOARD #tea POST answers=9 :x", "NO_SUCH_POST #tea 9 :")]
    public async Task What_is_wrong_is_refused_with_the_reason(string line, string refusal)
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea");
        ada.Send(line);
        Assert.StartsWith(
            ":test.server FAIL BOARD " + refusal,
            ada.Sync().Single(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_labelled_post_and_a_labelled_list_are_answered_under_their_label()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea", Caps + " labeled-response");
        ada.Send("@label=a BOARD #tea POST :x", "@label=b BOARD #tea");
        var lines = ada.Sync();
        Assert.StartsWith("@label=a;msgid=", lines[0], StringComparison.Ordinal);
        Assert.Matches("^@label=b :test.server BATCH \\+\\d+ hubbub/board #tea 1 0$", lines[1]);
    }
}
