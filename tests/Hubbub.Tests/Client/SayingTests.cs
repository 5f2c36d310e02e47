namespace Hubbub.Tests.Client;

/// <summary>"A message is dim until the server's echo, which means it's on disk."</summary>
public sealed class SayingTests
{
    [Fact]
    public void Several_lines_are_one_message_where_the_server_takes_them_so()
    {
        var story = new ClientStory(rooms: "#tea").In("#tea", Whole);
        _ = story.Sent;
        story.Chat.Submit("one\n\ntwo");
        Assert.Equal(
            [
                "@label=m1 BATCH +m1 draft/multiline #tea",
                "@batch=m1 PRIVMSG #tea one",
                "@batch=m1 PRIVMSG #tea :",
                "@batch=m1 PRIVMSG #tea two",
                "BATCH -m1",
            ],
            story.Sent
        );
        Assert.Equal(["… one\n\ntwo"], story.Lines("#tea"));
        story.Hears(
            "@label=m1;msgid=x :ada!~a@h BATCH +1 draft/multiline #tea",
            "@batch=1 :ada!~a@h PRIVMSG #tea :one",
            "@batch=1 :ada!~a@h PRIVMSG #tea :",
            "@batch=1 :ada!~a@h PRIVMSG #tea :two",
            "BATCH -1"
        );
        Assert.Equal(["ada: one\n\ntwo"], story.Lines("#tea"));
    }

    [Fact]
    public void Several_lines_are_messages_of_their_own_where_it_does_not()
    {
        var story = new ClientStory(rooms: "#tea").In("#tea");
        _ = story.Sent;
        story.Chat.Submit("one\ntwo");
        Assert.Equal(["@label=m1 PRIVMSG #tea one", "@label=m2 PRIVMSG #tea two"], story.Sent);
    }

    [Fact]
    public void What_is_looked_for_is_found_by_the_server_where_it_can()
    {
        var story = new ClientStory(rooms: "#tea").In("#tea", "soju.im/search batch server-time");
        _ = story.Sent;
        story.Chat.Submit("/search green; tea");
        Assert.Equal([@"SEARCH in=#tea;text=green\:\stea"], story.Sent);
        story.Hears(
            ":s BATCH +1 soju.im/search",
            "@batch=1;time=2026-11-20T12:00:00.000Z :bob!b@h PRIVMSG #tea :green tea it is",
            ":s BATCH -1"
        );
        // It is shown, and not taken for something that is said now.
        Assert.Contains(
            Notes(story),
            note => note.EndsWith("#tea  bob  green tea it is", StringComparison.Ordinal)
        );
        Assert.Empty(story.Lines("#tea"));
        story.Hears(":s BATCH +2 soju.im/search", ":s BATCH -2");
        Assert.Contains("Nothing that was said has those words.", Notes(story));
    }

    private const string Whole =
        "batch draft/multiline echo-message labeled-response server-time message-tags";

    private static List<string> Notes(ClientStory story)
    {
        var conversation = story.Chat.Conversations.Current;
        var notes = new List<string>();
        for (var id = conversation.First; id < conversation.LinesEnd; id++)
            notes.Add(conversation[id]!.Text);
        return notes;
    }

    [Fact]
    public void What_is_said_is_on_its_way_until_its_echo()
    {
        var story = new ClientStory(rooms: "#tea").In("#tea");
        story.Chat.Submit("hello");
        Assert.Equal(["@label=m1 PRIVMSG #tea hello"], story.Sent);
        story.Hears(":bob!b@h PRIVMSG #tea :hi");
        Assert.Equal(["bob: hi", "… hello"], story.Lines("#tea"));
        story.Hears("@label=m1 :ada!~a@h PRIVMSG #tea :hello");
        Assert.Equal(["bob: hi", "ada: hello"], story.Lines("#tea"));
        Assert.Equal(0, story.Chat.Engine.UnderWay);
    }

    [Fact]
    public void Without_echoes_what_is_answered_after_it_confirms_it()
    {
        var story = new ClientStory(rooms: "#tea").In("#tea", caps: "");
        story.Chat.Submit("hello there");
        Assert.Equal(["PRIVMSG #tea :hello there", "PING m1"], story.Sent);
        story.Hears(":s PONG s :m1");
        Assert.Equal(["ada: hello there"], story.Lines("#tea"));
    }

    [Theory]
    [InlineData("@label=m1 :s 404 ada #tea :Cannot send to channel")]
    [InlineData(":s 404 ada #tea :Cannot send to channel")]
    public void What_the_server_refuses_is_given_back(string refusal)
    {
        var story = new ClientStory(rooms: "#tea").In("#tea");
        story.Chat.Submit("hello");
        story.Hears(refusal);
        Assert.Equal("hello", story.Chat.TakeGivenBack());
        Assert.Empty(story.Lines("#tea"));
        Assert.Equal(0, story.Chat.Engine.UnderWay);
    }

    [Theory]
    [InlineData("/say quit", "@label=m1 PRIVMSG #tea quit")]
    [InlineData("//x y", "@label=m1 PRIVMSG #tea :/x y")]
    [InlineData("/me waves", "@label=m1 PRIVMSG #tea :\u0001ACTION waves\u0001")]
    [InlineData(":)", "@label=m1 PRIVMSG #tea ::)")]
    [InlineData("/msg bob hello there", "@label=m1 PRIVMSG bob :hello there")]
    [InlineData("/topic - ", "TOPIC #tea :")]
    [InlineData("/kick bob too loud", "KICK #tea bob :too loud")]
    [InlineData("/ban bob", "MODE #tea +b bob!*@*")]
    [InlineData("/mode +m", "MODE #tea +m")]
    [InlineData("/join cake", "JOIN #cake")]
    [InlineData("/raw PING x", "PING x")]
    public void Commands_are_sent_as_lines(string typed, string sent)
    {
        var story = new ClientStory(rooms: "#tea").In("#tea");
        Assert.Null(story.Chat.Submit(typed).Why);
        Assert.Equal([sent], story.Sent);
    }

    [Theory]
    [InlineData("/nonsense")]
    [InlineData("/tmp/file")]
    [InlineData("/kick")]
    public void An_unknown_or_unfinished_command_is_never_sent_and_stays(string typed)
    {
        var story = new ClientStory(rooms: "#tea").In("#tea");
        Assert.NotNull(story.Chat.Submit(typed).Why);
        Assert.Empty(story.Sent);
    }

    [Theory]
    [InlineData("quit")]
    [InlineData("/Quit")]
    [InlineData(@"\QUIT")]
    [InlineData(" quit ")]
    public void Quit_alone_on_a_line_leaves(string typed)
    {
        var story = new ClientStory(rooms: "#tea").In("#tea");
        story.Chat.Submit(typed);
        Assert.Equal(["QUIT"], story.Sent);
        Assert.True(story.IsClosed);
        Assert.Equal("", story.Cut().Chat.Engine.Ended);
    }

    [Fact]
    public void A_long_text_is_cut_after_words_into_lines_that_arrive_whole()
    {
        var story = new ClientStory(rooms: "#tea").In("#tea", caps: "echo-message");
        story.Chat.Submit(string.Concat(Enumerable.Repeat("wörd ", 300)) + "\nsecond");
        var sent = story.Sent;
        Assert.All(
            sent,
            line =>
                Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(":ada!~a@h " + line), 1, 510)
        );
        Assert.All(
            sent.SkipLast(1),
            line => Assert.StartsWith("PRIVMSG #tea :wörd", line, StringComparison.Ordinal)
        );
        Assert.Equal("PRIVMSG #tea second", sent[^1]);
    }

    [Fact]
    public void Other_servers_get_no_more_than_they_bear()
    {
        var story = new ClientStory(rooms: "#tea").Connect().Welcomed("echo-message", "ngircd-26");
        story.Entered("#tea");
        for (var i = 0; i < 20; i++)
            story.Chat.Submit($"line {i}");
        Assert.Equal(8, story.Sent.Count);
        Assert.Equal(2, story.Wait(1).Sent.Count);
    }

    [Theory]
    [InlineData("ada: look", true)]
    [InlineData("hello ADA!", true)]
    [InlineData("adam ate", false)]
    public void Who_says_our_name_is_noticed(string text, bool isMention)
    {
        var story = new ClientStory(rooms: "#tea")
            .In("#tea")
            .Hears($":bob!b@h PRIVMSG #tea :{text}");
        Assert.Equal(isMention, story.Chat.TakeMention());
    }
}
