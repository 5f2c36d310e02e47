namespace Hubbub.Tests.Irc;

/// <summary>Turns and talks, as docs/irc.md has them.</summary>
public sealed class TalkTests
{
    [Fact]
    public async Task Given_turns_when_an_old_client_speaks_out_of_turn_then_it_reads_404_and_the_reason()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea");
        var bob = story.Join("bob", "#tea");
        ada.Send("TURNS #tea ON");
        Assert.Equal(
            [
                ":test.server NOTICE #tea :ada lets people speak in turns here",
                ":test.server NOTICE #tea :It is your turn",
            ],
            ada.Sync().Skip(1)
        );
        bob.Send("PRIVMSG #tea :me first");
        Assert.Equal(
            [
                ":test.server NOTICE #tea :ada lets people speak in turns here",
                ":test.server NOTICE #tea :It is ada's turn",
                ":test.server 404 bob #tea :Cannot send to channel: it is ada's turn",
            ],
            bob.Sync()
        );
    }

    [Fact]
    public async Task Given_a_client_that_knows_talk_when_turns_go_round_then_it_reads_TURN()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea", caps: "hubbub/talk");
        var bob = story.Join("bob", "#tea", caps: "hubbub/talk");
        ada.Send("TURNS #tea ON 5", "PRIVMSG #tea :hello!", "PRIVMSG #tea :hello");
        bob.Send("TURN #tea PASS");
        ada.Sync();
        Assert.Equal(
            [
                ":test.server TURNS #tea ON 5 ada",
                ":test.server TURN #tea ada",
                ":ada!~ada@localhost PRIVMSG #tea :hello",
                ":test.server TURN #tea bob",
                ":test.server TURN #tea * bob",
                ":test.server TURN #tea ada",
            ],
            bob.Sync()
        );
        ada.Sync();
        ada.Send("TURN #tea", "PRIVMSG #tea :hello!");
        Assert.Equal(
            [
                ":test.server TURN #tea ada",
                ":test.server 404 ada #tea :Cannot send to channel: that has 6 characters, at most 5 may be said at once",
            ],
            ada.Sync()
        );
    }

    [Theory]
    [InlineData("TURN #tea PASS", "FAIL TURN NO_TURNS #tea :")]
    [InlineData("TURNS #tea MAYBE", "FAIL TURNS INVALID_PARAMS :")]
    [InlineData("TURNS #tea ON -3", "FAIL TURNS INVALID_PARAMS :")]
    [InlineData("TURN #pie", "403 ada #pie :")]
    [InlineData("TURN", "461 ada TURN :")]
    [InlineData("TALK", "FAIL TALK NOBODY_AT_CONSOLE :")]
    [InlineData("TALK END", "FAIL TALK NOT_TALKING :")]
    public async Task Given_what_cannot_be_done_when_asked_then_it_is_told_why(
        string line,
        string answer
    )
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea");
        ada.Send(line);
        Assert.StartsWith($":test.server {answer}", Assert.Single(ada.Sync()));
    }

    [Fact]
    public async Task Given_an_operator_at_the_console_when_a_guest_asks_then_they_talk()
    {
        await using var story = await IrcStory.StartAsync();
        var host = story.Join("host", caps: "hubbub/talk");
        host.Send("TALK OPEN #talk");
        Assert.StartsWith(":test.server 481 host", Assert.Single(host.Sync()));
        host.Send("OPER root oper-sesame");
        host.Sync();
        host.Send("TALK OPEN #talk many", "TALK OPEN #talk 40 1");
        Assert.Equal(
            [
                ":test.server FAIL TALK INVALID_PARAMS :Say TALK OPEN <channel> [<characters> [<how many may wait>]]",
                ":test.server TALK OPEN #talk 40",
            ],
            host.Sync().Where(line => line.Contains("TALK", StringComparison.Ordinal))
        );
        var gus = story.Join("gus", caps: "hubbub/talk");
        gus.Send("TALK");
        Assert.Equal(
            [":test.server TALK BEGAN #talk host gus 40", ":test.server TURN #talk gus"],
            gus.Sync().TakeLast(2)
        );
    }

    [Fact]
    public async Task Given_a_server_for_talks_only_when_an_old_client_comes_then_it_asks_by_coming()
    {
        await using var story = await IrcStory.StartAsync(face => face with { TalkOnly = true });
        var host = story.Join("host", caps: "hubbub/talk");
        host.Send("OPER root oper-sesame");
        host.Sync();
        host.Send("TALK OPEN #talk 500 1");
        host.Sync();
        story.Join("ada");
        Assert.Equal(
            [":test.server TALK BEGAN #talk host ada 500", ":test.server TURN #talk ada"],
            host.Sync().TakeLast(2)
        );
    }
}
