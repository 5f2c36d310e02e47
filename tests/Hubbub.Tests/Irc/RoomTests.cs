namespace Hubbub.Tests.Irc;

/// <summary>https://modern.ircdocs.horse/#channel-operations.</summary>
public sealed class RoomTests
{
    [Fact]
    public async Task Given_a_room_with_a_topic_when_joined_then_JOIN_topic_and_names_follow()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea");
        ada.Send("TOPIC #tea :Earl Grey, hot");
        ada.Sync();
        var bob = story.Join("bob");
        bob.Send("JOIN #TEA");
        var lines = bob.Sync();
        Assert.Equal(":bob!~bob@localhost JOIN #tea", lines[0]);
        Assert.Equal(":test.server 332 bob #tea :Earl Grey, hot", lines[1]);
        Assert.StartsWith(":test.server 333 bob #tea ada ", lines[2]);
        Assert.Equal(":test.server 353 bob = #tea :~ada bob", lines[3]);
        Assert.Equal(":test.server 366 bob #tea :End of /NAMES list", lines[4]);
        Assert.Equal(":bob!~bob@localhost JOIN #tea", Assert.Single(ada.Sync()));
        bob.Send("JOIN #tea");
        Assert.Empty(bob.Sync());
    }

    [Theory]
    [InlineData("JOIN tea", "403")]
    [InlineData("JOIN #", "476")]
    [InlineData("JOIN", "461")]
    [InlineData("PART #nowhere", "403")]
    [InlineData("TOPIC #nowhere", "403")]
    [InlineData("KICK #nowhere bob", "403")]
    [InlineData("INVITE bob #nowhere", "403")]
    [InlineData("MODE #nowhere", "403")]
    [InlineData("MODE #tea +x", "472")]
    [InlineData("MODE #tea +l 0", "696")]
    [InlineData("MODE #tea +k", "696")]
    [InlineData("MODE #tea +o nobody", "401")]
    [InlineData("KICK #tea nobody", "401")]
    [InlineData("KICK #tea bob", "441")]
    [InlineData("INVITE nobody #tea", "401")]
    [InlineData("INVITE ada #tea", "443")]
    [InlineData("PRIVMSG", "411")]
    [InlineData("PRIVMSG #tea", "412")]
    [InlineData("PRIVMSG #tea :", "412")]
    [InlineData("PRIVMSG nobody :hi", "401")]
    [InlineData("PRIVMSG #nowhere :hi", "403")]
    [InlineData("WHOIS", "431")]
    [InlineData("MODE bob +i", "502")]
    [InlineData("MODE nobody +i", "401")]
    [InlineData("MODE ada +Z", "501")]
    [InlineData("OPER root wrong", "464")]
    [InlineData("KILL bob :why", "481")]
    [InlineData("USERHOST", "461")]
    [InlineData("PING", "461")]
    public async Task Given_a_member_when_they_err_then_the_numeric_tells(
        string line,
        string numeric
    )
    {
        await using var story = await IrcStory.StartAsync();
        _ = story.Join("bob");
        var ada = story.Join("ada", "#tea");
        ada.Send(line);
        Assert.Contains(
            ada.Sync(),
            reply => reply.StartsWith($":test.server {numeric} ada", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Given_bans_keys_limits_and_invitations_when_joining_then_each_has_its_numeric()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#ban,#key,#full,#inv");
        ada.Send("MODE #ban +b bob", "MODE #key +k sesame", "MODE #full +l 1", "MODE #inv +i");
        ada.Sync();
        var bob = story.Join("bob");
        bob.Send("JOIN #ban,#key,#full,#inv");
        var numerics = bob.Sync().Select(line => line.Split(' ')[1] + line.Split(' ')[3]);
        Assert.Equal(["474#ban", "475#key", "471#full", "473#inv"], numerics);
        ada.Send("INVITE bob #inv");
        ada.Sync();
        bob.Sync();
        // "RPL_INVITELIST (336)", "RPL_ENDOFINVITELIST (337)".
        const string End = ":test.server 337 bob :End of /INVITE list";
        bob.Send("INVITE");
        Assert.Equal([":test.server 336 bob #inv", End], bob.Sync());
        bob.Send("JOIN #inv,#key x,sesame");
        Assert.Equal(2, bob.Sync().Count(line => line.Contains(" JOIN #")));
        bob.Send("INVITE");
        Assert.Equal([End], bob.Sync());
    }

    [Fact]
    public async Task Given_modes_when_changed_then_all_members_read_them_and_MODE_shows_them()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea");
        var bob = story.Join("bob", "#tea");
        ada.Sync();
        ada.Send("MODE #tea +mk-t+vl sesame bob 5");
        const string Change = ":ada!~ada@localhost MODE #tea +mk-t+vl sesame bob 5";
        Assert.Equal(Change, Assert.Single(ada.Sync()));
        Assert.Equal(Change, Assert.Single(bob.Sync()));
        bob.Send("MODE #tea");
        Assert.Equal(":test.server 324 bob #tea +mnkl sesame 5", bob.Sync()[0]);
        bob.Send("MODE #tea -k *", "MODE #tea +o bob");
        Assert.All(bob.Sync(), line => Assert.StartsWith(":test.server 482 bob #tea ", line));
    }

    [Fact]
    public async Task Given_mask_lists_when_asked_for_then_they_are_shown()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea");
        ada.Send("MODE #tea +bb eve *!*@bad", "MODE #tea b");
        var lines = ada.Sync();
        Assert.Equal(":ada!~ada@localhost MODE #tea +bb eve!*@* *!*@bad", lines[0]);
        Assert.StartsWith(":test.server 367 ada #tea eve!*@* ada ", lines[1]);
        Assert.StartsWith(":test.server 367 ada #tea *!*@bad ada ", lines[2]);
        Assert.Equal(":test.server 368 ada #tea :End of channel ban list", lines[3]);
    }

    [Fact]
    public async Task Given_multi_prefix_when_names_are_listed_then_all_prefixes_are_shown()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea", caps: "multi-prefix");
        ada.Send("NAMES #tea", "WHO #tea");
        var lines = ada.Sync();
        Assert.Equal(":test.server 353 ada = #tea :~@ada", lines[0]);
        Assert.Equal(
            ":test.server 352 ada #tea ~ada localhost test.server ada H~@ :0 ada the tester",
            lines[2]
        );
    }

    [Fact]
    public async Task Given_a_secret_room_when_an_outsider_looks_then_there_is_nothing()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#hidden");
        ada.Send("MODE #hidden +s");
        ada.Sync();
        var bob = story.Join("bob");
        bob.Send("LIST", "NAMES #hidden", "WHO #hidden", "TOPIC #hidden", "WHOIS ada");
        Assert.DoesNotContain(
            bob.Sync(),
            line => line.Contains("hidden") && line.Contains(" 319 ")
        );
        bob.Send("LIST");
        Assert.DoesNotContain(bob.Sync(), line => line.Contains("hidden"));
    }

    [Fact]
    public async Task Given_a_kick_when_done_then_the_kicked_reads_it_and_is_out()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea");
        var bob = story.Join("bob", "#tea");
        ada.Sync();
        ada.Send("KICK #tea bob :enough");
        Assert.Equal(":ada!~ada@localhost KICK #tea bob :enough", Assert.Single(ada.Sync()));
        Assert.Equal(":ada!~ada@localhost KICK #tea bob :enough", Assert.Single(bob.Sync()));
        ada.Send("PRIVMSG #tea :alone");
        ada.Sync();
        Assert.Empty(bob.Sync());
    }

    [Fact]
    public async Task Given_JOIN_0_when_sent_then_every_room_is_left()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#a,#b");
        ada.Send("JOIN 0");
        Assert.Equal([":ada!~ada@localhost PART #a", ":ada!~ada@localhost PART #b"], ada.Sync());
    }

    [Fact]
    public async Task Given_a_big_room_when_names_are_listed_then_all_are_there_once_over_many_lines()
    {
        await using var story = await IrcStory.StartAsync();
        for (var i = 0; i < 120; i++)
            story.Join($"person{i:000}", "#big");
        var ada = story.Join("ada", "#big");
        ada.Send("NAMES #big");
        var lines = ada.Sync();
        Assert.All(lines, line => Assert.True(line.Length <= 510));
        var names = lines
            .Where(line => line.Contains(" 353 "))
            .SelectMany(line => line[(line.IndexOf(':', 1) + 1)..].Split(' '))
            .Select(name => name.TrimStart('~', '@'))
            .ToArray();
        Assert.Equal(121, names.Length);
        Assert.Equal(121, names.Distinct().Count());
    }

    [Fact]
    public async Task Given_lines_sent_in_one_go_behind_a_long_answer_when_answered_then_they_come_after_its_end()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#a,#b,#c");
        ada.SendBytes("LIST\r\nNAMES #a\r\nPING x\r\n"u8.ToArray());
        var numerics = ada.Sync().Select(line => line.Split(' ')[1]).ToArray();
        Assert.Equal(["321", "322", "322", "322", "322", "323", "353", "366", "PONG"], numerics);
    }
}
