namespace Hubbub.Tests.Irc;

/// <summary>https://ircv3.net/specs/extensions/monitor and extended-monitor.</summary>
public sealed class MonitorTests
{
    [Fact]
    public async Task Given_a_list_when_people_come_and_go_then_730_and_731_tell()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada");
        ada.Send("MONITOR + bob,Eve,bob,b!d");
        Assert.Equal(":test.server 731 ada :bob,Eve", Assert.Single(ada.Sync()));
        var bob = story.Join("bob");
        Assert.Equal(":test.server 730 ada :bob!~bob@localhost", Assert.Single(ada.Sync()));
        bob.Send("NICK BOB");
        bob.Sync();
        Assert.Empty(ada.Sync());
        bob.Send("NICK eve");
        bob.Sync();
        Assert.Equal(
            [":test.server 731 ada :BOB", ":test.server 730 ada :eve!~bob@localhost"],
            ada.Sync()
        );
        bob.Send("QUIT");
        bob.ReadToEnd();
        Assert.Equal(":test.server 731 ada :eve", Assert.Single(ada.Sync()));
    }

    [Fact]
    public async Task Given_the_modifiers_when_used_then_L_S_minus_and_C_do_what_they_say()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada");
        _ = story.Join("bob");
        ada.Send("MONITOR + bob,eve,joe");
        Assert.Equal(
            [":test.server 730 ada :bob!~bob@localhost", ":test.server 731 ada :eve,joe"],
            ada.Sync()
        );
        ada.Send("MONITOR - JOE,nobody", "monitor l", "MONITOR s");
        Assert.Equal(
            [
                ":test.server 732 ada :bob,eve",
                ":test.server 733 ada :End of MONITOR list",
                ":test.server 730 ada :bob!~bob@localhost",
                ":test.server 731 ada :eve",
            ],
            ada.Sync()
        );
        ada.Send("MONITOR C", "MONITOR L");
        Assert.Equal(":test.server 733 ada :End of MONITOR list", Assert.Single(ada.Sync()));
        ada.Send("MONITOR +", "MONITOR");
        Assert.All(ada.Sync(), line => Assert.StartsWith(":test.server 461 ada MONITOR ", line));
    }

    [Fact]
    public async Task Given_a_full_list_when_more_are_added_then_734_names_those_that_are_not()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada");
        for (var i = 0; i < 98; i++)
            ada.Send($"MONITOR + n{i}");
        ada.Sync();
        ada.Send("MONITOR + a,b,c,d");
        Assert.Equal(
            [":test.server 734 ada 100 c,d :Monitor list is full.", ":test.server 731 ada :a,b"],
            ada.Sync()
        );
    }

    [Fact]
    public async Task Given_extended_monitor_when_somebody_elsewhere_is_away_or_renames_themselves_then_it_is_told_once()
    {
        await using var story = await IrcStory.StartAsync();
        var ada = story.Join("ada", caps: "extended-monitor away-notify setname");
        var near = story.Join("near", "#tea", caps: "extended-monitor away-notify setname");
        var plain = story.Join("plain", caps: "away-notify setname");
        var bob = story.Join("bob", "#tea");
        near.Sync();
        foreach (var watcher in new[] { ada, near, plain })
        {
            watcher.Send("MONITOR + bob");
            watcher.Sync();
        }

        bob.Send("AWAY :lunch", "SETNAME :Bobby", "AWAY");
        bob.Sync();
        string[] told =
        [
            ":bob!~bob@localhost AWAY :lunch",
            ":bob!~bob@localhost SETNAME :Bobby",
            ":bob!~bob@localhost AWAY",
        ];
        Assert.Equal(told, ada.Sync());
        Assert.Equal(told, near.Sync());
        Assert.Empty(plain.Sync());
    }

    [Fact]
    public void Given_a_book_when_the_last_watcher_has_gone_then_nothing_is_kept()
    {
        var book = new Hubbub.Protocols.WatchBook();
        var (one, two) = (new Hubbub.Core.SessionId(1, 1), new Hubbub.Core.SessionId(1, 2));
        var nick = new Hubbub.Core.FoldedNick("bob");
        book.Add(one, nick);
        book.Add(one, nick);
        book.Add(two, nick);
        Assert.Equal([one, two], book.Of(nick));
        book.Remove(one, nick);
        book.Remove(two, nick);
        book.Remove(two, nick);
        Assert.Empty(book.Of(nick));
    }
}
