using Hubbub.Tests.Irc;

namespace Hubbub.Tests.History;

/// <summary>REDACT (<see href="https://ircv3.net/specs/extensions/message-redaction"/>).</summary>
public sealed class RedactionTests
{
    private const string Caps = Reader.Caps + " draft/message-redaction";

    /// <summary>"If the client is authorised to delete the message, the server SHOULD forward this REDACT […] to the target recipients that have negotiated the capability" and "MUST not forward […] to [those] that have not".</summary>
    [Fact]
    public async Task Given_its_author_redacts_then_who_knows_reads_REDACT_and_others_one_line()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = new Reader(server.Join("ada", "#tea", Caps));
        var bob = server.Join("bob", "#tea", "message-tags draft/message-redaction");
        var old = server.Join("old", "#tea");
        ada.Say("#tea", "oops");
        var id = ada.Ask("LATEST #tea * 1").Single().Id;
        bob.Sync();
        old.Sync();
        ada.Client.Send($"REDACT #tea {id} :a slip");
        Assert.EndsWith(
            $" REDACT #tea {id} :a slip",
            ada.Client.Sync().Single(),
            StringComparison.Ordinal
        );
        Assert.Matches($"^@msgid=[^ ]+ :ada![^ ]+ REDACT #tea {id} :a slip$", bob.Sync().Single());
        Assert.Equal(
            ":test.server NOTICE #tea :ada took back what they said 0 seconds ago: a slip",
            old.Sync().Single()
        );
    }

    /// <summary>"After a message is redacted, chathistory responses SHOULD […] exclude it entirely."</summary>
    [Fact]
    public async Task Given_a_message_redacted_when_history_is_read_then_it_is_not_there_but_a_place_to_go_on_from()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = new Reader(server.Join("ada", "#tea", Caps));
        ada.Say("#tea", "1", "2", "3");
        var id = ada.Ask("LATEST #tea * 2")[0].Id;
        ada.Client.Send($"REDACT #tea {id}");
        ada.Client.Sync();
        Assert.Equal("1 3", ada.Texts("LATEST #tea * 9"));
        Assert.Equal("1", ada.Texts($"BEFORE #tea msgid={id} 9"));
        ada.Client.Send("CAP REQ draft/event-playback", "CHATHISTORY LATEST #tea * 1");
        Assert.Contains($" REDACT #tea {id}", ada.Client.Sync()[^2], StringComparison.Ordinal);
        Assert.DoesNotContain("2", server.TextsInLog());
        Assert.Contains("3", server.TextsInLog());
    }

    [Fact]
    public async Task Given_somebody_elses_message_then_only_operators_may()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = new Reader(server.Join("ada", "#tea", Caps));
        var bob = new Reader(server.Join("bob", "#tea", Caps));
        ada.Say("#tea", "of ada");
        bob.Client.Sync();
        var id = bob.Ask("LATEST #tea * 1").Single().Id;
        bob.Client.Send($"REDACT #tea {id}", $"@label=x REDACT #tea {id}");
        Assert.All(
            bob.Client.Sync(),
            line =>
                Assert.EndsWith(
                    $"FAIL REDACT REDACT_FORBIDDEN #tea {id} :You are not authorised to delete this message",
                    line,
                    StringComparison.Ordinal
                )
        );
        bob.Say("#tea", "of bob");
        id = bob.Ask("LATEST #tea * 1").Single().Id;
        ada.Client.Send($"REDACT #tea {id} :off topic");
        ada.Client.Sync();
        Assert.EndsWith(
            $" REDACT #tea {id} :off topic",
            bob.Client.Sync()[^1],
            StringComparison.Ordinal
        );
        Assert.Equal("of ada", bob.Texts("LATEST #tea * 9"));
    }

    [Fact]
    public async Task Given_a_room_made_again_then_its_founder_takes_back_nothing_of_before()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = new Reader(server.Join("ada", "#tea", Caps));
        ada.Say("#tea", "old");
        var id = ada.Ask("LATEST #tea * 1").Single().Id;
        ada.Client.Send("PART #tea");
        ada.Client.Sync();
        var eve = server.Join("eve", "#tea", Caps);
        eve.Send($"REDACT #tea {id}");
        Assert.Equal(
            $":test.server FAIL REDACT UNKNOWN_MSGID #tea {id} :This message does not exist or is too old",
            eve.Sync().Single()
        );
        Assert.Contains("old", server.TextsInLog());
    }

    [Fact]
    public async Task Given_a_private_message_then_only_its_author_may_and_the_other_is_told()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = new Reader(server.Join("ada", "", Caps));
        var bob = new Reader(server.Join("bob", "", Caps));
        ada.Say("bob", "psst");
        bob.Client.Sync();
        var id = bob.Ask("LATEST ada * 1").Single().Id;
        bob.Client.Send($"REDACT ada {id}");
        Assert.Contains("REDACT_FORBIDDEN", bob.Client.Sync().Single(), StringComparison.Ordinal);
        ada.Client.Send($"REDACT bob {id}");
        ada.Client.Sync();
        Assert.EndsWith($" REDACT bob {id}", bob.Client.Sync().Single(), StringComparison.Ordinal);
        Assert.Equal("", bob.Texts("LATEST ada * 9"));
        Assert.DoesNotContain("psst", server.TextsInLog());
    }

    [Theory]
    [InlineData(
        "#tea nonsense",
        "UNKNOWN_MSGID #tea nonsense :This message does not exist or is too old"
    )]
    [InlineData(
        "#none AAAAAAAAAAAAAAAAAAAAAA",
        "UNKNOWN_MSGID #none AAAAAAAAAAAAAAAAAAAAAA :This message does not exist or is too old"
    )]
    public async Task What_is_not_known_is_refused(string what, string refusal)
    {
        await using var server = await IrcStory.StartAsync();
        var ada = server.Join("ada", "#tea", Caps);
        ada.Send("REDACT " + what);
        Assert.Equal(":test.server FAIL REDACT " + refusal, ada.Sync().Single());
    }

    [Fact]
    public async Task A_join_is_nothing_to_be_taken_back_and_a_wrong_room_is_refused()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = server.Join("ada", "", Caps);
        ada.Send("JOIN #tea");
        var id = ada.Sync()[0].Split("msgid=")[1].Split(' ')[0];
        ada.Send($"REDACT #tea {id}", $"REDACT #none {id}");
        var lines = ada.Sync();
        Assert.Contains(" UNKNOWN_MSGID ", lines[0], StringComparison.Ordinal);
        Assert.Contains(" INVALID_TARGET ", lines[1], StringComparison.Ordinal);
    }

    /// <summary>What is typed next waits, though the first answer led to another ask.</summary>
    [Fact]
    public async Task What_is_said_right_after_stands_after_it()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = new Reader(server.Join("ada", "#tea", Caps));
        ada.Say("#tea", "1");
        var id = ada.Ask("LATEST #tea * 1").Single().Id;
        ada.Client.Send($"REDACT #tea {id}", "PRIVMSG #tea :2", "CHATHISTORY LATEST #tea * 9");
        var lines = ada.Client.Sync();
        Assert.Contains(" REDACT ", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(" :2", lines[2], StringComparison.Ordinal);
        Assert.Equal(4, lines.Count);
    }
}
