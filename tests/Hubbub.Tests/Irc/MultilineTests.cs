namespace Hubbub.Tests.Irc;

/// <summary>https://ircv3.net/specs/extensions/multiline.</summary>
public sealed class MultilineTests
{
    private const string Caps = "batch message-tags draft/multiline";

    [Fact]
    public async Task Given_lines_in_a_batch_when_closed_then_those_who_know_it_get_a_batch_and_others_lines()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea", caps: Caps);
        var bob = story.Join("bob", "#tea", caps: Caps);
        var old = story.Join("old", "#tea");
        ada.Sync();
        bob.Sync();
        ada.Send(
            "@+draft/reply=1 BATCH +123 draft/multiline #tea",
            "@batch=123 PRIVMSG #tea hello",
            "@batch=123 privmsg #tea :",
            "@batch=123 PRIVMSG #tea :how is ",
            "@batch=123;draft/multiline-concat PRIVMSG #tea :everyone?"
        );
        Assert.Empty(old.Sync());
        ada.Send("BATCH -123");
        Assert.Empty(ada.Sync());
        Assert.Equal(
            [
                ":ada!~ada@localhost PRIVMSG #tea :hello",
                ":ada!~ada@localhost PRIVMSG #tea :how is everyone?",
            ],
            old.Sync()
        );
        var lines = bob.Sync();
        Assert.Matches(
            "^@msgid=[^;]{22};\\+draft/reply=1 :ada!~ada@localhost BATCH \\+m1 draft/multiline #tea$",
            lines[0]
        );
        Assert.Equal(
            [
                "@batch=m1 :ada!~ada@localhost PRIVMSG #tea :hello",
                "@batch=m1 :ada!~ada@localhost PRIVMSG #tea :",
                "@batch=m1 :ada!~ada@localhost PRIVMSG #tea :how is everyone?",
                ":ada!~ada@localhost BATCH -m1",
            ],
            lines.Skip(1)
        );
    }

    [Fact]
    public async Task Given_a_long_line_when_told_then_its_pieces_are_joined_by_concat_and_nothing_is_lost()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea", caps: Caps);
        var bob = story.Join("bob", "#tea", caps: Caps);
        ada.Sync();
        var half = new string('x', 400);
        ada.Send(
            "BATCH +a draft/multiline #tea",
            $"@batch=a PRIVMSG #tea :{half}",
            $"@batch=a;draft/multiline-concat PRIVMSG #tea :{half}",
            "BATCH -a"
        );
        ada.Sync();
        var lines = bob.Sync().Skip(1).SkipLast(1).ToArray();
        Assert.StartsWith("@batch=m1 :", lines[0]);
        Assert.All(
            lines.Skip(1),
            line => Assert.StartsWith("@batch=m1;draft/multiline-concat :", line)
        );
        Assert.Equal(half + half, string.Concat(lines.Select(line => line.Split("#tea :")[1])));
    }

    [Fact]
    public async Task Given_a_label_and_echo_when_sent_then_the_label_stands_on_the_opening_line_only()
    {
        // "Servers MUST only include the label tag on the opening BATCH command".
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea", caps: Caps + " labeled-response echo-message");
        ada.Send(
            "@label=x BATCH +1 draft/multiline #tea",
            "@batch=1 PRIVMSG #tea :a",
            "@batch=1 PRIVMSG #tea :b",
            "BATCH -1"
        );
        var lines = ada.Sync();
        Assert.StartsWith("@label=x;msgid=", lines[0]);
        Assert.Matches(" BATCH \\+m[0-9]+ draft/multiline #tea$", lines[0]);
        Assert.StartsWith(":ada!~ada@localhost BATCH -m", lines[^1]);
        Assert.Equal(4, lines.Count);
    }

    [Theory]
    [InlineData("@batch=1 PRIVMSG #pie :x", "MULTILINE_INVALID_TARGET #tea #pie")]
    [InlineData("@batch=1 NOTICE #tea :x", "MULTILINE_INVALID")]
    [InlineData("@batch=1 PRIVMSG #tea", "MULTILINE_INVALID")]
    [InlineData("@batch=1;draft/multiline-concat PRIVMSG #tea :", "MULTILINE_INVALID")]
    [InlineData("BATCH -2", "MULTILINE_INVALID")]
    [InlineData("BATCH +2 draft/multiline #tea", "MULTILINE_INVALID")]
    [InlineData("BATCH x", "MULTILINE_INVALID")]
    [InlineData("@batch=1 PRIVMSG #tea :", "MULTILINE_INVALID")]
    public async Task Given_a_batch_that_is_wrong_when_sent_then_FAIL_tells_and_nothing_is_said(
        string line,
        string code
    )
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea", caps: Caps);
        var bob = story.Join("bob", "#tea");
        ada.Sync();
        ada.Send("BATCH +1 draft/multiline #tea", line, "BATCH -1");
        Assert.StartsWith($":test.server FAIL BATCH {code} :", ada.Sync()[0]);
        Assert.Empty(bob.Sync());
    }

    [Fact]
    public async Task Given_more_than_the_limits_when_sent_then_FAIL_with_the_limit_once()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea", caps: Caps);
        ada.Send("BATCH +1 draft/multiline #tea");
        for (var i = 0; i < 60; i++)
            ada.Send("@batch=1 PRIVMSG #tea :" + new string('x', 400));
        ada.Send("BATCH -1", "BATCH +2 draft/multiline #tea");
        for (var i = 0; i < 102; i++)
            ada.Send("@batch=2 PRIVMSG #tea :x");
        ada.Send("BATCH -2");
        Assert.Equal(
            [
                ":test.server FAIL BATCH MULTILINE_MAX_BYTES 16384 :Multiline batch max-bytes exceeded",
                ":test.server FAIL BATCH MULTILINE_MAX_LINES 100 :Multiline batch max-lines exceeded",
            ],
            ada.Sync()
        );
    }

    [Fact]
    public async Task Given_the_capability_when_listed_then_its_limits_are_its_value()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Connect();
        ada.Send("CAP LS 302");
        Assert.Contains(
            "draft/multiline=max-bytes=16384,max-lines=100",
            string.Join(' ', ada.Sync()).Split(' ', ':')
        );
        var bob = story.Join("bob", "#tea");
        bob.Send("BATCH +1 draft/multiline #tea");
        Assert.StartsWith(":test.server 421 bob BATCH ", Assert.Single(bob.Sync()));
    }
}
