using Hubbub.Core;
using Hubbub.Protocols.Text;

namespace Hubbub.Tests.Text;

public sealed class CommandTests
{
    [Fact]
    public void Help_names_every_command_and_fits_80_columns()
    {
        var help = new TextChat().With("ada")[0].Type("/help");
        Assert.All(
            TextCommands.All,
            command => Assert.Contains($"  {command.Usage} ", help, StringComparison.Ordinal)
        );
        Assert.All(help.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Theory]
    [InlineData("/dance", "/dance")]
    [InlineData("/", "/")]
    [InlineData("/usr/bin is full", "/usr/bin")]
    [InlineData("/abcdefghijklmnopqrstuvwxyz", "/abcdefghijklmno…")]
    public void An_unknown_command_is_told_and_never_sent(string line, string named)
    {
        var people = new TextChat().With("ada", "bob");
        Assert.Equal(
            $"There is no command {named}. Nothing was sent. Type /help for a list.\n",
            people[0].Type(line)
        );
        Assert.Empty(people[1].Read());
    }

    [Theory]
    [InlineData("/msg", "/msg NAME TEXT")]
    [InlineData("/msg bob", "/msg NAME TEXT")]
    [InlineData("/msg bob ", "/msg NAME TEXT")]
    [InlineData("/me", "/me TEXT")]
    [InlineData("/say  ", "/say TEXT")]
    [InlineData("/join", "/join ROOM [KEY]")]
    [InlineData("/nick", "/nick NAME")]
    [InlineData("/kick", "/kick NAME [WHY]")]
    public void A_command_that_needs_more_shows_its_syntax(string line, string usage)
    {
        var told = new TextChat().With("ada", "bob")[0].Type(line);
        Assert.StartsWith($"That needs more: {usage} (", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_are_read_in_any_case() =>
        Assert.Equal("You are called eve now.\n", new TextChat().With("ada")[0].Type("/NICK eve"));

    [Fact]
    public void A_name_of_endless_length_is_not_looked_up()
    {
        var chat = new TextChat();
        var ada = chat.With("ada")[0];
        var logged = chat.Entries.Count;
        Assert.Equal(
            "No name is that long. Nothing was sent or changed.\n",
            ada.Type("/msg " + new string('x', 5000) + " hi")
        );
        Assert.Equal(logged, chat.Entries.Count);
    }

    [Theory]
    [InlineData("quit")]
    [InlineData("QUIT")]
    [InlineData("/quit")]
    [InlineData("/Quit")]
    [InlineData("\\quit")]
    [InlineData("\\qUIT")]
    [InlineData("  quit  ")]
    public void Quit_alone_on_a_line_leaves(string word)
    {
        var people = new TextChat().With("ada", "bob");
        Assert.Equal("Goodbye, ada.\n", people[0].Type(word));
        Assert.True(people[0].Wire.IsEnding);
        Assert.Equal("ada has left.\n", people[1].Read());
    }

    [Fact]
    public void A_reason_for_leaving_is_read_by_the_others()
    {
        var people = new TextChat().With("ada", "bob");
        people[0].Type("/quit tea time.");
        Assert.Equal("ada has left (tea time).\n", people[1].Read());
    }

    [Fact]
    public void What_is_typed_after_leaving_goes_nowhere()
    {
        var people = new TextChat().With("ada", "bob");
        people[0].Type("quit");
        people[1].Read();
        Assert.Empty(people[0].Type("hello?"));
        Assert.Empty(people[1].Read());
    }

    [Fact]
    public void Who_wants_to_leave_leaves_also_while_the_disk_is_full()
    {
        var chat = new TextChat();
        var ada = chat.With("ada")[0];
        chat.TurnsAway = "The server's disk is full.";
        ada.Type("quit");
        Assert.True(ada.Wire.IsEnding);
    }

    [Fact]
    public void A_new_name_is_told_to_both_sides()
    {
        var people = new TextChat().With("ada", "bob");
        Assert.Equal("You are called eve now.\n", people[0].Type("/nick eve"));
        Assert.Equal("ada is now called eve.\n", people[1].Read());
    }

    [Theory]
    [InlineData("/nick bob", "The name bob is taken. Please choose another.")]
    [InlineData("/nick ada", "You are called ada already.")]
    [InlineData("/nick a b", "A name cannot have white space in it. You are still called ada.")]
    public void A_new_name_that_is_refused_is_explained(string line, string told) =>
        Assert.Equal(told + "\n", new TextChat().With("ada", "bob")[0].Type(line));

    [Fact]
    public void Who_is_here_is_listed_with_what_they_are()
    {
        var chat = new TextChat();
        var people = chat.With("ada", "bob");
        people[0].Type("/join #tea");
        people[1].Type("/join #tea");
        chat.Do(people[1], new SetAway("lunch"));
        people[0].Read();
        Assert.Equal(
            """
            In #tea:
              ada (founder), bob (away)
            That is 2 people.

            """,
            people[0].Type("/who")
        );
    }

    [Theory]
    [InlineData("/who #lobby")]
    [InlineData("/who lobby")]
    [InlineData("/who LOBBY")]
    public void Another_room_can_be_listed(string line)
    {
        var people = new TextChat().With("ada", "bob");
        people[0].Type("/join #tea");
        Assert.Equal("In #lobby:\n  ada, bob\nThat is 2 people.\n", people[0].Type(line));
    }

    [Fact]
    public void A_room_that_is_not_there_cannot_be_listed() =>
        Assert.Equal(
            "There is no room #tea. Type /rooms to see which there are.\n",
            new TextChat().With("ada")[0].Type("/who tea")
        );

    [Fact]
    public void A_room_of_5000_is_listed_page_by_page_in_80_columns()
    {
        var chat = new TextChat();
        var ada = chat.With("ada")[0];
        for (var i = 0; i < 4999; i++)
        {
            var session = new SessionId(2, (uint)i + 1);
            var nick = $"somebody{i}";
            chat.Do(session, new Attach(nick, new FoldedNick(nick), "u", "h", "r"));
            chat.Do(session, new Join("#lobby", Settings.Default.Lobby));
        }

        ada.Read();
        var who = ada.Type("/who");
        Assert.Contains("somebody4998\nThat is 5000 people.\n", who, StringComparison.Ordinal);
        Assert.Equal(5000, who.Split(", ").Length + who.Split(",\n").Length - 1);
        Assert.All(who.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.InRange(ada.Pulls, 4, 100);
    }

    [Fact]
    public void Who_comes_into_a_large_room_reads_twenty_names_and_how_many_more()
    {
        var chat = new TextChat();
        chat.With([.. Enumerable.Range(0, 30).Select(i => $"p{i}")]);
        var told = chat.Connect().Type("ada");
        Assert.Contains("p19, 10 more (/who shows all).\n", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Rooms_are_listed_with_people_and_topic_in_80_columns()
    {
        var ada = new TextChat().With("ada")[0];
        ada.Type("/join #tea");
        ada.Type("/topic " + new string('t', 100));
        var rooms = ada.Type("/rooms");
        Assert.StartsWith("  #lobby               1 person\n", rooms, StringComparison.Ordinal);
        Assert.Contains("  #tea                 1 person     ttt", rooms, StringComparison.Ordinal);
        Assert.EndsWith(
            "That is 2 rooms. Type /join ROOM to go into one.\n",
            rooms,
            StringComparison.Ordinal
        );
        Assert.All(rooms.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Refusals_fit_80_columns() =>
        Assert.All(
            Enum.GetValues<Reason>(),
            reason =>
                Assert.InRange(
                    Refusals.WordsOf(new Refused(default, reason, "#lobby", "#lobby")).Length,
                    1,
                    80
                )
        );

    [Fact]
    public void Every_reason_and_mode_has_its_words()
    {
        Assert.All(Enum.GetValues<Reason>(), reason => Assert.True(Refusals.Knows(reason)));
        Assert.All(Enum.GetValues<RoomMode>(), mode => Assert.True(RoomChangeWords.Knows(mode)));
        Assert.All(Enum.GetValues<DetachCause>(), cause => Assert.NotEmpty(Causes.WordsOf(cause)));
    }
}
