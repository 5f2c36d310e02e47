using Hubbub.Core;

namespace Hubbub.Tests.Text;

public sealed class RoomTests
{
    private static readonly FoldedRoom s_tea = new("#tea");

    [Theory]
    [InlineData("/join #tea")]
    [InlineData("/join tea")]
    public void A_room_that_is_not_there_is_made(string line) =>
        Assert.Equal(
            "You have made the room #tea and are its operator. Nobody else is here yet.\n",
            new TextChat().With("ada")[0].Type(line)
        );

    [Fact]
    public void What_is_typed_after_joining_is_said_there_and_read_with_the_rooms_name()
    {
        var people = new TextChat().With("ada", "bob");
        people[0].Type("/join #tea");
        Assert.Equal(
            "You are in #tea.\nHere with you: ada (founder).\n",
            people[1].Type("/join #tea")
        );
        Assert.Equal("[#tea] bob has come in.\n", people[0].Read());
        people[1].Type("hello");
        Assert.Equal("[#tea] bob> hello\n", people[0].Read());
    }

    [Fact]
    public void Joining_holds_back_what_is_typed_next()
    {
        var ada = new TextChat().With("ada")[0];
        Assert.True(ada.Wire.OnLine("/join #tea"u8).Ask!.Holds);
        Assert.True(ada.Wire.OnLine("/leave #tea"u8).Ask!.Holds);
        Assert.False(ada.Wire.OnLine("hello"u8).Ask!.Holds);
    }

    [Fact]
    public void Joining_a_room_one_is_in_switches_to_it()
    {
        var chat = new TextChat();
        var people = chat.With("ada", "bob");
        people[0].Type("/join #tea");
        Assert.Equal("What you type is said in #lobby now.\n", people[0].Type("/join lobby"));
        people[0].Type("back");
        Assert.Contains("[#lobby] ada> back\n", people[1].Read(), StringComparison.Ordinal);
        Assert.Equal("What you type is already said in #lobby.\n", people[0].Type("/join #LOBBY"));
    }

    [Theory]
    [InlineData("/join #a,b")]
    [InlineData("/join #")]
    [InlineData("/join #a*b")]
    public void A_room_with_an_odd_name_is_not_made(string line)
    {
        var told = new TextChat().With("ada")[0].Type(line);
        Assert.StartsWith("A room's name ", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Leaving_goes_back_to_another_room()
    {
        var people = new TextChat().With("ada", "bob");
        people[0].Type("/join #tea");
        people[1].Type("/join #tea");
        people[0].Read();
        Assert.Equal(
            "You have left #tea.\nWhat you type is said in #lobby now.\n",
            people[0].Type("/leave")
        );
        Assert.Equal("[#tea] ada has left the room.\n", people[1].Read());
    }

    [Fact]
    public void Leaving_another_room_stays_in_the_current()
    {
        var ada = new TextChat().With("ada")[0];
        ada.Type("/join #tea");
        Assert.Equal("You have left #lobby.\n", ada.Type("/leave #lobby"));
        Assert.StartsWith("In #tea:", ada.Type("/who"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("/who")]
    [InlineData("/leave")]
    [InlineData("/topic")]
    [InlineData("/topic tea")]
    [InlineData("/kick bob")]
    [InlineData("/me waves")]
    public void Who_is_in_no_room_is_told_how_to_join_one(string line)
    {
        var ada = new TextChat().With("ada")[0];
        Assert.Equal(
            """
            You have left #lobby.
            You are in no room. /join ROOM goes into one, /rooms shows which there are.

            """,
            ada.Type("/leave")
        );
        var told = ada.Type(line);
        Assert.Contains("ou are in no room. /join ROOM", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/leave #tea", "There is no room #tea. Type /rooms to see which there are.")]
    [InlineData("/kick zoe", "Only an operator of #lobby can do that. /who #lobby shows who is.")]
    [InlineData("/topic x", "Only an operator of #lobby can do that. /who #lobby shows who is.")]
    public void A_refusal_says_what_to_do(string line, string told) =>
        Assert.Equal(told + "\n", new TextChat().With("ada")[0].Type(line));

    [Fact]
    public void A_room_with_a_key_opens_to_the_key()
    {
        var chat = new TextChat();
        var people = chat.With("ada", "bob");
        people[0].Type("/join #tea");
        var key = new RoomChange(
            Adds: true,
            RoomMode.Key,
            "earlgrey",
            Key: RoomKey.HashOf("earlgrey")
        );
        chat.Do(people[0], new ChangeRoom("#tea", s_tea, [key]));
        const string Refused = "#tea needs its key: type /join #tea KEY, with the right key.\n";
        Assert.Equal(Refused, people[1].Type("/join #tea"));
        Assert.Equal(Refused, people[1].Type("/join #tea coffee"));
        Assert.StartsWith(
            "You are in #tea.",
            people[1].Type("/join #tea earlgrey"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_topic_is_set_shown_and_taken_away()
    {
        var people = new TextChat().With("ada", "bob");
        people[0].Type("/join #tea");
        people[1].Type("/join #tea");
        people[0].Read();
        Assert.Equal("#tea has no topic. /topic TEXT sets one.\n", people[0].Type("/topic"));
        Assert.Equal("[#tea] ada set the topic: at four\n", people[0].Type("/topic at four"));
        Assert.Equal("[#tea] ada set the topic: at four\n", people[1].Read());
        Assert.Equal("The topic of #tea: at four (set by ada)\n", people[1].Type("/topic"));
        Assert.Equal("[#tea] ada took the topic away.\n", people[0].Type("/topic -"));
    }

    [Fact]
    public void A_topic_that_is_too_long_is_told()
    {
        var ada = new TextChat().With("ada")[0];
        ada.Type("/join #tea");
        Assert.Equal(
            "A topic holds at most 390 bytes; that has 391. Nothing was changed.\n",
            ada.Type("/topic " + new string('t', 391))
        );
    }

    [Fact]
    public void Who_is_put_out_of_a_room_reads_by_whom_and_why()
    {
        var people = new TextChat().With("ada", "bob");
        people[0].Type("/join #tea");
        people[1].Type("/join #tea");
        people[0].Read();
        Assert.Equal("You have put bob out of #tea.\n", people[0].Type("/kick bob too loud"));
        Assert.Equal("You were put out of #tea by ada (too loud).\n", people[1].Read());
    }

    [Fact]
    public void What_is_typed_into_a_room_one_was_put_out_of_goes_nowhere_else()
    {
        var people = new TextChat().With("ada", "bob", "cy");
        people[0].Type("/join #tea");
        people[1].Type("/join #tea");
        people[0].Type("/kick bob");
        people[1].Read();
        people[2].Read();
        Assert.Equal(
            """
            You are not in #tea any more. Nothing was sent or changed.
            What you type is said in #lobby now.

            """,
            people[1].Type("I am still here")
        );
        Assert.Empty(people[2].Read());
        people[1].Type("hello lobby");
        Assert.Equal("[#lobby] bob> hello lobby\n", people[2].Read());
    }

    [Fact]
    public void Who_may_not_speak_is_told()
    {
        var chat = new TextChat();
        var people = chat.With("ada", "bob");
        people[0].Type("/join #tea");
        people[1].Type("/join #tea");
        Change(chat, people[0], new RoomChange(Adds: true, RoomMode.Moderated));
        Assert.Equal(
            "[#tea] ada made the room quiet: only those with a voice may speak.\n",
            people[1].Read()
        );
        Assert.Equal(
            "Nothing was sent: you may not speak in #tea. Ask its operators for a voice.\n",
            people[1].Type("hello")
        );
    }

    [Theory]
    [InlineData(RoomMode.Operator, true, "bob", "ada made bob an operator.")]
    [InlineData(RoomMode.Voice, true, "bob", "ada gave bob a voice.")]
    [InlineData(RoomMode.Ban, true, "mal!*@*", "ada banned mal!*@*.")]
    [InlineData(RoomMode.Limit, true, "10", "ada lets at most 10 people be in the room.")]
    [InlineData(RoomMode.Key, true, "earlgrey", "ada gave the room a key.")]
    [InlineData(RoomMode.TopicByOperators, false, "", "ada lets everybody set the topic.")]
    [InlineData(
        RoomMode.InviteOnly,
        true,
        "",
        "ada closed the room: only invited people may come in."
    )]
    public void Changes_of_a_room_are_told_in_plain_words(
        RoomMode mode,
        bool adds,
        string parameter,
        string told
    )
    {
        var chat = new TextChat();
        var people = chat.With("ada", "bob");
        people[0].Type("/join #tea");
        people[1].Type("/join #tea");
        Change(
            chat,
            people[0],
            new RoomChange(adds, mode, parameter, new FoldedNick(parameter), 7)
        );
        Assert.Equal($"[#tea] {told}\n", people[1].Read());
    }

    [Fact]
    public void Who_is_invited_reads_how_to_go_there()
    {
        var chat = new TextChat();
        var people = chat.With("ada", "bob");
        people[0].Type("/join #tea");
        chat.Do(people[0], new Invite("bob", new FoldedNick("bob"), "#tea", s_tea));
        Assert.Equal("ada invites you to #tea. Type /join #tea to go there.\n", people[1].Read());
    }

    [Theory]
    [InlineData(
        DetachCause.ConnectionLost,
        "reset",
        "ada has gone: the connection was lost (reset)."
    )]
    [InlineData(DetachCause.TimedOut, "", "ada has gone: nothing was heard for too long.")]
    [InlineData(
        DetachCause.OutboxFull,
        "SendQ exceeded",
        "ada has gone: too slow to read what was sent (SendQ exceeded)."
    )]
    public void Who_vanishes_is_told_with_the_reason(DetachCause cause, string reason, string told)
    {
        var people = new TextChat().With("ada", "bob");
        people[0].Close(cause, reason);
        Assert.Equal(told + "\n", people[1].Read());
        Assert.True(people[0].Wire.IsEnding);
    }

    [Fact]
    public void Who_shares_two_rooms_reads_a_departure_once()
    {
        var people = new TextChat().With("ada", "bob");
        people[0].Type("/join #tea");
        people[1].Type("/join #tea");
        people[1].Read();
        people[0].Type("quit");
        Assert.Equal("ada has left.\n", people[1].Read());
    }

    [Fact]
    public void Who_is_put_off_the_server_is_told_by_whom()
    {
        var chat = new TextChat();
        var people = chat.With("ada", "bob", "cy");
        chat.Do(people[0], new GrantOperator("ada"));
        chat.Do(people[0], new Kill("bob", new FoldedNick("bob")), "spam");
        Assert.Equal("You were put off the server by ada (spam).\n", people[1].Read());
        Assert.True(people[1].Wire.IsEnding);
        Assert.Equal("bob was put off the server by ada (spam).\n", people[2].Read());
    }

    [Fact]
    public void The_servers_end_is_told_to_all_with_the_reason()
    {
        var chat = new TextChat();
        var people = chat.With("ada", "bob");
        chat.Do(null, new Stopped(), "back at noon");
        Assert.All(
            people,
            person => Assert.Equal("The server is closing (back at noon).\n", person.Read())
        );
    }

    private static void Change(TextChat chat, Terminal by, RoomChange change) =>
        chat.Do(by, new ChangeRoom("#tea", s_tea, [change]));
}
