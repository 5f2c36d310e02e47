namespace Hubbub.Tests.Irc;

/// <summary>What may come before registration is complete: https://ircv3.net/specs/extensions/ pre-away, extended-isupport, sts, webirc.</summary>
public sealed class BeforeRegistrationTests
{
    [Fact]
    public async Task Given_pre_away_when_AWAY_comes_before_then_the_person_comes_away()
    {
        await using var story = await IrcStory.StartAsync();
        var bob = story.Join("bob");
        var ada = story.Connect();
        ada.Send("AWAY :early", "CAP REQ :draft/pre-away", "AWAY :gone", "NICK ada");
        ada.Send("USER ada 0 * :Ada", "CAP END");
        var lines = ada.Sync();
        Assert.StartsWith(":test.server 451 * ", lines[0]);
        Assert.StartsWith(":test.server 306 * ", lines[2]);
        Assert.Single(lines, line => line.Contains(" 306 "));
        bob.Send("PRIVMSG ada :there?");
        Assert.Equal(":test.server 301 bob ada :gone", Assert.Single(bob.Sync()));
    }

    [Fact]
    public async Task Given_extended_isupport_when_asked_before_registration_then_005_in_a_batch()
    {
        await using var story = await IrcStory.StartAsync(face =>
            face with
            {
                Icon = "https://example.org/icon.png",
            }
        );
        var ada = story.Connect();
        ada.Send("ISUPPORT", "CAP REQ :batch draft/extended-isupport", "ISUPPORT");
        var lines = ada.Sync();
        Assert.StartsWith(":test.server 451 * ", lines[0]);
        Assert.Equal(":test.server BATCH +1 draft/isupport", lines[2]);
        Assert.All(
            lines.Skip(3).SkipLast(1),
            line => Assert.StartsWith("@batch=1 :test.server 005 * ", line)
        );
        Assert.Equal(":test.server BATCH -1", lines[^1]);
        // https://ircv3.net/specs/extensions/network-icon
        Assert.Contains(
            lines,
            line =>
                line.Contains(" draft/ICON=https://example.org/icon.png", StringComparison.Ordinal)
        );
        ada.Send("NICK ada", "USER ada 0 * :Ada", "CAP END");
        // "The server MUST NOT send any unbatched RPL_ISUPPORT message".
        Assert.DoesNotContain(
            ada.Sync(),
            line => line.StartsWith(":test.server 005 ", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Given_a_taken_nick_when_given_before_the_rest_then_433_comes_at_once_and_once()
    {
        await using var story = await IrcStory.StartAsync();
        _ = story.Join("ada");
        var other = story.Connect();
        other.Send("CAP LS 302");
        other.Sync();
        other.Send("NICK ADA", "USER o 0 * :O");
        Assert.StartsWith(":test.server 433 * ADA :", Assert.Single(other.Sync()));
        other.Send("CAP END", "NICK bob");
        Assert.StartsWith(":test.server 001 bob ", other.Sync()[0]);
    }

    [Theory]
    [InlineData(false, true, "sts=port=6697")]
    [InlineData(true, true, "sts=duration=864000")]
    [InlineData(false, false, null)]
    [InlineData(true, false, null)]
    public async Task Given_a_policy_when_capabilities_are_listed_then_port_in_the_clear_and_duration_over_TLS(
        bool secure,
        bool remote,
        string? told
    )
    {
        await using var story = await IrcStory.StartAsync(face =>
            face with
            {
                Sts = new(6697, TimeSpan.FromDays(10)),
            }
        );
        var ada = story.Connect(secure, remote);
        ada.Send("CAP LS 302");
        var words = string.Join(' ', ada.Sync()).Split(' ', ':');
        Assert.Equal(
            told,
            words.SingleOrDefault(word => word.StartsWith("sts", StringComparison.Ordinal))
        );
        // "Clients MUST NOT request this capability … Servers MAY reply with a CAP NAK".
        ada.Send("CAP REQ sts", "CAP LS");
        var lines = ada.Sync();
        Assert.Equal(":test.server CAP * NAK :sts", lines[0]);
        Assert.DoesNotContain("sts", lines[1]);
    }

    [Fact]
    public async Task Given_a_gateway_when_it_speaks_for_somebody_then_their_address_counts()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Connect(secure: true);
        ada.Send("WEBIRC gate-sesame kiwi host.example 198.51.100.3 :secure=x local-port=6697");
        ada.Send("NICK ada", "USER ada 0 * :Ada", "WHOIS ada");
        var lines = ada.Sync();
        Assert.Matches(
            "^:test.server 001 ada :Welcome to test.server, ada!~ada@[0-9a-f]{12}.guest$",
            lines[0]
        );
        Assert.Contains(":test.server 338 ada ada 198.51.100.3 :is actually using host", lines);
        Assert.Contains(":test.server 671 ada ada :is using a secure connection", lines);
        ada.Send("WEBIRC gate-sesame kiwi host.example 198.51.100.4");
        Assert.StartsWith(":test.server 462 ada ", Assert.Single(ada.Sync()));
    }

    [Theory]
    [InlineData("WEBIRC wrong kiwi host.example 198.51.100.3", "Invalid WebIRC password")]
    [InlineData("WEBIRC gate-sesame kiwi host.example nowhere", "Invalid WebIRC address")]
    public async Task Given_a_gateway_when_it_may_not_then_ERROR_and_closed(string line, string why)
    {
        // "SHOULD close any connections with an ERROR command".
        await using var story = await IrcStory.StartAsync();
        var ada = story.Connect();
        ada.Send(line, "NICK ada", "USER ada 0 * :Ada");
        Assert.Equal($"ERROR :Closing Link: localhost ({why})", Assert.Single(ada.ReadToEnd()));
    }

    [Theory]
    [InlineData("CAP LS 302")]
    [InlineData("NICK eve")]
    [InlineData("USER eve 0 * :Eve")]
    [InlineData("PASS x")]
    public async Task Given_anything_before_it_when_WEBIRC_comes_then_it_is_too_late(string first)
    {
        // "MUST be the first command sent from the WebIRC gateway to the IRC server".
        await using var story = await IrcStory.StartAsync();
        var ada = story.Connect();
        ada.Send(first);
        ada.Sync();
        ada.Send("WEBIRC gate-sesame kiwi host.example 198.51.100.3");
        Assert.StartsWith(":test.server 462 ", Assert.Single(ada.Sync()));
    }
}
