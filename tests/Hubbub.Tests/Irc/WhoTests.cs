namespace Hubbub.Tests.Irc;

/// <summary>https://modern.ircdocs.horse/#user-based-queries, https://ircv3.net/specs/extensions/whox.</summary>
public sealed class WhoTests
{
    [Theory]
    [InlineData(
        "WHO #tea %tcuihsnflar,42",
        "42 #tea ~bob 255.255.255.255 localhost test.server bob GB 0 0 :bob the tester"
    )]
    [InlineData("WHO #tea %rant,7", "7 bob 0 :bob the tester")]
    [InlineData("WHO bob %ct,123", "123 *")]
    [InlineData("WHO bob %ctz,1234", "0 *")]
    [InlineData("WHO bob %n", "bob")]
    [InlineData("WHO bob %uhf", "~bob localhost GB")]
    [InlineData("WHO bob %dn", "bob")]
    public async Task Given_WHOX_when_asked_then_exactly_those_fields_in_the_order_of_the_specification(
        string line,
        string fields
    )
    {
        // "Servers MUST send the fields in the order specified above … and MUST NOT add any additional field".
        await using var story = await IrcStory.StartAsync();
        var bob = story.Join("bob");
        var ada = story.Join("ada", "#tea");
        bob.Send("MODE bob +B", "AWAY :out", "JOIN #tea");
        bob.Sync();
        ada.Sync();
        ada.Send(line);
        var lines = ada.Sync();
        Assert.Contains($":test.server 354 ada {fields}", lines);
        Assert.DoesNotContain(lines, reply => reply.Contains(" 352 "));
        Assert.EndsWith(":End of WHO list", lines[^1]);
    }

    [Fact]
    public async Task Given_an_address_when_asked_for_then_only_oneself_and_operators_are_told()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada");
        var bob = story.Join("bob");
        bob.Send("WHO bob %i", "WHO ada %i", "USERIP bob ada", "WHOIS ada", "WHOIS bob");
        var lines = bob.Sync();
        Assert.Equal(":test.server 354 bob 127.0.0.1", lines[0]);
        Assert.Equal(":test.server 354 bob 255.255.255.255", lines[2]);
        Assert.Equal(
            ":test.server 340 bob :bob=+~bob@127.0.0.1 ada=+~ada@255.255.255.255",
            lines[4]
        );
        Assert.Equal(
            ":test.server 338 bob bob 127.0.0.1 :is actually using host",
            Assert.Single(lines, line => line.Contains(" 338 "))
        );
        ada.Send("OPER root oper-sesame", "WHO bob %i", "USERIP bob", "WHOIS bob");
        lines = ada.Sync();
        Assert.Contains(":test.server 354 ada 127.0.0.1", lines);
        Assert.Contains(":test.server 340 ada :bob=+~bob@127.0.0.1", lines);
        Assert.Contains(":test.server 338 ada bob 127.0.0.1 :is actually using host", lines);
        Assert.Contains(":test.server 379 ada bob :is using modes +", lines);
    }

    [Fact]
    public async Task Given_WHO_o_when_asked_then_operators_only()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea");
        var bob = story.Join("bob", "#tea");
        ada.Send("OPER root oper-sesame");
        ada.Sync();
        bob.Sync();
        bob.Send("WHO #tea o", "WHO * o", "WHO #tea o%n");
        Assert.Equal(
            [
                ":test.server 352 bob #tea ~ada localhost test.server ada H*~ :0 ada the tester",
                ":test.server 315 bob #tea :End of WHO list",
                ":test.server 352 bob * ~ada localhost test.server ada H* :0 ada the tester",
                ":test.server 315 bob * :End of WHO list",
                ":test.server 354 bob ada",
                ":test.server 315 bob #tea :End of WHO list",
            ],
            bob.Sync()
        );
    }

    [Fact]
    public async Task Given_several_nicks_when_WHOIS_then_each_has_its_end()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada");
        _ = story.Join("bob");
        ada.Send("WHOIS bob,nobody,BOB");
        var lines = ada.Sync();
        Assert.Equal(
            ["bob", "nobody"],
            lines.Where(line => line.Contains(" 318 ")).Select(line => line.Split(' ')[3])
        );
        Assert.Single(
            lines,
            line => line.StartsWith(":test.server 401 ada nobody ", StringComparison.Ordinal)
        );
        Assert.Contains(
            lines,
            line => line.StartsWith(":test.server 317 ada bob 0 ", StringComparison.Ordinal)
        );
        ada.Send("WHOIS test.server bob", "WHOIS elsewhere bob");
        lines = ada.Sync();
        Assert.StartsWith(":test.server 311 ada bob ", lines[0]);
        Assert.Equal(":test.server 402 ada elsewhere :No such server", lines[^1]);
    }

    [Fact]
    public async Task Given_a_bot_when_WHOIS_then_335()
    {
        // https://ircv3.net/specs/extensions/bot-mode
        await using var story = await IrcStory.StartAsync();
        var bot = story.Join("bot");
        bot.Send("MODE bot +B", "WHOIS bot");
        Assert.Contains(":test.server 335 bot bot :is a bot", bot.Sync());
    }

    [Fact]
    public async Task Given_people_who_left_or_renamed_when_WHOWAS_then_the_last_is_first()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada");
        var bob = story.Join("bob");
        bob.Send("NICK rob", "NICK bob", "QUIT");
        bob.ReadToEnd();
        ada.Sync();
        ada.Send("WHOWAS BOB", "WHOWAS bob 1", "WHOWAS nobody", "WHOWAS", "WHOWAS ada");
        var lines = ada.Sync();
        const string Was = ":test.server 314 ada bob ~bob localhost * :bob the tester";
        Assert.Equal([Was, Was, Was], lines.Where(line => line.Contains(" 314 ")));
        Assert.Equal(Was, lines[0]);
        Assert.StartsWith(":test.server 312 ada bob test.server :", lines[1]);
        Assert.Equal(":test.server 369 ada BOB :End of WHOWAS", lines[4]);
        Assert.Contains(":test.server 406 ada nobody :There was no such nickname", lines);
        Assert.Contains(":test.server 369 ada nobody :End of WHOWAS", lines);
        Assert.Contains(":test.server 431 ada :No nickname given", lines);
        Assert.Contains(":test.server 406 ada ada :There was no such nickname", lines);
    }
}
