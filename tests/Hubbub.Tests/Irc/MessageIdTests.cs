namespace Hubbub.Tests.Irc;

/// <summary><see href="https://ircv3.net/specs/extensions/message-ids"/> and server-time.</summary>
public sealed class MessageIdTests
{
    private const string All = "message-tags server-time echo-message";

    /// <summary>"Servers that provide message IDs SHOULD also provide the echo-message capability."</summary>
    [Fact]
    public async Task Everybody_reads_the_same_id_and_time_the_author_too()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = server.Join("ada", "#tea", All);
        var bob = server.Join("bob", "#tea", All);
        ada.Sync();
        ada.Send("PRIVMSG #tea :hello");
        var echoed = ada.ReadUntil(line => line.EndsWith(":hello", StringComparison.Ordinal))[^1];
        var told = bob.ReadUntil(line => line.EndsWith(":hello", StringComparison.Ordinal))[^1];
        Assert.Equal(echoed, told);
        Assert.Matches("^@time=[^;]+Z;msgid=[A-Za-z0-9_-]{22} :ada!", told);
    }

    /// <summary>"Servers MAY attach this tag on any event."</summary>
    [Fact]
    public async Task Whatever_has_an_entry_has_an_id()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = server.Join("ada", "#tea", All);
        var bob = server.Join("bob", "", All);
        bob.Send("JOIN #tea", "NICK rob", "PRIVMSG ada :psst");
        bob.Sync();
        ada.Send("TOPIC #tea :leaves", "MODE #tea +s", "KICK #tea rob :out");
        var lines = ada.Sync()
            .Where(line => line.Contains("!~", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(
            ["JOIN", "NICK", "PRIVMSG", "TOPIC", "MODE", "KICK"],
            lines.Select(line => line.Split(' ')[2])
        );
        Assert.All(lines, line => Assert.Contains(";msgid=", line, StringComparison.Ordinal));
        Assert.Equal(
            lines.Count,
            lines.Select(line => line.Split(' ')[0].Split("msgid=")[1]).Distinct().Count()
        );
    }

    /// <summary>"The tag value […] MUST be unique."</summary>
    [Fact]
    public async Task Two_targets_of_one_line_are_two_messages()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = server.Join("ada", "", All);
        server.Join("bob");
        server.Join("cyd");
        ada.Send("PRIVMSG bob,cyd :hello");
        var ids = ada.Sync().Select(line => line.Split(' ')[0].Split("msgid=")[1]).ToList();
        Assert.Equal(2, ids.Distinct().Count());
    }

    [Fact]
    public async Task Who_did_not_ask_for_tags_gets_none()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = server.Join("ada", "#tea");
        var bob = server.Join("bob", "#tea", "server-time");
        ada.Sync();
        bob.Send("PRIVMSG #tea :hello");
        bob.Sync();
        Assert.StartsWith(":bob!", ada.Sync()[^1], StringComparison.Ordinal);
        ada.Send("PRIVMSG #tea :hello too");
        ada.Sync();
        Assert.DoesNotContain("msgid", bob.Sync()[^1], StringComparison.Ordinal);
    }
}
