namespace Hubbub.Tests.Irc;

/// <summary>Capabilities that tell more: each test names the specification's page at https://ircv3.net/specs/extensions/.</summary>
public sealed class NotifyTests
{
    [Fact]
    public async Task Given_away_notify_when_somebody_goes_comes_back_or_joins_away_then_AWAY_tells()
    {
        // away-notify: "a user joins and has an away message set".
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea", caps: "away-notify");
        var old = story.Join("old", "#tea");
        var bob = story.Join("bob", "", caps: "away-notify");
        ada.Sync();
        bob.Send("AWAY :lunch", "JOIN #tea", "AWAY");
        Assert.DoesNotContain(bob.Sync(), line => line.Contains(" AWAY"));
        Assert.Equal(
            [
                ":bob!~bob@localhost JOIN #tea",
                ":bob!~bob@localhost AWAY :lunch",
                ":bob!~bob@localhost AWAY",
            ],
            ada.Sync()
        );
        Assert.Equal(":bob!~bob@localhost JOIN #tea", Assert.Single(old.Sync()));
    }

    [Fact]
    public async Task Given_extended_join_when_somebody_comes_then_account_and_real_name_stand_there()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea", caps: "extended-join");
        _ = story.Join("bob", "#tea");
        Assert.Equal(":bob!~bob@localhost JOIN #tea * :bob the tester", Assert.Single(ada.Sync()));
    }

    [Fact]
    public async Task Given_what_tells_of_accounts_and_hosts_while_none_change_then_it_may_be_asked_for_and_changes_nothing()
    {
        // account-tag: "If the user is not identified to an account, this tag MUST NOT be sent."
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join(
            "ada",
            "#tea",
            caps: "account-notify account-tag chghost message-tags"
        );
        var bob = story.Join("bob", "#tea");
        ada.Sync();
        bob.Send("PRIVMSG #tea :hello");
        Assert.DoesNotContain("account", Assert.Single(ada.Sync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_can_be_asked_for_is_told_in_lines_of_512_bytes_and_can_be_asked_for()
    {
        // capability-negotiation: "If the server's reply contains multiple lines, […] the parameter '*'".
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea");
        ada.Send("CAP LS 302");
        var lines = ada.Sync();
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 510));
        Assert.All(lines.SkipLast(1), line => Assert.Contains(" LS * :", line));
        Assert.Contains(" CAP ada LS :", lines[^1], StringComparison.Ordinal);
        foreach (
            var word in lines.SelectMany(line =>
                line[(line.IndexOf(" :", 1, StringComparison.Ordinal) + 2)..].Split(' ')
            )
        )
        {
            var name = word.Split('=')[0];
            ada.Send($"CAP REQ :{name}");
            Assert.Contains($" CAP ada ACK :{name}", ada.Sync().Single(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Given_invite_notify_when_somebody_is_invited_then_the_members_read_it()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea");
        var bob = story.Join("bob", "#tea", caps: "invite-notify");
        var old = story.Join("old", "#tea");
        var eve = story.Join("eve", "", caps: "invite-notify");
        bob.Sync();
        ada.Sync();
        ada.Send("INVITE eve #tea");
        Assert.Equal(":test.server 341 ada eve #tea", Assert.Single(ada.Sync()));
        const string Line = ":ada!~ada@localhost INVITE eve #tea";
        Assert.Equal(Line, Assert.Single(bob.Sync()));
        Assert.Equal(Line, Assert.Single(eve.Sync()));
        Assert.Empty(old.Sync());
    }

    [Fact]
    public async Task Given_setname_when_a_real_name_changes_then_those_who_know_it_are_told()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea", caps: "setname");
        var bob = story.Join("bob", "#tea", caps: "setname");
        var old = story.Join("old", "#tea");
        ada.Sync();
        bob.Sync();
        ada.Send("SETNAME :Ada Lovelace");
        const string Line = ":ada!~ada@localhost SETNAME :Ada Lovelace";
        Assert.Equal(Line, Assert.Single(ada.Sync()));
        Assert.Equal(Line, Assert.Single(bob.Sync()));
        old.Send("SETNAME :Older", "WHO old", "WHO ada");
        var lines = old.Sync();
        Assert.EndsWith(":0 Older", lines[0]);
        Assert.EndsWith(":0 Ada Lovelace", lines[2]);
        ada.Sync();
        ada.Send("SETNAME", "SETNAME :", "SETNAME :" + new string('x', 101));
        lines = ada.Sync();
        Assert.StartsWith(":test.server 461 ada SETNAME ", lines[0]);
        Assert.Equal(":test.server FAIL SETNAME INVALID_REALNAME :Realname is not valid", lines[1]);
        Assert.Equal(lines[1], lines[2]);
    }

    [Fact]
    public async Task Given_userhost_in_names_when_listed_then_nick_user_and_host()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea", caps: "userhost-in-names multi-prefix");
        ada.Send("NAMES #tea");
        Assert.Equal(":test.server 353 ada = #tea :~@ada!~ada@localhost", ada.Sync()[0]);
    }

    [Fact]
    public async Task Given_no_implicit_names_when_joined_then_no_names_until_asked()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", caps: "no-implicit-names");
        ada.Send("JOIN #tea");
        Assert.Equal(":ada!~ada@localhost JOIN #tea", Assert.Single(ada.Sync()));
        ada.Send("NAMES #tea");
        Assert.Equal(2, ada.Sync().Count);
    }

    [Fact]
    public async Task Given_standard_replies_when_bytes_are_not_UTF8_then_FAIL_INVALID_UTF8()
    {
        // utf8-only: "FAIL … INVALID_UTF8"
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", caps: "standard-replies");
        ada.SendBytes([.. "PRIVMSG #tea :caf"u8, 0xE9, .. "\r\n"u8]);
        ada.SendBytes([0xE9, .. " x\r\n"u8]);
        var lines = ada.Sync();
        Assert.StartsWith(":test.server FAIL PRIVMSG INVALID_UTF8 :", lines[0]);
        Assert.StartsWith(":test.server FAIL * INVALID_UTF8 :", lines[1]);
    }

    [Fact]
    public async Task Given_many_capabilities_when_listed_then_lines_are_short_and_the_last_has_no_asterisk()
    {
        // "the server MUST … each reply except the last having '*' before the capability list".
        await using var story = await IrcStory.StartAsync();
        var ada = story.Connect();
        ada.Send("CAP LS 302");
        var lines = ada.Sync();
        Assert.All(lines, line => Assert.True(line.Length <= 510));
        Assert.All(lines.SkipLast(1), line => Assert.StartsWith(":test.server CAP * LS * :", line));
        Assert.StartsWith(":test.server CAP * LS :", lines[^1]);
        ada.Send("CAP LS");
        Assert.Single(ada.Sync());
    }
}
