using Hubbub.Tests.Irc;

namespace Hubbub.Tests.History;

/// <summary>One line of a page, by its tags.</summary>
internal sealed record HistoryLine(string Id, string Time, string Nick, string Text);

/// <summary>Somebody who reads back what was said.</summary>
internal sealed class Reader(IrcClient client)
{
    public const string Caps = "batch message-tags server-time draft/chathistory";

    public IrcClient Client { get; } = client;

    public void Say(string target, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
            Client.Send($"PRIVMSG {target} :{text}");
        Client.Sync();
    }

    /// <summary>The lines of the page that answers.</summary>
    public IReadOnlyList<HistoryLine> Ask(string request)
    {
        Client.Send("CHATHISTORY " + request);
        var lines = Client.Sync();
        var first = lines
            .ToList()
            .FindIndex(line => line.Contains(" BATCH +", StringComparison.Ordinal));
        Assert.True(first >= 0, string.Join('\n', lines));
        return lines
            .Skip(first + 1)
            .TakeWhile(line => !line.Contains(" BATCH -", StringComparison.Ordinal))
            .Select(Parse)
            .ToList();
    }

    public string Texts(string request) => string.Join(' ', Ask(request).Select(line => line.Text));

    /// <summary>The first words of what a search found.</summary>
    public IReadOnlyList<string> Find(string search)
    {
        Client.Send("SEARCH " + search);
        var lines = Client.Sync();
        Assert.EndsWith(" soju.im/search", lines[0], StringComparison.Ordinal);
        return lines.Skip(1).SkipLast(1).Select(line => Parse(line).Text.Split(' ')[0]).ToList();
    }

    /// <summary>The line that refuses.</summary>
    public string Refused(string request)
    {
        Client.Send("CHATHISTORY " + request);
        return Client.Sync().Single(line => line.Contains(" FAIL ", StringComparison.Ordinal));
    }

    private static HistoryLine Parse(string line)
    {
        var tags = line.Split(' ')[0][1..]
            .Split(';')
            .Select(tag => tag.Split('=', 2))
            .ToDictionary(tag => tag[0], tag => tag[1]);
        var nick = line.Split(' ')[1].Split('!')[0][1..];
        return new HistoryLine(tags["msgid"], tags["time"], nick, line.Split(" :", 3)[^1]);
    }
}
