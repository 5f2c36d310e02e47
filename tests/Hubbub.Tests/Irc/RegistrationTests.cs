namespace Hubbub.Tests.Irc;

/// <summary>https://modern.ircdocs.horse/#connection-registration and capability negotiation.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public async Task Given_nick_and_user_when_complete_then_the_burst_comes_in_its_order()
    {
        // "the server … MUST send RPL_WELCOME, RPL_YOURHOST, RPL_CREATED, RPL_MYINFO, at least one
        // RPL_ISUPPORT … then … LUSERS … then MOTD" (modern, connection registration).
        await using var story = await IrcStory.StartAsync(motd: ["hello", "there"]);
        var ada = story.Connect();
        ada.Send("NICK ada", "USER ada 0 * :Ada");
        var numerics = ada.Sync().Select(line => line.Split(' ')[1]).ToArray();
        string[] start = ["001", "002", "003", "004", "005"];
        Assert.Equal(start, numerics[..5]);
        string[] end = ["251", "252", "254", "255", "265", "266", "375", "372", "372", "376"];
        Assert.Equal(end, numerics[^10..]);
    }

    [Fact]
    public async Task Given_no_motd_when_registered_then_422_ends_the_burst()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Connect();
        ada.Send("NICK ada", "USER ada 0 * :Ada");
        Assert.StartsWith(":test.server 422 ada ", ada.Sync()[^1]);
    }

    [Fact]
    public async Task Given_lines_sent_in_one_go_when_registering_then_those_behind_wait_for_the_welcome()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Connect();
        ada.SendBytes("NICK ada\r\nUSER a 0 * :A\r\nJOIN #tea\r\nTOPIC #tea :hot\r\n"u8.ToArray());
        var lines = ada.Sync();
        Assert.Contains(":ada!~a@localhost JOIN #tea", lines);
        Assert.Equal(":ada!~a@localhost TOPIC #tea :hot", lines[^1]);
    }

    [Fact]
    public async Task Given_CAP_LS_when_registering_then_it_waits_for_CAP_END()
    {
        // "the server MUST … not complete registration until … CAP END" (IRCv3 capability negotiation).
        await using var story = await IrcStory.StartAsync();
        var ada = story.Connect();
        ada.Send("CAP LS 302", "NICK ada", "USER ada 0 * :Ada");
        var waiting = ada.Sync();
        Assert.Equal(
            string.Join(' ', Protocols.Irc.Capabilities.All.Select(cap => cap.NameAndValue)),
            string.Join(
                ' ',
                waiting.Select(line => line[(line.IndexOf(" :", StringComparison.Ordinal) + 2)..])
            )
        );
        ada.Send("CAP REQ :server-time multi-prefix", "CAP END");
        var lines = ada.Sync();
        Assert.Equal(
            ":test.server CAP ada ACK :server-time multi-prefix",
            lines[0].Replace("CAP *", "CAP ada")
        );
        Assert.Contains(" 001 ada ", lines[1]);
        ada.Send("CAP LIST");
        Assert.Equal(
            ":test.server CAP ada LIST :cap-notify multi-prefix server-time",
            Assert.Single(ada.Sync())
        );
    }

    [Fact]
    public async Task Given_an_unknown_capability_when_requested_then_NAK_and_none_is_changed()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada");
        ada.Send("CAP REQ :server-time no-such-thing", "CAP LIST");
        Assert.Equal(
            [":test.server CAP ada NAK :server-time no-such-thing", ":test.server CAP ada LIST :"],
            ada.Sync()
        );
    }

    [Theory]
    [InlineData("NICK", "431")]
    [InlineData("NICK :", "431")]
    [InlineData("NICK 9lives", "432")]
    [InlineData("NICK :a b", "432")]
    [InlineData("NICK a!b", "432")]
    [InlineData("NICK a\u200bb", "432")]
    [InlineData("NICK abcdefghijklmnopqrstuvwxyzabcde", "432")]
    [InlineData("USER a", "461")]
    [InlineData("JOIN #tea", "451")]
    [InlineData("PRIVMSG x :y", "451")]
    [InlineData("CAP WHAT", "410")]
    [InlineData("FROBNICATE", "421")]
    public async Task Given_an_unregistered_client_when_it_errs_then_the_numeric_tells(
        string line,
        string numeric
    )
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Connect();
        ada.Send(line);
        Assert.StartsWith($":test.server {numeric} * ", Assert.Single(ada.Sync()));
    }

    [Fact]
    public async Task Given_a_taken_nick_when_registering_then_433_and_another_may_be_tried()
    {
        await using var story = await IrcStory.StartAsync();
        _ = story.Join("ada");
        var other = story.Connect();
        other.Send("NICK ADA", "USER o 0 * :O");
        Assert.Equal(
            ":test.server 433 * ADA :Nickname is already in use",
            Assert.Single(other.Sync())
        );
        other.Send("NICK bob");
        Assert.StartsWith(":test.server 001 bob ", other.Sync()[0]);
    }

    [Fact]
    public async Task Given_a_server_password_when_wrong_then_464_and_closed_when_right_then_welcome()
    {
        await using var story = await IrcStory.StartAsync(asksPassword: true);
        var wrong = story.Connect();
        wrong.Send("PASS guess", "NICK ada", "USER a 0 * :A");
        var lines = wrong.ReadToEnd();
        Assert.StartsWith(":test.server 464 ", lines[0]);
        Assert.StartsWith("ERROR :Closing Link: ", lines[1]);
        var right = story.Connect();
        right.Send("PASS sesame", "NICK ada", "USER a 0 * :A");
        Assert.StartsWith(":test.server 001 ada ", right.Sync()[0]);
    }

    [Fact]
    public async Task Given_a_registered_client_when_USER_or_PASS_comes_again_then_462()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada");
        ada.Send("USER a 0 * :A", "PASS x");
        Assert.All(ada.Sync(), line => Assert.StartsWith(":test.server 462 ada ", line));
    }

    [Fact]
    public async Task Given_PING_before_registration_when_sent_then_it_is_answered()
    {
        await using var story = await IrcStory.StartAsync();
        Assert.Empty(story.Connect().Sync());
    }

    [Fact]
    public async Task Given_QUIT_when_sent_then_ERROR_and_the_others_read_the_reason()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea");
        var bob = story.Join("bob", "#tea");
        ada.Sync();
        ada.Send("QUIT :so long");
        Assert.Equal(
            "ERROR :Closing Link: localhost (Quit: so long)",
            Assert.Single(ada.ReadToEnd())
        );
        Assert.Equal(":ada!~ada@localhost QUIT :Quit: so long", Assert.Single(bob.Sync()));
    }
}
