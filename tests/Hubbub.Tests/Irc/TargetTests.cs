namespace Hubbub.Tests.Irc;

/// <summary>Whom messages reach: https://modern.ircdocs.horse/#privmsg-message, STATUSMSG, TARGMAX, CTCP.</summary>
public sealed class TargetTests
{
    [Theory]
    [InlineData("~#tea", 1)]
    [InlineData("@#tea", 1)]
    [InlineData("%#tea", 1)]
    [InlineData("+#tea", 2)]
    [InlineData("@+#tea", 2)]
    public async Task Given_a_prefix_before_a_room_when_spoken_to_then_those_with_that_rank_hear_it(
        string target,
        int hearers
    )
    {
        // "the server … will only send this message to users on that channel with that status or higher" (STATUSMSG).
        await using var story = await IrcStory.StartAsync();
        var ops = story.Join("ops", "#tea");
        var voiced = story.Join("voiced", "#tea");
        var plain = story.Join("plain", "#tea");
        ops.Send("MODE #tea +v voiced");
        ops.Sync();
        voiced.Sync();
        plain.Sync();
        plain.Send($"PRIVMSG {target} :help");
        Assert.Empty(plain.Sync());
        var shown = target.Replace("@+", "+", StringComparison.Ordinal);
        var line = $":plain!~plain@localhost PRIVMSG {shown} :help";
        string[] expected = [line];
        Assert.Equal(expected, ops.Sync());
        Assert.Equal(hearers == 2 ? expected : [], voiced.Sync());
    }

    [Fact]
    public async Task Given_the_same_target_twice_when_spoken_to_then_it_is_told_once()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea");
        var bob = story.Join("bob", "#tea");
        ada.Send("PRIVMSG bob,BOB,#tea,#TEA :hi");
        ada.Sync();
        Assert.Equal(2, bob.Sync().Count);
    }

    [Fact]
    public async Task Given_more_targets_than_TARGMAX_when_spoken_to_then_407_and_nothing_is_sent()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada");
        var bob = story.Join("bob");
        var many = string.Join(',', Enumerable.Range(0, 10).Select(i => $"x{i}"));
        ada.Send($"PRIVMSG bob,{many} :hi", $"NOTICE bob,{many} :hi");
        Assert.StartsWith(":test.server 407 ada x9 ", Assert.Single(ada.Sync()));
        Assert.Empty(bob.Sync());
    }

    [Fact]
    public async Task Given_channel_mode_C_when_programs_talk_then_404_and_ACTION_goes_through()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea");
        var bob = story.Join("bob", "#tea");
        ada.Send("MODE #tea +C");
        ada.Sync();
        bob.Sync();
        bob.Send(
            "PRIVMSG #tea :\u0001VERSION\u0001",
            "NOTICE #tea :\u0001VERSION x\u0001",
            "PRIVMSG #tea :\u0001ACTION waves\u0001",
            "PRIVMSG ada :\u0001VERSION\u0001"
        );
        Assert.Equal(
            ":test.server 404 bob #tea :Cannot send CTCP to channel (+C)",
            Assert.Single(bob.Sync())
        );
        Assert.Equal(
            [
                ":bob!~bob@localhost PRIVMSG #tea :\u0001ACTION waves\u0001",
                ":bob!~bob@localhost PRIVMSG ada :\u0001VERSION\u0001",
            ],
            ada.Sync()
        );
    }

    [Fact]
    public async Task Given_a_mute_when_set_then_the_muted_may_be_there_and_may_not_speak()
    {
        // EXTBAN=,m: https://modern.ircdocs.horse/#extban-parameter
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea");
        ada.Send("MODE #tea +b m:bob");
        Assert.Equal(":ada!~ada@localhost MODE #tea +b m:bob!*@*", Assert.Single(ada.Sync()));
        var bob = story.Join("bob", "#tea");
        ada.Sync();
        bob.Send("PRIVMSG #tea :let me", "NICK eve", "PRIVMSG #tea :free");
        Assert.StartsWith(":test.server 404 bob #tea ", bob.Sync()[0]);
        Assert.EndsWith(":free", ada.Sync()[^1]);
        ada.Send("MODE #tea +be m:eve m:*!*@localhost");
        ada.Sync();
        bob.Sync();
        bob.Send("PRIVMSG #tea :excepted");
        Assert.Empty(bob.Sync());
        ada.Send("MODE #tea +b m:");
        Assert.StartsWith(":test.server 696 ada #tea b m: ", ada.Sync()[^1]);
    }

    [Fact]
    public async Task Given_user_mode_R_when_written_to_then_531_and_operators_come_through()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada");
        var bob = story.Join("bob");
        ada.Send("MODE ada +R");
        var lines = ada.Sync();
        Assert.Equal(":ada!~ada@localhost MODE ada +R", lines[0]);
        Assert.Contains("no accounts yet", lines[1]);
        bob.Send("PRIVMSG ada :hi", "NOTICE ada :hi");
        Assert.StartsWith(":test.server 531 bob ada ", Assert.Single(bob.Sync()));
        bob.Send("OPER root oper-sesame", "PRIVMSG ada :hi");
        bob.Sync();
        Assert.Equal(":bob!~bob@localhost PRIVMSG ada :hi", Assert.Single(ada.Sync()));
    }
}
