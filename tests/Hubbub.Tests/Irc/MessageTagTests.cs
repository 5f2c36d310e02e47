namespace Hubbub.Tests.Irc;

/// <summary>https://ircv3.net/specs/extensions/message-tags, https://ircv3.net/specs/client-tags/typing.</summary>
public sealed class MessageTagTests
{
    [Fact]
    public async Task Given_client_tags_on_a_message_when_sent_then_those_who_know_tags_read_them()
    {
        // "Servers MUST NOT add … [other client's] tags … to clients that have not negotiated message-tags".
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea", caps: "message-tags");
        var bob = story.Join("bob", "#tea", caps: "message-tags");
        var old = story.Join("old", "#tea");
        ada.Sync();
        bob.Sync();
        ada.Send("@+draft/reply=abc;+x=1;+x=2;secret=no PRIVMSG #tea :hello");
        ada.Send("@+y PRIVMSG bob :psst");
        Assert.Empty(ada.Sync());
        Assert.Equal(
            [
                "@+draft/reply=abc;+x=2 :ada!~ada@localhost PRIVMSG #tea :hello",
                "@+y :ada!~ada@localhost PRIVMSG bob :psst",
            ],
            Plain(bob.Sync())
        );
        Assert.Equal(":ada!~ada@localhost PRIVMSG #tea :hello", Assert.Single(old.Sync()));
    }

    [Fact]
    public async Task Given_a_client_without_the_capability_when_it_sends_tags_then_they_are_passed_over()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea");
        var bob = story.Join("bob", "#tea", caps: "message-tags");
        ada.Send("@+x=1 PRIVMSG #tea :hello", "@+typing=active TAGMSG #tea");
        Assert.Contains(" 421 ada TAGMSG ", ada.Sync()[^1]);
        Assert.Equal(":ada!~ada@localhost PRIVMSG #tea :hello", Assert.Single(Plain(bob.Sync())));
    }

    [Fact]
    public async Task Given_typing_when_signalled_then_it_is_told_and_leaves_no_entry()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea", caps: "message-tags echo-message server-time");
        var bob = story.Join("bob", "#tea", caps: "message-tags");
        var old = story.Join("old", "#tea");
        ada.Sync();
        bob.Sync();
        var before = story.Index;
        ada.Send("@+typing=active TAGMSG #tea", "@+typing=done TAGMSG bob");
        Assert.Matches(
            @"^@time=[^;]+;\+typing=active :ada!~ada@localhost TAGMSG #tea$",
            ada.Sync()[0]
        );
        Assert.Equal(
            [
                "@+typing=active :ada!~ada@localhost TAGMSG #tea",
                "@+typing=done :ada!~ada@localhost TAGMSG bob",
            ],
            Plain(bob.Sync())
        );
        Assert.Empty(old.Sync());
        Assert.Equal(before, story.Index);
    }

    [Fact]
    public async Task Given_a_reaction_when_sent_then_it_is_logged_as_what_is_said_is()
    {
        // https://ircv3.net/specs/client-tags/react
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea", caps: "message-tags");
        var bob = story.Join("bob", "#tea", caps: "message-tags");
        ada.Sync();
        var before = story.Index;
        ada.Send("@+draft/reply=1;+draft/react=👋 TAGMSG #tea");
        ada.Sync();
        Assert.Equal(
            "@+draft/reply=1;+draft/react=👋 :ada!~ada@localhost TAGMSG #tea",
            Assert.Single(Plain(bob.Sync()))
        );
        Assert.Equal(before + 1, story.Index);
    }

    [Fact]
    public async Task Given_typing_on_a_message_when_sent_then_it_is_left_out()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea", caps: "message-tags");
        var bob = story.Join("bob", "#tea", caps: "message-tags");
        ada.Send("@+typing=done;+a PRIVMSG #tea :x");
        ada.Sync();
        Assert.Equal("@+a :ada!~ada@localhost PRIVMSG #tea :x", Assert.Single(Plain(bob.Sync())));
    }

    [Theory]
    [InlineData("@+a TAGMSG", "461")]
    [InlineData("@+a TAGMSG nobody", "401")]
    [InlineData("@+a TAGMSG #nowhere", "403")]
    [InlineData("@+a TAGMSG #quiet", "404")]
    public async Task Given_TAGMSG_when_it_cannot_be_told_then_the_numerics_are_those_of_PRIVMSG(
        string line,
        string numeric
    )
    {
        await using var story = await IrcStory.StartAsync();
        _ = story.Join("bob", "#quiet");
        var ada = story.Join("ada", caps: "message-tags");
        ada.Send(line);
        Assert.StartsWith($":test.server {numeric} ada ", Assert.Single(ada.Sync()));
    }

    [Fact]
    public async Task Given_tags_over_4094_bytes_when_sent_then_417()
    {
        // "servers MUST reply with the ERR_INPUTTOOLONG (417) numeric if a client … tag data exceeding 4094 bytes".
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea", caps: "message-tags echo-message");
        ada.Send($"@+a={new string('x', 4091)} PRIVMSG #tea :fits");
        ada.Send($"@+a={new string('x', 4092)} PRIVMSG #tea :too long");
        var lines = ada.Sync();
        Assert.EndsWith("PRIVMSG #tea :fits", lines[0]);
        Assert.StartsWith(":test.server 417 ada ", lines[1]);
    }

    [Fact]
    public async Task Given_CLIENTTAGDENY_when_configured_then_it_is_told_and_kept()
    {
        await using var story = await IrcStory.StartAsync(face =>
            face with
            {
                ClientTagDeny = "*,-draft/reply",
            }
        );
        var ada = story.Join("ada", "#tea", caps: "message-tags echo-message");
        ada.Send("@+draft/reply=1;+x=2 PRIVMSG #tea :hi", "VERSION");
        var lines = Plain(ada.Sync());
        Assert.Equal("@+draft/reply=1 :ada!~ada@localhost PRIVMSG #tea :hi", lines[0]);
        Assert.Contains(lines, line => line.Contains(" CLIENTTAGDENY=*,-draft/reply "));
    }

    [Fact]
    public async Task Given_a_bot_when_it_speaks_then_its_lines_carry_the_bot_tag()
    {
        // "the server SHOULD … add the bot tag" (https://ircv3.net/specs/extensions/bot-mode).
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", "#tea", caps: "message-tags");
        var bot = story.Join("bot", "#tea");
        ada.Sync();
        bot.Send("MODE bot +B", "PRIVMSG #tea :beep");
        Assert.Equal(":bot!~bot@localhost MODE bot +B", Assert.Single(bot.Sync()));
        Assert.Equal(
            "@bot :bot!~bot@localhost PRIVMSG #tea :beep",
            Assert.Single(Plain(ada.Sync()))
        );
        bot.Send("MODE bot -B", "PRIVMSG #tea :hello");
        bot.Sync();
        Assert.Equal(":bot!~bot@localhost PRIVMSG #tea :hello", Assert.Single(Plain(ada.Sync())));
    }

    /// <summary>Without message ids: those are tested elsewhere.</summary>
    private static List<string> Plain(IEnumerable<string> lines) => [.. lines.Select(Plain)];

    private static string Plain(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        if (!line.StartsWith('@'))
            return line;
        var tags = line[1..space]
            .Split(';')
            .Where(tag => !tag.StartsWith("msgid=", StringComparison.Ordinal))
            .ToArray();
        return (tags.Length == 0 ? "" : $"@{string.Join(';', tags)} ") + line[(space + 1)..];
    }
}
