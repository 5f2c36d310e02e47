namespace Hubbub.Tests.Irc;

/// <summary>https://modern.ircdocs.horse/#server-queries-and-commands.</summary>
public sealed class ServerQueryTests
{
    [Theory]
    [InlineData("TIME", "391")]
    [InlineData("TIME test.*", "391")]
    [InlineData("TIME ada", "391")]
    [InlineData("TIME elsewhere", "402")]
    [InlineData("INFO", "371 371 371 374")]
    [InlineData("INFO elsewhere", "402")]
    [InlineData("ADMIN", "256 257 258 259")]
    [InlineData("ADMIN elsewhere", "402")]
    [InlineData("LINKS", "364 365")]
    [InlineData("LINKS elsewhere.*", "365")]
    [InlineData("STATS u", "242 219")]
    [InlineData("STATS o", "219")]
    [InlineData("STATS x", "219")]
    [InlineData("STATS u elsewhere", "402")]
    [InlineData("STATS", "461")]
    [InlineData("MOTD elsewhere", "402")]
    [InlineData("VERSION elsewhere", "402")]
    [InlineData("HELP JOIN", "704 705 706")]
    [InlineData("helpop mode", "704 705 705 706")]
    [InlineData("HELP frobnicate", "524")]
    [InlineData("WALLOPS", "461")]
    [InlineData("WALLOPS :hello", "481")]
    public async Task Given_a_query_when_asked_then_its_numerics_come(string line, string numerics)
    {
        await using var story = await IrcStory.StartAsync(face =>
            face with
            {
                Admin = ["A house", "by the sea", "ada@example.org"],
            }
        );
        var ada = story.Join("ada");
        ada.Send(line);
        Assert.Equal(numerics, string.Join(' ', ada.Sync().Select(reply => reply.Split(' ')[1])));
    }

    [Fact]
    public async Task Given_the_clock_when_TIME_is_asked_then_seconds_and_words()
    {
        // RPL_TIME "<client> <server> [<timestamp> [<TS offset>]] :<human-readable time>".
        await using var story = await IrcStory.StartAsync(face =>
            face with
            {
                Clock = new Stopped(),
            }
        );
        var ada = story.Join("ada");
        ada.Send("TIME", "STATS u");
        Assert.Equal(
            [
                ":test.server 391 ada test.server 100000 0 :Friday, 2 January 1970, 03:46:40 UTC",
                ":test.server 242 ada :Server Up 1 days 3:46:40",
                ":test.server 219 ada u :End of /STATS report",
            ],
            ada.Sync()
        );
    }

    [Fact]
    public async Task Given_no_administrator_when_ADMIN_is_asked_then_423()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada");
        ada.Send("ADMIN");
        Assert.Equal(
            ":test.server 423 ada test.server :No administrative info available",
            Assert.Single(ada.Sync())
        );
    }

    [Fact]
    public async Task Given_an_operator_when_they_WALLOPS_then_those_with_mode_w_read_it()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada");
        var bob = story.Join("bob");
        var eve = story.Join("eve");
        bob.Send("MODE bob +w");
        bob.Sync();
        ada.Send("OPER root oper-sesame", "MODE ada +w");
        ada.Sync();
        ada.Send("WALLOPS :soon down", "STATS o");
        const string Line = ":ada!~ada@localhost WALLOPS :soon down";
        var lines = ada.Sync();
        Assert.Equal(Line, lines[0]);
        Assert.Equal(":test.server 243 ada O ~ada@localhost * ada", lines[1]);
        Assert.Equal(Line, Assert.Single(bob.Sync()));
        Assert.Empty(eve.Sync());
    }

    [Fact]
    public void Every_verb_has_its_help() =>
        Assert.All(
            Protocols.Irc.Verbs.All,
            verb => Assert.True(Protocols.Irc.Families.HelpVerbs.Knows(verb.Name), verb.Name)
        );

    private sealed class Stopped : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(100_000);
    }
}
