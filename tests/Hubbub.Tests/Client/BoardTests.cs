using Hubbub.Client.Conversations;
using Hubbub.Client.State;
using Hubbub.Protocols.Boards;

namespace Hubbub.Tests.Client;

/// <summary>Posts, at the client's end of the wire.</summary>
public sealed class BoardTests
{
    private const string Caps =
        "batch draft/chathistory draft/multiline echo-message hubbub/board labeled-response message-tags server-time";

    [Fact]
    public void Given_a_post_then_what_its_tag_says_is_known()
    {
        var story = new ClientStory().In("#tea");
        story.Hears(
            "@+hubbub/post=12,by=bob,titled,pinned,edited,answers=7,expires=2026-11-23T10:00:00.000Z,new=1 :bob!b@h PRIVMSG #tea :Tea"
        );
        var post = Last(story.Chat).Post!;
        Assert.Equal((12, "bob", 7), (post.Number, post.Author, post.Answers));
        Assert.True(post is { IsTitled: true, IsPinned: true, IsEdited: true });
        Assert.Equal(
            "12, pinned, edited, answers 7, until 23 Nov 10:00",
            post.Words(TimeZoneInfo.Utc)
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("twelve")]
    [InlineData("-1")]
    public void What_is_no_number_is_no_post(string value)
    {
        var story = new ClientStory().In("#tea");
        story.Hears($"@+hubbub/post={value} :bob!b@h PRIVMSG #tea :Tea");
        Assert.Null(Last(story.Chat).Post);
    }

    [Fact]
    public void A_message_of_several_lines_is_one_with_all_that_its_batch_says()
    {
        var story = new ClientStory().In(
            "#tea",
            Caps.Replace("draft/chathistory ", "", StringComparison.Ordinal)
        );
        story.Hears(
            "@msgid=x;+hubbub/post=3,by=bob,titled :bob!b@h BATCH +m draft/multiline #tea",
            "@batch=m :bob!b@h PRIVMSG #tea :Title",
            "@batch=m :bob!b@h PRIVMSG #tea :long ",
            "@batch=m;draft/multiline-concat :bob!b@h PRIVMSG #tea :line",
            ":bob!b@h BATCH -m"
        );
        var told = Last(story.Chat);
        Assert.Equal(("bob", "Title\nlong line", "x"), (told.Who, told.Text, told.MsgId));
        Assert.True(told.Post!.IsTitled);
    }

    [Fact]
    public void Given_post_typed_then_it_is_sent_whole_and_comes_back_to_the_line_if_refused()
    {
        var story = new ClientStory().Connect().Welcomed(Caps).Entered("#tea");
        story.Hears(":s BATCH +h chathistory #tea", ":s BATCH -h");
        _ = story.Sent;
        story.Chat.Submit("/post --title \"Tea at four\" --expires 2d --pin bring\ncups");
        Assert.Equal(
            [
                "@label=m1;+hubbub/post=titled,expires=2d,pin BATCH +m1 draft/multiline #tea",
                "@batch=m1 PRIVMSG #tea :Tea at four",
                "@batch=m1 PRIVMSG #tea bring",
                "@batch=m1 PRIVMSG #tea cups",
                "BATCH -m1",
            ],
            story.Sent
        );
        story.Hears("@label=m1 :s FAIL BOARD BOARD_FULL #tea :The board is full");
        Assert.Equal("Tea at four\nbring\ncups", story.Chat.TakeGivenBack());
        Assert.Equal(
            "--stick: it goes /post " + TypedPost.Syntax,
            story.Chat.Submit("/post --stick x").Why
        );
    }

    [Fact]
    public void A_server_without_boards_is_told()
    {
        var story = new ClientStory().In("#tea");
        Assert.Equal("This server has no boards.", story.Chat.Submit("/post x").Why);
        Assert.Equal("This server has no boards.", story.Chat.Submit("/board").Why);
    }

    [Fact]
    public void Given_who_posts_what_they_type_then_the_board_is_shown_first_and_lines_are_posts()
    {
        var story = AtBoard();
        Assert.Contains("BOARD #tea", story.Sent);
        story.Hears(
            ":s BATCH +b hubbub/board #tea 23 4",
            "@batch=b;msgid=2;+hubbub/post=2,by=bob,pinned :bob!*@* PRIVMSG #tea :pinned",
            "@batch=b;msgid=9;+hubbub/post=9,by=bob :bob!*@* PRIVMSG #tea :newest",
            ":s BATCH -b"
        );
        Assert.Equal(["bob: pinned", "bob: newest"], story.Lines("#tea"));
        story.Chat.Submit("hello");
        Assert.Contains("@label=m1;+hubbub/post= PRIVMSG #tea hello", story.Sent);
        story.Hears("@label=m1;msgid=10;+hubbub/post=10,by=ada :ada!~a@h PRIVMSG #tea :hello");
        // Back: what is older on the board, not in the history.
        Assert.True(story.Chat.Engine.AskOlder("#tea"));
        Assert.Equal(["BOARD #tea LIST 4"], story.Sent);
        story.Hears(
            ":s BATCH +c hubbub/board #tea 23 0",
            "@batch=c;msgid=1;+hubbub/post=1,by=bob :bob!*@* PRIVMSG #tea :first",
            ":s BATCH -c"
        );
        Assert.Equal(
            ["bob: first", "bob: pinned", "bob: newest", "ada: hello"],
            story.Lines("#tea")
        );
        Assert.False(story.Chat.Engine.AskOlder("#tea"));
    }

    [Fact]
    public void What_was_shown_is_told_now_and_then_and_what_is_ones_own_is_not()
    {
        var story = AtBoard();
        story.Hears(
            ":s BATCH +b hubbub/board #tea 5 0",
            "@batch=b;msgid=1;+hubbub/post=1,by=bob :bob!*@* PRIVMSG #tea :x",
            "@batch=b;msgid=2;+hubbub/post=2,by=bob :bob!*@* PRIVMSG #tea :x",
            "@batch=b;msgid=4;+hubbub/post=4,by=bob :bob!*@* PRIVMSG #tea :x",
            "@batch=b;msgid=5;+hubbub/post=5,by=ada :ada!*@* PRIVMSG #tea :x",
            ":s BATCH -b"
        );
        _ = story.Sent;
        story.Wait(6);
        Assert.Equal(["BOARD #tea SEEN 1 2", "BOARD #tea SEEN 4 4"], story.Sent);
        story.Wait(6);
        Assert.Empty(story.Sent);
    }

    [Fact]
    public void Given_board_typed_in_a_chat_then_posts_that_were_seen_are_shown_again()
    {
        var story = new ClientStory().Connect().Welcomed(Caps).Entered("#tea");
        story.Hears(
            ":s BATCH +h chathistory #tea",
            "@batch=h;msgid=1;+hubbub/post=1,by=bob :bob!b@h PRIVMSG #tea :post",
            ":s BATCH -h"
        );
        story.Chat.Submit("/board");
        story.Hears(
            ":s BATCH +b hubbub/board #tea 1 0",
            "@batch=b;msgid=1;+hubbub/post=1,by=bob,seen=2 :bob!*@* PRIVMSG #tea :post",
            ":s BATCH -b"
        );
        Assert.Equal(["bob: post", "bob: post"], story.Lines("#tea"));
        Assert.Equal("Posts in #tea: 1.", Last(story.Chat).Text);
        Assert.Equal(
            "There are no older posts. /board shows the newest.",
            story.Chat.Submit("/board more").Why
        );
    }

    [Fact]
    public void What_an_edited_post_said_before_is_not_shown_any_more()
    {
        var story = new ClientStory().In("#tea");
        story.Hears(
            "@+hubbub/post=3,by=bob :bob!b@h PRIVMSG #tea :wrong",
            "@+hubbub/post=3,by=bob,edited :bob!b@h PRIVMSG #tea :right"
        );
        Assert.Equal(["bob: (changed since)", "bob: right"], story.Lines("#tea"));
    }

    [Fact]
    public void Pins_and_expiry_are_told_in_words()
    {
        var story = new ClientStory().In(
            "#tea",
            Caps.Replace("draft/chathistory ", "", StringComparison.Ordinal)
        );
        story.Hears(":s BOARD PINNED #tea 3 bob");
        Assert.Equal("bob pinned post 3", Last(story.Chat).Text);
        story.Hears(":s BOARD EXPIRED #tea 3");
        Assert.Equal("Post 3 has expired", Last(story.Chat).Text);
    }

    [Fact]
    public void Given_no_reconnecting_when_the_connection_is_lost_then_it_is_over()
    {
        var story = AtBoard(reconnects: false).Cut();
        Assert.Equal("cut", story.Chat.Engine.Ended);
        Assert.Null(AtBoard().Cut().Chat.Engine.Ended);
    }

    private static ClientStory AtBoard(bool reconnects = true) =>
        new ClientStory(options =>
            options with
            {
                Posts = PostOptions.None,
                ShowsBoard = true,
                Reconnects = reconnects,
                Rooms = ["#tea"],
            }
        )
            .Connect()
            .Welcomed(Caps)
            .EnteredAndSent("#tea");

    private static Told Last(Chat chat) =>
        chat.Conversations.Current[chat.Conversations.Current.LinesEnd - 1]!;
}
