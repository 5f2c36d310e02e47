namespace Hubbub.Tests.Irc;

/// <summary>https://ircv3.net/specs/extensions/channel-rename.</summary>
public sealed class RenameTests
{
    [Fact]
    public async Task Given_a_room_when_renamed_then_who_knows_RENAME_reads_it_and_others_leave_and_come()
    {
        // "A channel rename preserves all channel state, such as membership, mode and topic."
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#boaring", caps: "draft/channel-rename");
        var bob = story.Join("bob", "#boaring");
        ada.Send("TOPIC #boaring :yawn", "MODE #boaring +m");
        ada.Sync();
        bob.Sync();
        ada.Send("RENAME #boaring #boring :Typo fix");
        Assert.Equal(
            ":ada!~ada@localhost RENAME #boaring #boring :Typo fix",
            Assert.Single(ada.Sync())
        );
        var lines = bob.Sync();
        Assert.Equal(
            [
                ":bob!~bob@localhost PART #boaring :Typo fix",
                ":bob!~bob@localhost JOIN #boring",
                ":test.server 332 bob #boring :yawn",
            ],
            lines.Take(3)
        );
        Assert.Equal(":test.server 353 bob = #boring :~ada bob", lines[^2]);
        bob.Send("PRIVMSG #boaring :old", "PRIVMSG #boring :muted", "MODE #boring");
        lines = bob.Sync();
        Assert.StartsWith(":test.server 403 bob #boaring ", lines[0]);
        Assert.StartsWith(":test.server 404 bob #boring ", lines[1]);
        Assert.Equal(":test.server 324 bob #boring +mnt", lines[2]);
    }

    [Fact]
    public async Task Given_only_another_case_when_renamed_then_the_fallback_is_not_used()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea", caps: "draft/channel-rename");
        var bob = story.Join("bob", "#tea");
        ada.Sync();
        ada.Send("RENAME #tea #Tea");
        Assert.Equal(":ada!~ada@localhost RENAME #tea #Tea :", Assert.Single(ada.Sync()));
        Assert.Empty(bob.Sync());
    }

    [Theory]
    [InlineData("RENAME #tea", "461 ada RENAME")]
    [InlineData("RENAME #tea #pie", "FAIL RENAME CHANNEL_NAME_IN_USE #tea #pie")]
    [InlineData("RENAME #tea pie", "FAIL RENAME CANNOT_RENAME #tea pie")]
    [InlineData("RENAME #lobby #pie2", "FAIL RENAME CANNOT_RENAME #lobby #pie2")]
    [InlineData("RENAME #pie #cake", "482 ada #pie")]
    [InlineData("RENAME #nowhere #cake", "403 ada #nowhere")]
    [InlineData("RENAME #other #cake", "442 ada #other")]
    public async Task Given_a_rename_that_may_not_be_when_tried_then_it_is_told(
        string line,
        string reply
    )
    {
        await using var story = await IrcStory.StartAsync();
        _ = story.Join("bob", "#pie,#other");
        var ada = story.Join("ada", "#tea,#pie,#lobby");
        ada.Send(line);
        Assert.StartsWith($":test.server {reply} :", Assert.Single(ada.Sync()));
    }
}
