namespace Hubbub.Tests.Client;

/// <summary>
/// "Reconnects with back-off and jitter, tells it, catches up from the last message without gap or
/// double; what was typed meanwhile is sent after the reconnect, never lost."
/// </summary>
public sealed class ReconnectTests
{
    private const string Caps =
        "batch draft/chathistory echo-message labeled-response server-time message-tags";

    [Fact]
    public void It_waits_longer_each_time_and_tries_for_ever()
    {
        var engine = new ClientStory(rooms: "#tea").In("#tea").Cut().Chat.Engine;
        var waits = new List<double>();
        for (var i = 0; i < 9; i++)
        {
            waits.Add(engine.RetryIn!.Value.TotalSeconds);
            engine.Dialing();
            engine.DialFailed("no");
        }

        Assert.Equal([0.5, 1, 2, 4, 8, 16, 32, 60, 60], waits);
        Assert.Null(engine.Ended);
    }

    [Fact]
    public void A_server_that_cannot_be_reached_at_the_start_is_told_and_it_ends()
    {
        var engine = new ClientStory().Chat.Engine;
        engine.Dialing();
        engine.DialFailed("connection refused");
        Assert.Equal("connection refused", engine.Ended);
    }

    [Fact]
    public void It_ends_its_own_cut_off_session_before_it_asks_for_its_name()
    {
        var story = new ClientStory(rooms: "#tea").In("#tea", "hubbub/resume");
        story.Hears(":s RESUME TOKEN secret").Cut().Wait(1).Connect();
        Assert.Equal(["CAP LS 302", "RESUME secret", "NICK ada", "USER ada 0 * ada"], story.Sent);
        // A token is for once: the next session has its own.
        story.Welcomed().Cut().Wait(1).Connect();
        Assert.DoesNotContain(
            story.Sent,
            line => line.StartsWith("RESUME", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Who_was_away_is_away_again_and_who_came_back_is_not()
    {
        var story = new ClientStory(rooms: "#tea").In("#tea");
        story.Chat.Submit("/away at tea");
        Assert.Equal(["AWAY :at tea"], story.Sent);
        story.Hears(":s 306 ada :You have been marked as being away").Cut();
        story.Wait(1).Connect().Welcomed();
        Assert.Contains("AWAY :at tea", story.Sent);
        story.Chat.Submit("/away");
        story.Cut().Wait(1).Connect().Welcomed();
        Assert.DoesNotContain(
            story.Sent,
            line => line.StartsWith("AWAY", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void What_was_typed_meanwhile_is_sent_afterwards_in_its_order()
    {
        var story = new ClientStory(rooms: "#tea").In("#tea").Cut();
        story.Chat.Submit("one");
        story.Chat.Submit("two");
        story.Wait(1).Connect().Welcomed("echo-message labeled-response");
        Assert.DoesNotContain(
            story.Sent,
            line => line.Contains("PRIVMSG", StringComparison.Ordinal)
        );
        story.Hears(":ada!~a@h JOIN #tea");
        Assert.Equal(["@label=m1 PRIVMSG #tea one", "@label=m2 PRIVMSG #tea two"], story.Sent);
    }

    [Fact]
    public void What_was_missed_stands_before_what_comes_now_and_nothing_stands_twice()
    {
        var story = new ClientStory(rooms: "#tea").Connect().Welcomed(Caps);
        story.Entered("#tea").Hears(":s BATCH +1 chathistory #tea", ":s BATCH -1");
        story.Hears("@msgid=a;time=2026-11-21T12:00:00.000Z :bob!b@h PRIVMSG #tea :before").Cut();
        story.Wait(1).Connect().Welcomed(Caps).Hears(":ada!~a@h JOIN #tea");
        // It comes while the question is under way, and stands in the answer as well.
        story.Hears("@msgid=c;time=2026-11-21T12:00:02.000Z :bob!b@h PRIVMSG #tea :now");
        story.Hears(":s 353 ada = #tea :ada bob", ":s 366 ada #tea :End");
        Assert.Contains("CHATHISTORY AFTER #tea msgid=a 100", story.Sent);
        story.Hears(
            ":s BATCH +2 chathistory #tea",
            "@batch=2;msgid=b;time=2026-11-21T12:00:01.000Z :bob!b@h PRIVMSG #tea :meanwhile",
            "@batch=2;msgid=c;time=2026-11-21T12:00:02.000Z :bob!b@h PRIVMSG #tea :now",
            ":s BATCH -2"
        );
        Assert.Equal(["bob: before", "bob: meanwhile", "bob: now"], story.Lines("#tea"));
    }

    [Fact]
    public void More_that_was_missed_than_one_answer_holds_is_asked_for_again()
    {
        var story = new ClientStory(rooms: "#tea").Connect().Welcomed(Caps);
        story.Hears(":s 005 ada CHATHISTORY=2 :are supported").Entered("#tea");
        story.Hears(":s BATCH +1 chathistory #tea", ":s BATCH -1");
        story.Hears("@msgid=a :bob!b@h PRIVMSG #tea :0").Cut();
        story.Wait(1).Connect().Welcomed(Caps);
        story.Hears(":s 005 ada CHATHISTORY=2 :are supported").Entered("#tea");
        story.Hears(
            ":s BATCH +2 chathistory #tea",
            "@batch=2;msgid=b;time=2026-11-21T12:00:05Z :bob!b@h PRIVMSG #tea :1",
            "@batch=2;msgid=c;time=2026-11-21T12:00:06Z :bob!b@h PRIVMSG #tea :2",
            ":s BATCH -2"
        );
        Assert.Equal(["CHATHISTORY AFTER #tea msgid=c 2"], story.Sent);
    }

    [Fact]
    public void What_the_server_had_already_is_not_said_twice()
    {
        var story = new ClientStory(rooms: "#tea").Connect().Welcomed(Caps);
        story.Entered("#tea").Hears(":s BATCH +1 chathistory #tea", ":s BATCH -1");
        story.Hears("@msgid=a :bob!b@h PRIVMSG #tea :hi");
        story.Chat.Submit("arrived");
        story.Chat.Submit("lost");
        story.Cut().Wait(1).Connect().Welcomed(Caps).Entered("#tea");
        story.Hears(
            ":s BATCH +2 chathistory #tea",
            "@batch=2;msgid=b :ada!~a@h PRIVMSG #tea :arrived",
            ":s BATCH -2"
        );
        Assert.Equal(["@label=m2 PRIVMSG #tea lost"], story.Sent);
        Assert.Equal(["bob: hi", "ada: arrived", "… lost"], story.Lines("#tea"));
    }

    /// <summary>The question may be answered after our own message had its place: then it stands in the answer, without its label.</summary>
    [Fact]
    public void What_is_said_while_catching_up_is_told_once_and_confirmed()
    {
        var story = new ClientStory(rooms: "#tea").Connect().Welcomed(Caps);
        story.Entered("#tea").Hears(":s BATCH +1 chathistory #tea", ":s BATCH -1");
        story.Hears("@msgid=a :bob!b@h PRIVMSG #tea :hi").Cut();
        story.Chat.Submit("meanwhile");
        story.Wait(1).Connect().Welcomed(Caps).Entered("#tea");
        story.Hears(
            ":s BATCH +2 chathistory #tea",
            "@batch=2;msgid=b :ada!~a@h PRIVMSG #tea :meanwhile",
            "@msgid=b;label=m1 :ada!~a@h PRIVMSG #tea :meanwhile",
            ":s BATCH -2"
        );
        Assert.Equal(["bob: hi", "ada: meanwhile"], story.Lines("#tea"));
        Assert.Equal(0, story.Chat.Engine.UnderWay);
    }

    [Fact]
    public void Without_history_what_was_not_confirmed_is_said_again_and_the_gap_is_told()
    {
        var story = new ClientStory(rooms: "#tea").In("#tea").Hears(":bob!b@h PRIVMSG #tea :hi");
        story.Chat.Submit("hello");
        story.Cut().Wait(1).Connect().Welcomed("echo-message").Hears(":ada!~a@h JOIN #tea");
        Assert.Contains("PRIVMSG #tea hello", story.Sent);
        story.Entered("#tea");
        var conversation = story.Chat.Conversations.Current;
        Assert.Contains(
            Enumerable.Range(0, (int)conversation.LinesEnd),
            id => conversation[id]!.Text.Contains("keeps no history", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Our_own_cut_off_session_does_not_keep_us_out()
    {
        var story = new ClientStory(rooms: "#tea").In("#tea").Cut().Wait(1).Connect();
        story.Hears(":s CAP * LS :", ":s 433 * ada :in use");
        Assert.Contains("NICK ada_", story.Sent);
        story.Hears(":s 001 ada_ :Welcome", ":s 004 ada_ s hubbub-1 io b");
        _ = story.Sent;
        Assert.Equal(["NICK ada"], story.Wait(11).Sent);
    }

    [Fact]
    public void A_server_that_says_nothing_is_asked_and_then_given_up()
    {
        var story = new ClientStory(rooms: "#tea").In("#tea").Wait(61);
        Assert.Equal(["PING :alive"], story.Sent);
        story.Wait(30);
        Assert.True(story.IsClosed);
        Assert.False(story.Chat.Engine.IsConnected);
    }

    [Fact]
    public void Page_up_asks_for_what_was_before_and_it_stands_before()
    {
        var story = new ClientStory(rooms: "#tea").Connect().Welcomed(Caps).Entered("#tea");
        story.Hears(
            ":s BATCH +1 chathistory #tea",
            "@batch=1;msgid=b;time=2026-11-21T11:00:00Z :bob!b@h PRIVMSG #tea :two",
            ":s BATCH -1"
        );
        Assert.True(story.Chat.Engine.AskOlder("#tea"));
        Assert.False(story.Chat.Engine.AskOlder("#tea"));
        Assert.Equal(["CHATHISTORY BEFORE #tea msgid=b 100"], story.Sent);
        story.Hears(
            ":s BATCH +2 chathistory #tea",
            "@batch=2;msgid=a;time=2026-11-21T10:00:00Z :bob!b@h PRIVMSG #tea :one",
            ":s BATCH -2"
        );
        Assert.Equal(["bob: one", "bob: two"], story.Lines("#tea"));
    }

    [Fact]
    public void Page_up_goes_on_where_many_lines_were_said_at_the_same_time()
    {
        const string At = "time=2026-11-21T11:00:00Z";
        var story = new ClientStory(rooms: "#tea").Connect().Welcomed(Caps).Entered("#tea");
        story.Hears(
            ":s BATCH +1 chathistory #tea",
            $"@batch=1;msgid=c;{At} :bob!b@h PRIVMSG #tea :three",
            ":s BATCH -1"
        );
        story.Chat.Engine.AskOlder("#tea");
        _ = story.Sent;
        story.Hears(
            ":s BATCH +2 chathistory #tea",
            $"@batch=2;msgid=b;{At} :bob!b@h PRIVMSG #tea :two",
            ":s BATCH -2"
        );
        story.Chat.Engine.AskOlder("#tea");
        Assert.Equal(["CHATHISTORY BEFORE #tea msgid=b 100"], story.Sent);
        story.Hears(
            ":s BATCH +3 chathistory #tea",
            $"@batch=3;msgid=a;{At} :bob!b@h PRIVMSG #tea :one",
            ":s BATCH -3"
        );
        Assert.Equal(["bob: one", "bob: two", "bob: three"], story.Lines("#tea"));
    }
}
