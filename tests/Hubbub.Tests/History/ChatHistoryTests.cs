using Hubbub.Tests.Irc;

namespace Hubbub.Tests.History;

/// <summary>CHATHISTORY (<see href="https://ircv3.net/specs/extensions/chathistory"/>).</summary>
public sealed class ChatHistoryTests
{
    /// <summary>"If the batch capability was negotiated, the server MUST reply […] using a batch [of] type chathistory [with] the canonical name of the target."</summary>
    [Fact]
    public async Task Given_things_said_when_the_latest_are_asked_for_then_a_batch_in_order()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = server.Join("ada", "#Tea", Reader.Caps);
        ada.Send("PRIVMSG #tea :one", "NOTICE #tea :two", "PRIVMSG #tea :\u0001ACTION three\u0001");
        ada.Sync();
        ada.Send("CHATHISTORY LATEST #tea * 2");
        var lines = ada.Sync();
        Assert.Equal(":test.server BATCH +1 chathistory #Tea", lines[0]);
        Assert.Matches("^@batch=1;time=[^;]+Z;msgid=[^;]+ :ada![^ ]+ NOTICE #Tea :two$", lines[1]);
        Assert.EndsWith(
            "PRIVMSG #Tea :\u0001ACTION three\u0001",
            lines[2],
            StringComparison.Ordinal
        );
        Assert.Equal(":test.server BATCH -1", lines[3]);
        Assert.Equal(4, lines.Count);
    }

    /// <summary>"The msgid tag […] MUST be the msgid tag as originally sent", and the time likewise.</summary>
    [Fact]
    public async Task A_line_of_history_is_the_line_as_it_was_sent()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = server.Join("ada", "#tea", Reader.Caps + " echo-message");
        ada.Send("PRIVMSG #tea :hello");
        var sent = ada.Sync()[^1];
        ada.Send("CHATHISTORY LATEST #tea * 1");
        Assert.Equal("@batch=1;" + sent[1..], ada.Sync()[1]);
    }

    /// <summary>"If no content exists to return, the server SHOULD return an empty batch."</summary>
    [Theory]
    [InlineData("LATEST #tea * 10")]
    [InlineData("BEFORE #tea timestamp=2000-01-01T00:00:00.000Z 10")]
    [InlineData("AFTER #tea timestamp=2999-01-01T00:00:00.000Z 10")]
    [InlineData("LATEST bob * 10")]
    [InlineData("TARGETS timestamp=2000-01-01T00:00:00.000Z timestamp=2001-01-01T00:00:00.000Z 10")]
    public async Task Nothing_to_return_is_an_empty_batch(string request)
    {
        await using var server = await IrcStory.StartAsync();
        var ada = server.Join("ada", "#tea", Reader.Caps);
        ada.Send("CHATHISTORY " + request);
        var lines = ada.Sync();
        Assert.Equal(2, lines.Count);
        Assert.StartsWith(":test.server BATCH +1 ", lines[0], StringComparison.Ordinal);
        Assert.Equal(":test.server BATCH -1", lines[1]);
    }

    [Theory]
    [InlineData("NONSENSE #tea * 1", "INVALID_PARAMS NONSENSE :Unknown command")]
    [InlineData("LATEST #tea *", "INVALID_PARAMS LATEST :Insufficient parameters")]
    [InlineData("LATEST #tea * 1 2", "INVALID_PARAMS LATEST :Too many parameters")]
    [InlineData("LATEST #tea * many", "INVALID_PARAMS LATEST :The limit has to be a number")]
    [InlineData("LATEST #tea * -1", "INVALID_PARAMS LATEST :The limit has to be a number")]
    [InlineData(
        "BEFORE #tea timestamp=yesterday 1",
        "INVALID_PARAMS BEFORE timestamp=yesterday :Invalid timestamp"
    )]
    [InlineData(
        "BEFORE #tea * 1",
        "INVALID_MSGREFTYPE BEFORE #tea :References are timestamp=… or msgid=…"
    )]
    [InlineData(
        "BEFORE #tea line=7 1",
        "INVALID_MSGREFTYPE BEFORE #tea :References are timestamp=… or msgid=…"
    )]
    [InlineData(
        "BEFORE #tea msgid=7 1",
        "MESSAGE_ERROR BEFORE #tea :That message is not known here"
    )]
    [InlineData("LATEST #none * 1", "INVALID_TARGET LATEST #none :Messages could not be retrieved")]
    [InlineData(
        "TARGETS msgid=7 msgid=8 1",
        "INVALID_MSGREFTYPE TARGETS * :References are timestamp=… or msgid=…"
    )]
    public async Task What_is_wrong_is_refused_by_its_code(string request, string refusal)
    {
        await using var server = await IrcStory.StartAsync();
        var ada = server.Join("ada", "#tea", Reader.Caps + " labeled-response");
        ada.Send("CHATHISTORY " + request, "@label=x CHATHISTORY " + request);
        Assert.Equal(
            [
                $":test.server FAIL CHATHISTORY {refusal}",
                $"@label=x :test.server FAIL CHATHISTORY {refusal}",
            ],
            ada.Sync()
        );
    }

    /// <summary>A message of elsewhere is no better known than one that never was.</summary>
    [Fact]
    public async Task A_message_id_of_another_room_is_unknown_here()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = new Reader(server.Join("ada", "#tea,#coffee", Reader.Caps));
        ada.Say("#coffee", "one");
        var id = ada.Ask("LATEST #coffee * 1").Single().Id;
        Assert.Equal(
            ":test.server FAIL CHATHISTORY MESSAGE_ERROR BEFORE #tea :That message is not known here",
            ada.Refused($"BEFORE #tea msgid={id} 1")
        );
    }

    [Fact]
    public async Task Every_subcommand_gives_its_side_of_a_message_and_not_the_message()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = new Reader(server.Join("ada", "#tea", Reader.Caps));
        ada.Say("#tea", "1", "2", "3", "4", "5", "6", "7");
        var ids = ada.Ask("LATEST #tea * 10").Select(line => line.Id).ToList();
        Assert.Equal("2 3", ada.Texts($"BEFORE #tea msgid={ids[3]} 2"));
        Assert.Equal("5 6", ada.Texts($"AFTER #tea msgid={ids[3]} 2"));
        Assert.Equal("6 7", ada.Texts($"LATEST #tea msgid={ids[3]} 2"));
        Assert.Equal("3 4 5", ada.Texts($"AROUND #tea msgid={ids[3]} 3"));
        Assert.Equal("3 4", ada.Texts($"BETWEEN #tea msgid={ids[1]} msgid={ids[5]} 2"));
        Assert.Equal("4 5", ada.Texts($"BETWEEN #tea msgid={ids[5]} msgid={ids[1]} 2"));
        Assert.Equal("3 4 5", ada.Texts($"BETWEEN #tea msgid={ids[5]} msgid={ids[1]} 100"));
        Assert.Equal("", ada.Texts($"LATEST #tea * 0"));
    }

    [Fact]
    public async Task Times_leave_out_all_of_their_millisecond()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = new Reader(server.Join("ada", "#tea", Reader.Caps));
        ada.Say("#tea", "1");
        var first = ada.Ask("LATEST #tea * 1").Single().Time;
        Assert.Equal("", ada.Texts($"BEFORE #tea timestamp={first} 9"));
        Assert.Equal("", ada.Texts($"AFTER #tea timestamp={first} 9"));
        Assert.Equal("1", ada.Texts($"AROUND #tea timestamp={first} 9"));
        Assert.Equal("1", ada.Texts("AFTER #tea timestamp=2000-01-01T00:00:00.000Z 9"));
    }

    [Fact]
    public async Task The_server_gives_no_more_than_its_limit_and_says_which()
    {
        await using var server = await IrcStory.StartAsync(historyLimit: 3);
        var client = server.Connect();
        client.Send($"CAP REQ :{Reader.Caps}", "NICK ada", "USER a 0 * :a", "CAP END", "JOIN #tea");
        var support = string.Join(
            ' ',
            client.Sync().Where(line => line.Contains(" 005 ", StringComparison.Ordinal))
        );
        Assert.Contains(" CHATHISTORY=3 ", support, StringComparison.Ordinal);
        Assert.Contains(" MSGREFTYPES=msgid,timestamp ", support, StringComparison.Ordinal);
        var ada = new Reader(client);
        ada.Say("#tea", "1", "2", "3", "4", "5");
        Assert.Equal("3 4 5", ada.Texts("LATEST #tea * 99999999999999"));
    }

    /// <summary>"If the client has not negotiated […] event-playback […] the server MUST NOT send any lines other than PRIVMSG and NOTICE."</summary>
    [Fact]
    public async Task Comings_and_goings_are_told_to_who_can_read_them()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = server.Join("ada", "#tea", Reader.Caps + " draft/event-playback");
        var bob = server.Join("bob", "#tea");
        bob.Send("NICK rob", "PART #tea :tired", "JOIN #tea", "PRIVMSG #tea :hi", "QUIT :bye");
        bob.ReadToEnd();
        ada.Send("TOPIC #tea :leaves", "MODE #tea +k-k key key");
        ada.Sync();
        ada.Send("CHATHISTORY LATEST #tea * 100");
        var lines = ada.Sync().Where(line => line.StartsWith("@batch", StringComparison.Ordinal));
        Assert.Equal(
            [
                "JOIN #tea",
                "JOIN #tea",
                "NICK rob",
                "PART #tea :tired",
                "JOIN #tea",
                "PRIVMSG #tea :hi",
                "QUIT :Quit: bye",
                "TOPIC #tea :leaves",
                "MODE #tea +k-k * *",
            ],
            lines.Select(line => line.Split(' ', 3)[2])
        );
        ada.Send("CAP REQ -draft/event-playback", "CHATHISTORY LATEST #tea * 100");
        Assert.Equal(4, ada.Sync().Count);
    }

    /// <summary>"it lists channels the user has visible history in, together with users with which the user has exchanged direct messages."</summary>
    [Fact]
    public async Task Targets_are_rooms_and_people_by_the_time_of_the_last_that_was_said()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = new Reader(server.Join("ada", "#tea,#quiet", Reader.Caps));
        var bob = new Reader(server.Join("bob", "#hidden", Reader.Caps));
        bob.Say("#hidden", "x");
        bob.Say("ada", "psst");
        ada.Client.Sync();
        ada.Say("#tea", "1");
        bob.Client.Send("NICK rob");
        bob.Client.Sync();
        ada.Client.Sync();
        ada.Client.Send(
            "CHATHISTORY TARGETS timestamp=2000-01-01T00:00:00.000Z timestamp=2999-01-01T00:00:00.000Z 10"
        );
        var lines = ada.Client.Sync();
        Assert.EndsWith("BATCH +1 draft/chathistory-targets", lines[0], StringComparison.Ordinal);
        Assert.Matches("^@batch=1 :test.server CHATHISTORY TARGETS rob [0-9T:.-]+Z$", lines[1]);
        Assert.Matches("^@batch=1 :test.server CHATHISTORY TARGETS #tea [0-9T:.-]+Z$", lines[2]);
        Assert.Equal(4, lines.Count);
    }

    /// <summary>"limited functionality is available to clients without support for these CAPs."</summary>
    [Fact]
    public async Task Without_batch_the_lines_come_bare()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = server.Join("ada", "#tea", "draft/chathistory");
        ada.Send("PRIVMSG #tea :one", "CHATHISTORY LATEST #tea * 2");
        Assert.Matches("^:ada!.* PRIVMSG #tea :one$", Assert.Single(ada.Sync()));
    }

    /// <summary>The question has its place: what was said in the same breath before it is in the answer, and what follows waits.</summary>
    [Fact]
    public async Task An_answer_holds_what_was_said_just_before_and_comes_before_what_is_asked_after()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = server.Join("ada", "#tea", Reader.Caps + " labeled-response");
        for (var i = 0; i < 50; i++)
        {
            ada.Send(
                $"PRIVMSG #tea :{i}",
                $"@label=q{i} CHATHISTORY LATEST #tea * 1",
                $"PRIVMSG #tea :after {i}"
            );
            var lines = ada.Sync();
            Assert.StartsWith(
                $"@label=q{i} :test.server BATCH +",
                lines[0],
                StringComparison.Ordinal
            );
            Assert.EndsWith($" :{i}", lines[1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_long_page_comes_whole_and_in_order()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = new Reader(server.Join("ada", "#tea", Reader.Caps));
        for (var i = 0; i < 10; i++)
            ada.Say("#tea", Enumerable.Range(i * 50, 50).Select(n => $"{n}").ToArray());
        Assert.Equal(string.Join(' ', Enumerable.Range(0, 500)), ada.Texts("LATEST #tea * 1000"));
    }
}
