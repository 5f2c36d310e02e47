namespace Hubbub.Tests.Irc;

/// <summary>"One's own cut-off session doesn't hold one's name against one (a session token takes it over at once)."</summary>
public sealed class ResumeTests
{
    [Fact]
    public async Task Given_a_session_that_was_cut_off_when_its_token_comes_then_its_name_is_free_at_once()
    {
        await using var story = await IrcStory.StartAsync();
        var bob = story.Join("bob", "#tea");
        var (cutOff, token) = Come(story, "ada");
        cutOff.Send("JOIN #tea");
        cutOff.Sync();
        bob.Sync();

        var again = story.Connect();
        again.Send($"RESUME {token}", "NICK ada", "USER ada 0 * :ada", "JOIN #tea");

        Assert.Contains(again.Sync(), line => line.Contains(" 001 ada ", StringComparison.Ordinal));
        var read = bob.Sync();
        Assert.Contains(
            read,
            line =>
                line.Contains(" QUIT :Came back on another connection", StringComparison.Ordinal)
        );
        Assert.Contains(read, line => line.EndsWith(" JOIN #tea", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_no_token_or_anothers_or_an_old_one_when_the_name_is_asked_for_then_it_stays_taken()
    {
        await using var story = await IrcStory.StartAsync();
        var (ada, _) = Come(story, "ada");
        var (bob, bobs) = Come(story, "bob");
        bob.Send("QUIT");
        bob.ReadUntil(line => line.StartsWith("ERROR", StringComparison.Ordinal));

        var thief = story.Connect();
        thief.Send("RESUME made-up", $"RESUME {bobs}", "NICK ada", "USER ada 0 * :ada");

        Assert.Contains(thief.Sync(), line => line.Contains(" 433 ", StringComparison.Ordinal));
        ada.Send("PING still");
        Assert.Contains(ada.Sync(), line => line.Contains("still", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_somebody_who_is_here_when_they_resume_then_nothing_ends()
    {
        await using var story = await IrcStory.StartAsync();
        var (ada, token) = Come(story, "ada");
        ada.Send($"RESUME {token}");
        Assert.Contains(ada.Sync(), line => line.Contains(" 462 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_a_client_that_did_not_ask_for_it_when_welcomed_then_it_reads_nothing_of_it()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Connect();
        ada.Send("NICK ada", "USER ada 0 * :ada");
        Assert.DoesNotContain(
            ada.Sync(),
            line => line.Contains("RESUME", StringComparison.Ordinal)
        );
    }

    private static (IrcClient Client, string Token) Come(IrcStory story, string nick)
    {
        var client = story.Connect();
        client.Send("CAP REQ hubbub/resume", $"NICK {nick}", $"USER {nick} 0 * :x", "CAP END");
        var line = client
            .Sync()
            .Single(line => line.Contains(" RESUME TOKEN ", StringComparison.Ordinal));
        return (client, line.Split(' ')[^1]);
    }
}
