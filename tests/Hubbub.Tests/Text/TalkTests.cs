using Hubbub.Core;

namespace Hubbub.Tests.Text;

public sealed class TalkTests
{
    [Fact]
    public void Given_turns_when_people_speak_then_they_read_whose_turn_it_is()
    {
        var people = Stick(out _, "ada", "bob");
        Assert.Equal("Nothing was sent: it is ada's turn in #tea.\n", people[1].Type("me first"));
        Assert.Equal("[#tea] It is bob's turn.\n", people[0].Type("hello"));
        Assert.Equal("[#tea] ada> hello\n[#tea] It is your turn.\n", people[1].Read());
        Assert.Equal("Turns in #tea: bob, ada.\n", people[1].Type("/turn"));
        Assert.Equal("[#tea] bob passes.\n[#tea] It is ada's turn.\n", people[1].Type("/pass"));
    }

    [Fact]
    public void Given_turns_when_what_is_said_is_too_long_then_its_length_is_told()
    {
        var people = Stick(out _, "ada", "bob");
        people[0].Type("/turns on 5");
        Assert.Equal(
            "Nothing was sent: that has 6 characters; 5 may be said at once in #tea.\n",
            people[0].Type("hello!")
        );
    }

    [Theory]
    [InlineData("/turns maybe")]
    [InlineData("/turns on some")]
    public void Given_turns_when_typed_wrongly_then_the_right_way_is_told(string line) =>
        Assert.StartsWith("Say /turns on", Stick(out _, "ada")[0].Type(line));

    [Fact]
    public void Given_nobody_at_the_console_when_asked_to_talk_then_it_is_told() =>
        Assert.Equal(
            "Nobody is at the console of this server.\n",
            new TextChat().With("ada")[0].Type("/talk")
        );

    [Fact]
    public void Given_somebody_at_the_console_when_two_ask_then_one_talks_and_one_waits()
    {
        var chat = new TextChat();
        var people = chat.With("host", "gus", "ann");
        chat.Do(people[0], new GrantOperator("boss"));
        chat.Do(people[0], new OpenDesk("#talk", Fold("#talk"), 500, 10, Dismisses: false));
        people[0].Read();

        var guest = people[1].Type("/talk");
        Assert.EndsWith(
            "[#talk] gus talks with host, in turns, 500 characters at most. gus begins.\n"
                + "[#talk] It is your turn.\n",
            guest
        );
        Assert.Equal(
            "host is talking with somebody. You are number 1 in line.\n",
            people[2].Type("/talk")
        );
        people[0].Read();
        people[1].Type("good morning");
        Assert.Equal("[#talk] gus> good morning\n[#talk] It is your turn.\n", people[0].Read());

        people[1].Type("/talk end");

        Assert.Contains("[#talk] gus closed the conversation.\n", people[0].Read());
        Assert.EndsWith("[#talk] It is your turn.\n", people[2].Read());
    }

    [Fact]
    public void Given_a_dismissing_console_when_the_host_ends_the_talk_then_the_guest_is_gone()
    {
        var chat = new TextChat();
        var people = chat.With("host", "gus");
        chat.Do(people[0], new GrantOperator("boss"));
        chat.Do(people[0], new OpenDesk("#talk", Fold("#talk"), 500, 10, Dismisses: true));
        people[1].Type("/talk");
        chat.Do(people[0], new EndTalk());

        Assert.EndsWith("[#talk] host closed the conversation.\nGoodbye, gus.\n", people[1].Read());
        Assert.True(people[1].Wire.IsEnding);
    }

    [Fact]
    public void Given_a_server_for_talks_only_when_people_come_then_they_talk_wait_or_are_told_it_is_full()
    {
        var chat = new TextChat(talkOnly: true);
        var host = new SessionId(7, 7);
        chat.Do(host, new Attach("host", new FoldedNick("host"), "~h", "h", "host"));
        chat.Do(host, new GrantOperator("boss"));
        chat.Do(host, new OpenDesk("#talk", Fold("#talk"), 500, 1, Dismisses: true));

        var first = chat.Connect();
        Assert.StartsWith("Here you talk with one person, in turns", first.Read());
        Assert.EndsWith(
            "[#talk] It is your turn.\nAt your turn type, then Enter. quit leaves, at any time.\n",
            first.Type("ada")
        );
        var second = chat.Connect();
        second.Read();
        Assert.Equal(
            "Hello, bob.\nhost is talking with somebody. You are number 1 in line.\n"
                + "At your turn type, then Enter. quit leaves, at any time.\n",
            second.Type("bob")
        );
        var third = chat.Connect();
        Assert.EndsWith("Goodbye, carl.\n", third.Type("carl"));
        Assert.True(third.Wire.IsEnding);
    }

    private static FoldedRoom Fold(string room) => Hubbub.Protocols.NameRules.FoldRoom(room);

    /// <summary>People in a room of their own, where the first has turned turns on.</summary>
    private static Terminal[] Stick(out TextChat chat, params string[] names)
    {
        chat = new TextChat();
        var people = chat.With(names);
        foreach (var person in people)
            person.Type("/join #tea");
        people[0].Type("/turns on");
        foreach (var person in people)
            person.Read();
        return people;
    }
}
