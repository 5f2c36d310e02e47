using Hubbub.Tests.Irc;

namespace Hubbub.Tests.History;

/// <summary>The same story told to an old client and to new ones.</summary>
public sealed class ReplayOnJoinTests
{
    [Fact]
    public async Task Given_an_old_client_when_it_comes_in_then_it_reads_the_last_lines_with_their_times()
    {
        await using var server = await ToldAsync();
        var old = server.Join("old");
        old.Send("JOIN #tea");
        var lines = old.Sync()
            .SkipWhile(line => !line.Contains(" 366 ", StringComparison.Ordinal))
            .Skip(1)
            .ToList();
        Assert.Equal(3, lines.Count);
        Assert.Equal(
            ":test.server NOTICE #tea :The last 2 lines said here before you came:",
            lines[0]
        );
        Assert.Matches(@"^:ada!.* PRIVMSG #tea :\[\d\d:\d\d\] two$", lines[1]);
        Assert.Matches(@"^:ada!.* PRIVMSG #tea :\u0001ACTION \[\d\d:\d\d\] three\u0001$", lines[2]);
    }

    [Fact]
    public async Task Given_a_client_that_shows_times_then_it_reads_them_as_they_were_said()
    {
        await using var server = await ToldAsync();
        var mid = server.Join("mid", "", "server-time");
        mid.Send("JOIN #tea");
        var lines = mid.Sync();
        Assert.Matches(@"^@time=[^ ]+Z :ada!.* PRIVMSG #tea :two$", lines[^2]);
        Assert.Matches(@"^@time=[^ ]+Z :ada!.* PRIVMSG #tea :\u0001ACTION three\u0001$", lines[^1]);
    }

    [Fact]
    public async Task Given_a_client_with_batches_then_they_stand_in_one()
    {
        await using var server = await ToldAsync();
        var mid = server.Join("mid", "", "server-time batch");
        mid.Send("JOIN #tea");
        var lines = mid.Sync();
        Assert.EndsWith(" BATCH +1 chathistory #tea", lines[^4], StringComparison.Ordinal);
        Assert.EndsWith(" BATCH -1", lines[^1], StringComparison.Ordinal);
    }

    /// <summary>"This allows the server and client to act differently when delivering message history on connection."</summary>
    [Fact]
    public async Task Given_a_client_that_asks_for_history_itself_then_nothing_is_replayed()
    {
        await using var server = await ToldAsync();
        var eve = server.Join("eve", "", Reader.Caps);
        eve.Send("JOIN #tea");
        Assert.Contains(" 366 ", eve.Sync()[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_replay_is_off_or_the_room_is_new_then_nothing_is_replayed()
    {
        await using var off = await IrcStory.StartAsync(replay: 0);
        off.Join("ada", "#tea").Send("PRIVMSG #tea :one");
        var old = off.Join("old");
        old.Send("JOIN #tea");
        Assert.Contains(" 366 ", old.Sync()[^1], StringComparison.Ordinal);
        await using var on = await ToldAsync();
        old = on.Join("old");
        old.Send("JOIN #coffee", "JOIN #tea", "JOIN #tea");
        Assert.Single(old.Sync(), line => line.EndsWith("] two", StringComparison.Ordinal));
    }

    private static async Task<IrcStory> ToldAsync()
    {
        var server = await IrcStory.StartAsync(replay: 2);
        var ada = server.Join("ada", "#tea");
        ada.Send(
            "PRIVMSG #tea :one",
            "PRIVMSG #tea :two",
            "PRIVMSG #tea :\u0001ACTION three\u0001"
        );
        ada.Sync();
        return server;
    }
}
