using Hubbub.Tests.Irc;

namespace Hubbub.Tests.History;

/// <summary>History belongs to identities, not names; and only members may read.</summary>
public sealed class TakeoverTests
{
    private const string NotYours =
        ":test.server FAIL CHATHISTORY INVALID_TARGET LATEST #tea :Messages could not be retrieved";

    [Fact]
    public async Task Given_a_room_made_again_under_an_old_name_when_read_then_it_starts_empty()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = new Reader(server.Join("ada", "#tea", Reader.Caps));
        ada.Say("#tea", "secret");
        var old = ada.Ask("LATEST #tea * 1").Single().Id;
        ada.Client.Send("PART #tea");
        ada.Client.Sync();
        var eve = new Reader(server.Join("eve", "#tea", Reader.Caps));
        Assert.Equal("", eve.Texts("LATEST #tea * 10"));
        // Not even she who was there: it is another room now.
        ada.Client.Send("JOIN #tea");
        Assert.Equal("", ada.Texts("LATEST #tea * 10"));
        Assert.Contains(
            "not known here",
            ada.Refused($"AROUND #tea msgid={old} 9"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Given_a_nick_taken_by_another_when_they_read_the_talk_then_it_is_empty()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = new Reader(server.Join("ada", "", Reader.Caps));
        var bob = new Reader(server.Join("bob", "", Reader.Caps));
        bob.Say("ada", "for ada only");
        ada.Say("bob", "for bob only");
        bob.Client.Sync();
        Assert.Equal("for ada only for bob only", bob.Texts("LATEST ada * 10"));
        ada.Client.Send("NICK ava");
        ada.Client.Sync();
        var eve = new Reader(server.Join("ada", "", Reader.Caps));
        Assert.Equal("", eve.Texts("LATEST bob * 10"));
        Assert.Equal("", eve.Texts("LATEST ava * 10"));
        // To bob, ada is eve now; she whom he talked with is called ava.
        Assert.Equal("", bob.Texts("LATEST ada * 10"));
        Assert.Equal("for ada only for bob only", bob.Texts("LATEST ava * 10"));
        eve.Say("bob", "hello");
        bob.Client.Sync();
        Assert.Equal("hello", bob.Texts("LATEST ada * 10"));
        eve.Client.Send(
            "CHATHISTORY TARGETS timestamp=2000-01-01T00:00:00.000Z timestamp=2999-01-01T00:00:00.000Z 10"
        );
        Assert.Equal(3, eve.Client.Sync().Count);
    }

    [Fact]
    public async Task Given_the_other_has_gone_when_their_nick_is_free_then_the_talk_is_still_found()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = new Reader(server.Join("ada", "", Reader.Caps));
        var bob = new Reader(server.Join("bob", "", Reader.Caps));
        bob.Say("ada", "bye");
        bob.Client.Send("QUIT");
        bob.Client.ReadToEnd();
        ada.Client.Sync();
        Assert.Equal("bye", ada.Texts("LATEST bob * 10"));
    }

    [Fact]
    public async Task Given_a_room_renamed_when_read_then_it_is_the_same_room_under_its_new_name()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = new Reader(server.Join("ada", "#tea", Reader.Caps));
        ada.Say("#tea", "one");
        ada.Client.Send("RENAME #tea #coffee", "CHATHISTORY LATEST #coffee * 9");
        Assert.EndsWith(" PRIVMSG #coffee :one", ada.Client.Sync()[^2], StringComparison.Ordinal);
        Assert.Equal(NotYours, ada.Refused("LATEST #tea * 9"));
    }

    [Fact]
    public async Task Given_somebody_outside_when_they_read_then_it_is_as_if_there_were_no_room()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = new Reader(server.Join("ada", "#tea", Reader.Caps));
        ada.Say("#tea", "inside");
        var eve = new Reader(server.Join("eve", "", Reader.Caps));
        Assert.Equal(NotYours, eve.Refused("LATEST #tea * 10"));
        eve.Client.Send("JOIN #tea");
        Assert.Equal("inside", eve.Texts("LATEST #tea * 10"));
        eve.Client.Send("PART #tea");
        Assert.Equal(NotYours, eve.Refused("LATEST #tea * 10"));
    }

    [Theory]
    [InlineData("+i")]
    [InlineData("+k key")]
    public async Task Given_a_closed_room_when_a_newcomer_reads_then_only_what_came_after_them(
        string mode
    )
    {
        await using var server = await IrcStory.StartAsync();
        var ada = new Reader(server.Join("ada", "#tea", Reader.Caps));
        ada.Say("#tea", "before");
        var id = ada.Ask("LATEST #tea * 1").Single().Id;
        var bob = new Reader(server.Join("bob", "", Reader.Caps + " draft/event-playback"));
        ada.Client.Send($"MODE #tea {mode}", "INVITE bob #tea");
        ada.Client.Sync();
        bob.Client.Send("JOIN #tea key");
        bob.Client.Sync();
        ada.Say("#tea", "after");
        bob.Client.Sync();
        Assert.Equal(["bob", "ada"], bob.Ask("LATEST #tea * 10").Select(line => line.Nick));
        Assert.Contains(
            "not known here",
            bob.Refused($"AFTER #tea msgid={id} 9"),
            StringComparison.Ordinal
        );
        Assert.Equal(2, bob.Ask("AFTER #tea timestamp=2000-01-01T00:00:00.000Z 9").Count);
        Assert.Equal("before after", ada.Texts("LATEST #tea * 10"));
    }
}
