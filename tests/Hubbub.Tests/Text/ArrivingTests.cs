using Hubbub.Core;

namespace Hubbub.Tests.Text;

public sealed class ArrivingTests
{
    [Fact]
    public void Who_connects_is_greeted_and_asked_for_a_name()
    {
        var chat = new TextChat(motd: ["Be kind."]);
        Assert.Equal(
            """
            Welcome to the lab (Hubbub 0.1).
            Be kind.
            What is your name? Type it, then Enter. (quit leaves.)

            """,
            chat.Connect().Read()
        );
    }

    [Fact]
    public void Who_gives_a_name_is_in_the_lobby_and_told_how_to_go_on()
    {
        var ada = new TextChat().Connect();
        ada.Read();
        Assert.Equal(
            """
            Hello, ada.
            You are in #lobby. Nobody else is here yet.
            What you type is said here. /help shows more; quit leaves.

            """,
            ada.Type("ada")
        );
        Assert.True(ada.Wire.IsAttached);
    }

    [Fact]
    public void Who_comes_sees_who_is_there_the_topic_and_the_last_lines()
    {
        var chat = new TextChat();
        var ada = chat.With("ada", "bob")[0];
        chat.Do(ada, new GrantOperator("ada"));
        ada.Type("/topic tea at four");
        ada.Type("hello");
        ada.Type("/me waves");
        chat.Now += 86_400_000_000;
        ada.Type("good morning");
        var cy = chat.Connect();
        cy.Read();
        Assert.Equal(
            """
            Hello, cy.
            You are in #lobby.
            Here with you: ada, bob.
            The topic of #lobby: tea at four (set by ada)
            The last that was said here:
            1970-01-01 10:00 ada> hello
            1970-01-01 10:00 * ada waves
            10:00 ada> good morning
            What you type is said here. /help shows more; quit leaves.

            """,
            cy.Type("cy")
        );
    }

    [Fact]
    public void The_last_lines_name_those_who_have_gone_by_the_name_they_had()
    {
        var chat = new TextChat();
        var ada = chat.With("ada")[0];
        ada.Type("hello");
        ada.Type("/nick eve");
        ada.Type("quit");
        Assert.Contains("10:00 ada> hello\n", chat.Connect().Type("bob"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_names_of_the_last_lines_stand_in_a_snapshot()
    {
        var chat = new TextChat();
        var ada = chat.With("ada")[0];
        ada.Type("hello");
        ada.Type("/nick eve");
        Assert.True(Hub.TryFromSnapshot(chat.Hub.ToSnapshot(), out var restored));
        var recent = restored.Answer(ada.Session, new RecentIn(Settings.Default.Lobby, 20));
        Assert.Equal(["ada"], Assert.IsType<RecentAnswer>(recent).Nicks);
    }

    [Fact]
    public void Erased_lines_are_not_shown()
    {
        var chat = new TextChat();
        var ada = chat.With("ada")[0];
        ada.Type("secret");
        chat.Erase("secret");
        Assert.DoesNotContain(
            "last that was said",
            chat.Connect().Type("bob"),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void At_most_twenty_last_lines_are_shown()
    {
        var chat = new TextChat();
        var ada = chat.With("ada")[0];
        for (var i = 1; i <= 30; i++)
            ada.Type($"line {i}");
        var shown = chat.Connect().Type("bob");
        Assert.Equal(20, shown.Split("ada> ").Length - 1);
        Assert.DoesNotContain("line 10\n", shown, StringComparison.Ordinal);
        Assert.Contains("line 11\n", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_last_lines_make_them_fewer_but_the_newest_is_shown()
    {
        var chat = new TextChat();
        var ada = chat.With("ada")[0];
        for (var i = 0; i < 5; i++)
            ada.Type(new string('x', 16 * 1024));
        var shown = chat.Connect().Type("bob");
        Assert.Equal(1, shown.Split("ada> ").Length - 1);
    }

    [Theory]
    [InlineData("", "A name cannot be empty. Another?")]
    [InlineData("   ", "A name cannot be empty. Another?")]
    [InlineData("elevenchars", "That name is too long: at most 10 characters. Another?")]
    [InlineData("ada b", "A name cannot have white space in it. Another?")]
    [InlineData("ada\tb", "A name cannot have white space in it. Another?")]
    [InlineData("ada\u00A0b", "A name cannot have white space in it. Another?")]
    [InlineData("ad\u001Ba", "A name cannot have control or invisible characters in it. Another?")]
    [InlineData("ad\u200Ba", "A name cannot have control or invisible characters in it. Another?")]
    [InlineData("ada,b", "A name cannot have , in it. Another?")]
    [InlineData("#ada", "A name cannot have # in it. Another?")]
    [InlineData("1ada", "A name cannot begin with a digit or a dash. Another?")]
    [InlineData("/who", "Please give a name first; commands work after that. Your name?")]
    public void A_name_that_is_refused_is_explained_and_asked_again(string name, string told)
    {
        var ada = new TextChat(nickLength: 10).Connect();
        ada.Read();
        Assert.Equal(told + "\n", ada.Type(name));
        Assert.StartsWith("Hello, ada.", ada.Type("ada"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_of_ten_characters_as_people_count_them_is_taken()
    {
        var ada = new TextChat(nickLength: 10).Connect();
        ada.Read();
        Assert.StartsWith(
            "Hello, élodie日本🙂x.",
            ada.Type("élodie日本🙂x"),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("ada")]
    [InlineData("ADA")]
    public void A_name_that_is_taken_is_asked_again(string name)
    {
        var chat = new TextChat();
        chat.With("ada");
        var other = chat.Connect();
        other.Read();
        Assert.Equal("That name is taken. Another?\n", other.Type(name));
        Assert.StartsWith("Hello, bob.", other.Type("bob"), StringComparison.Ordinal);
    }

    [Fact]
    public void White_space_around_a_name_does_not_count()
    {
        var ada = new TextChat().Connect();
        ada.Read();
        Assert.StartsWith("Hello, ada.", ada.Type("  ada "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("quit")]
    [InlineData("/QUIT")]
    [InlineData("\\Quit")]
    public void Who_leaves_before_they_have_a_name_is_said_goodbye_to(string word)
    {
        var chat = new TextChat();
        var nobody = chat.Connect();
        nobody.Read();
        var logged = chat.Entries.Count;
        Assert.Equal("Goodbye.\n", nobody.Type(word));
        Assert.True(nobody.Wire.IsEnding);
        Assert.Equal(logged, chat.Entries.Count);
    }

    [Fact]
    public void The_password_is_asked_for_first_and_never_logged()
    {
        var chat = new TextChat(password: "sesame");
        var ada = chat.Connect();
        Assert.EndsWith(
            "This server asks for its password. Type it, then Enter.\n",
            ada.Read(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Thank you. What is your name? Type it, then Enter. (quit leaves.)\n",
            ada.Type("sesame")
        );
        Assert.StartsWith("Hello, ada.", ada.Type("ada"), StringComparison.Ordinal);
        Assert.DoesNotContain(
            chat.Entries,
            entry => entry.ToString().Contains("sesame", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void After_three_wrong_passwords_it_is_over()
    {
        var ada = new TextChat(password: "sesame").Connect();
        ada.Read();
        Assert.Equal("That password is wrong. Please try again.\n", ada.Type("salami"));
        Assert.Equal("That password is wrong. Please try again.\n", ada.Type("sesam"));
        Assert.Contains("Goodbye.", ada.Type("simsim"), StringComparison.Ordinal);
        Assert.True(ada.Wire.IsEnding);
        Assert.Empty(ada.Type("sesame"));
    }

    [Fact]
    public void A_password_that_could_not_be_checked_is_asked_for_again()
    {
        var ada = new TextChat(password: "sesame").Connect();
        ada.Read();
        _ = ada.Wire.OnLine("sesame"u8).Later;
        Assert.Equal(
            "Your password could not be checked. Please type it again.\n",
            ada.Type("sesame")
        );
        Assert.StartsWith("Thank you.", ada.Type("sesame"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_told_and_the_name_asked_again()
    {
        var chat = new TextChat { TurnsAway = "The server's disk is full." };
        var ada = chat.Connect();
        ada.Read();
        Assert.Equal(
            "The server's disk is full.\nWhat is your name? Type it, then Enter. (quit leaves.)\n",
            ada.Type("ada")
        );
        chat.TurnsAway = null;
        Assert.StartsWith("Hello, ada.", ada.Type("ada"), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_banned_from_the_lobby_is_told_how_to_go_elsewhere()
    {
        var chat = new TextChat();
        var ada = chat.With("ada")[0];
        chat.Do(ada, new GrantOperator("ada"));
        chat.Do(
            ada,
            new ChangeRoom(
                "#lobby",
                Settings.Default.Lobby,
                [new RoomChange(Adds: true, RoomMode.Ban, "mal!*@*")]
            )
        );
        var mal = chat.Connect();
        mal.Read();
        Assert.Equal(
            """
            Hello, mal.
            You are banned from #lobby. One of its operators can lift the ban.
            You are in no room. /join ROOM goes into one, /rooms shows which there are.

            """,
            mal.Type("mal")
        );
        Assert.Contains("you are in no room.", mal.Type("hello?"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_that_breaks_before_a_name_is_given_logs_nothing()
    {
        var chat = new TextChat();
        var nobody = chat.Connect();
        var logged = chat.Entries.Count;
        nobody.Close(DetachCause.ConnectionLost, "reset");
        Assert.Equal(logged, chat.Entries.Count);
    }
}
