using System.Text;

namespace Hubbub.Tests.Irc;

public sealed class MessageTests
{
    [Fact]
    public async Task Given_members_when_one_speaks_then_the_others_read_it_and_the_sender_does_not()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea");
        var bob = story.Join("bob", "#tea");
        ada.Sync();
        ada.Send(
            "PRIVMSG #tea :hello there",
            "NOTICE #tea :mind",
            "PRIVMSG #tea :\u0001ACTION waves\u0001"
        );
        Assert.Empty(ada.Sync());
        Assert.Equal(
            [
                ":ada!~ada@localhost PRIVMSG #tea :hello there",
                ":ada!~ada@localhost NOTICE #tea :mind",
                ":ada!~ada@localhost PRIVMSG #tea :\u0001ACTION waves\u0001",
            ],
            bob.Sync()
        );
    }

    [Fact]
    public async Task Given_echo_message_when_one_speaks_then_the_sender_reads_it_too()
    {
        // "servers … MUST send the sender a copy" (IRCv3 echo-message).
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea", caps: "echo-message server-time");
        ada.Send("PRIVMSG #tea :hello");
        Assert.Matches(
            @"^@time=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z :ada!~ada@localhost PRIVMSG #tea :hello$",
            Assert.Single(ada.Sync())
        );
    }

    [Fact]
    public async Task Given_an_away_person_when_written_to_then_301_and_for_a_notice_nothing()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada");
        var bob = story.Join("bob");
        bob.Send("AWAY :lunch");
        Assert.Equal(
            ":test.server 306 bob :You have been marked as being away",
            Assert.Single(bob.Sync())
        );
        ada.Send("NOTICE bob :quiet", "PRIVMSG bob :psst");
        Assert.Equal(":test.server 301 ada bob :lunch", Assert.Single(ada.Sync()));
        Assert.Equal(2, bob.Sync().Count);
        bob.Send("AWAY");
        Assert.StartsWith(":test.server 305 bob ", Assert.Single(bob.Sync()));
    }

    [Fact]
    public async Task Given_a_notice_that_cannot_be_delivered_when_sent_then_nothing_answers_it()
    {
        // "automatic replies must never be sent in response to a NOTICE" (RFC 2812 3.3.2).
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada");
        ada.Send("NOTICE nobody :x", "NOTICE #nowhere :x", "NOTICE", "NOTICE bob");
        Assert.Empty(ada.Sync());
    }

    [Fact]
    public async Task Given_labels_when_answered_then_ACK_label_or_batch()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join(
            "ada",
            "#tea",
            caps: "labeled-response batch message-tags echo-message"
        );
        ada.Send(
            "@label=none PONG x",
            "@label=one PRIVMSG #tea :hi",
            "@label=many WHOIS ada",
            "@label=ack JOIN #tea"
        );
        var lines = ada.Sync();
        Assert.Matches("^@label=one;msgid=[^; ]+ :ada!~ada@localhost PRIVMSG #tea :hi$", lines[0]);
        Assert.Equal("@label=many :test.server BATCH +1 labeled-response", lines[1]);
        Assert.All(
            lines.Skip(2).TakeWhile(line => !line.Contains(" BATCH -1")),
            line => Assert.StartsWith("@batch=1 :", line)
        );
        Assert.Contains(":test.server BATCH -1", lines);
        Assert.Equal("@label=ack :test.server ACK", lines[^1]);
    }

    [Fact]
    public async Task Given_a_line_over_512_bytes_when_sent_then_417_and_what_follows_works()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea", caps: "echo-message");
        ada.Send("PRIVMSG #tea :" + new string('x', 600), "PRIVMSG #tea :after");
        var lines = ada.Sync();
        Assert.StartsWith(":test.server 417 ada ", lines[0]);
        Assert.EndsWith(":after", lines[1]);
    }

    [Fact]
    public async Task Given_a_line_that_never_ends_when_it_ends_at_last_then_417_and_what_follows_works()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada");
        for (var i = 0; i < 10; i++)
        {
            ada.SendBytes(Encoding.ASCII.GetBytes(new string('x', 20_000)));
            story.Connect().Sync();
        }

        ada.SendBytes("\r\n"u8.ToArray());
        Assert.StartsWith(":test.server 417 ada ", Assert.Single(ada.Sync()));
    }

    [Fact]
    public async Task Given_invalid_UTF8_or_NUL_when_sent_then_it_is_told_and_not_sent()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea", caps: "echo-message");
        ada.SendBytes([.. "PRIVMSG #tea :caf"u8, 0xE9, .. "\r\n"u8]);
        ada.SendBytes([.. "PRIVMSG #tea :nul"u8, 0, .. "\r\n"u8]);
        Assert.All(ada.Sync(), line => Assert.Contains("not valid UTF-8", line));
    }

    [Fact]
    public async Task Given_the_longest_line_when_relayed_then_it_fits_and_nothing_is_lost()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea");
        var bob = story.Join("bob", "#tea");
        ada.Sync();
        var text = string.Concat(Enumerable.Repeat("äß", 123)) + "!";
        ada.Send("PRIVMSG #tea :" + text);
        ada.Sync();
        var pieces = bob.Sync();
        Assert.All(pieces, line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 510));
        Assert.Equal(
            text,
            string.Concat(
                pieces.Select(line => line[(line.IndexOf(" :", StringComparison.Ordinal) + 2)..])
            )
        );
    }

    [Fact]
    public async Task Given_a_rename_when_done_then_it_is_told_once_to_those_who_share_rooms()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#a,#b");
        var bob = story.Join("bob", "#a,#b");
        var eve = story.Join("eve");
        ada.Sync();
        ada.Send("NICK Ada");
        Assert.Equal(":ada!~ada@localhost NICK Ada", Assert.Single(ada.Sync()));
        Assert.Equal(":ada!~ada@localhost NICK Ada", Assert.Single(bob.Sync()));
        Assert.Empty(eve.Sync());
        ada.Send("NICK bob");
        Assert.StartsWith(":test.server 433 Ada bob ", Assert.Single(ada.Sync()));
    }

    [Fact]
    public async Task Given_an_operator_when_they_kill_then_the_killed_is_told_by_whom_and_closed()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea");
        var bob = story.Join("bob", "#tea");
        ada.Send("OPER root oper-sesame");
        var lines = ada.Sync();
        Assert.Contains(":ada!~ada@localhost MODE ada +o", lines);
        Assert.Contains(":test.server 381 ada :You are now an operator of this server", lines);
        ada.Send("KILL bob :spam");
        Assert.Equal(":bob!~bob@localhost QUIT :Killed (ada (spam))", Assert.Single(ada.Sync()));
        Assert.Equal("ERROR :Closing Link: localhost (Killed (ada (spam)))", bob.ReadToEnd()[^1]);
    }

    [Fact]
    public async Task Given_the_end_of_the_server_when_it_stops_then_everyone_is_told_and_closed()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada");
        await story.StopAsync("maintenance");
        Assert.Equal("ERROR :maintenance", ada.ReadToEnd()[^1]);
    }

    [Fact]
    public async Task Given_a_flood_when_the_limit_is_on_then_lines_wait_and_none_is_lost()
    {
        await using var story = await IrcStory.StartAsync(floodLimit: true);
        var ada = story.Join("ada", "#tea", caps: "echo-message");
        for (var i = 0; i < 230; i++)
            ada.Send($"PRIVMSG #tea :{i}");
        var echoes = ada.Sync();
        Assert.Equal(
            Enumerable.Range(0, 230).Select(i => $":ada!~ada@localhost PRIVMSG #tea :{i}"),
            echoes
        );
    }
}
