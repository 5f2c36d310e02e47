using System.Text;
using Hubbub.Core;

namespace Hubbub.Tests.Text;

public sealed class SayingTests
{
    [Fact]
    public void What_is_typed_is_read_by_the_others_with_who_and_where_and_not_echoed()
    {
        var people = new TextChat().With("ada", "bob");
        Assert.Empty(people[0].Type("hello, world"));
        Assert.Equal("[#lobby] ada> hello, world\n", people[1].Read());
    }

    [Fact]
    public void Lines_end_with_CR_LF()
    {
        var people = new TextChat().With("ada", "bob");
        people[0].Type("hello");
        Assert.Equal("[#lobby] ada> hello\r\n"u8.ToArray(), people[1].ReadBytes());
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\t")]
    public void Empty_lines_are_ignored(string line)
    {
        var people = new TextChat().With("ada", "bob");
        Assert.Empty(people[0].Type(line));
        Assert.Empty(people[1].Read());
    }

    [Fact]
    public void Two_slashes_say_one()
    {
        var people = new TextChat().With("ada", "bob");
        people[0].Type("//usr/bin is full");
        Assert.Equal("[#lobby] ada> /usr/bin is full\n", people[1].Read());
    }

    [Theory]
    [InlineData("/say quit", "quit")]
    [InlineData("/say /quit", "/quit")]
    [InlineData("/SAY  two words", "two words")]
    [InlineData("quit now", "quit now")]
    [InlineData("\\o/", "\\o/")]
    [InlineData("//quit", "/quit")]
    public void Anything_can_be_said(string line, string said)
    {
        var people = new TextChat().With("ada", "bob");
        Assert.Empty(people[0].Type(line));
        Assert.Equal($"[#lobby] ada> {said}\n", people[1].Read());
    }

    [Fact]
    public void What_one_does_is_read_with_a_star()
    {
        var people = new TextChat().With("ada", "bob");
        Assert.Empty(people[0].Type("/me waves"));
        Assert.Equal("[#lobby] * ada waves\n", people[1].Read());
    }

    [Fact]
    public void A_notice_of_another_client_is_marked()
    {
        var chat = new TextChat();
        var people = chat.With("ada", "bob");
        chat.Say(people[0], MessageKind.Notice, "backup at six"u8.ToArray());
        Assert.Equal("[#lobby] ada (notice)> backup at six\n", people[1].Read());
    }

    [Fact]
    public void A_message_of_several_lines_shows_on_each_who_said_it()
    {
        var chat = new TextChat();
        var people = chat.With("ada", "bob");
        chat.Say(people[0], MessageKind.Said, "one\nbob> two"u8.ToArray());
        Assert.Equal("[#lobby] ada> one\n[#lobby] ada> bob> two\n", people[1].Read());
    }

    [Fact]
    public void A_private_message_reaches_one_person_only()
    {
        var people = new TextChat().With("ada", "bob", "cy");
        Assert.Empty(people[0].Type("/msg BOB  psst, you"));
        Assert.Equal("ada (to you)> psst, you\n", people[1].Read());
        Assert.Empty(people[2].Read());
    }

    [Fact]
    public void A_private_message_to_oneself_arrives()
    {
        var ada = new TextChat().With("ada")[0];
        Assert.Equal("ada (to you)> remember\n", ada.Type("/msg ada remember"));
    }

    [Fact]
    public void A_private_action_and_notice_are_marked()
    {
        var chat = new TextChat();
        var people = chat.With("ada", "bob");
        var bob = new FoldedNick("bob");
        chat.Do(people[0], new SayToPerson("bob", bob, MessageKind.Action, 4), "nods");
        chat.Do(people[0], new SayToPerson("bob", bob, MessageKind.Notice, 4), "beep");
        Assert.Equal("* ada (to you) nods\nada (to you) (notice)> beep\n", people[1].Read());
    }

    [Fact]
    public void A_message_to_nobody_is_told()
    {
        var ada = new TextChat().With("ada")[0];
        Assert.Equal(
            "Nobody here is called zoe. Type /who to see who is here.\n",
            ada.Type("/msg zoe hello")
        );
    }

    [Fact]
    public void Who_writes_to_somebody_away_is_told()
    {
        var chat = new TextChat();
        var people = chat.With("ada", "bob");
        chat.Do(people[1], new SetAway("lunch"));
        Assert.Equal("bob is away (lunch).\n", people[0].Read());
        Assert.Equal("bob is away (lunch).\n", people[0].Type("/msg bob hello"));
    }

    [Fact]
    public void A_message_can_go_to_another_room_of_ones_own()
    {
        var people = new TextChat().With("ada", "bob");
        people[0].Type("/join tea");
        people[0].Type("/msg #lobby back soon");
        Assert.Contains("[#lobby] ada> back soon\n", people[1].Read(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u001B[31mred", "␛[31mred")]
    [InlineData("bell\a", "bell␇")]
    [InlineData("a\rb", "a␍b")]
    [InlineData("del\u007F", "del␡")]
    [InlineData("csi\u009B2J", "csi<U+009B>2J")]
    [InlineData("a\u202Eb", "a<U+202E>b")]
    [InlineData("tab\there", "tab\there")]
    [InlineData("grüße 日本 🙂", "grüße 日本 🙂")]
    public void Control_characters_of_others_are_shown_and_never_passed_on(
        string said,
        string shown
    )
    {
        var chat = new TextChat();
        var people = chat.With("ada", "bob");
        chat.Say(people[0], MessageKind.Said, Encoding.UTF8.GetBytes(said));
        Assert.Equal($"[#lobby] ada> {shown}\n", people[1].Read());
    }

    [Fact]
    public void Bytes_of_others_that_are_not_UTF_8_are_replaced()
    {
        var chat = new TextChat();
        var people = chat.With("ada", "bob");
        chat.Say(people[0], MessageKind.Said, [(byte)'a', 0xFF, (byte)'b', 0xC3]);
        Assert.Equal("[#lobby] ada> a\uFFFDb\uFFFD\n", people[1].Read());
    }

    [Fact]
    public void A_line_that_is_not_UTF_8_is_refused_and_nothing_sent()
    {
        var chat = new TextChat();
        var people = chat.With("ada", "bob");
        var logged = chat.Entries.Count;
        Assert.Equal(
            "That is not valid UTF-8. Nothing was sent. Please set your terminal to UTF-8.\n",
            people[0].Send([(byte)'a', 0xE9])
        );
        Assert.Equal(logged, chat.Entries.Count);
        Assert.Empty(people[1].Read());
    }

    [Fact]
    public void A_message_of_16_KiB_is_said()
    {
        var people = new TextChat().With("ada", "bob");
        Assert.Empty(people[0].Type(new string('x', 16 * 1024)));
        Assert.Equal("[#lobby] ada> \n".Length + (16 * 1024), people[1].Read().Length);
    }

    [Theory]
    [InlineData("", 16385)]
    [InlineData("", 100_000)]
    [InlineData("/say ", 16385)]
    [InlineData("/msg bob ", 16385)]
    [InlineData("/me ", 16385)]
    public void A_longer_one_is_told_and_nothing_sent(string command, int length)
    {
        var chat = new TextChat();
        var people = chat.With("ada", "bob");
        var logged = chat.Entries.Count;
        Assert.Equal(
            "That is too long: one message holds at most 16384 bytes. Nothing was sent.\n",
            people[0].Type(command + new string('x', length))
        );
        Assert.Equal(logged, chat.Entries.Count);
        Assert.Empty(people[1].Read());
    }

    [Fact]
    public void The_length_is_logged_in_characters_as_people_count_them()
    {
        var chat = new TextChat();
        chat.With("ada")[0].Type("e\u0301🙂");
        Assert.Equal(2, Assert.IsType<SayToRoom>(chat.Entries[^1].Command).Length);
    }

    [Fact]
    public void What_cannot_be_logged_is_told()
    {
        var chat = new TextChat();
        var people = chat.With("ada", "bob");
        chat.TurnsAway = "The server's disk is full. Nothing was sent.";
        Assert.Equal("The server's disk is full. Nothing was sent.\n", people[0].Type("hello"));
        Assert.Empty(people[1].Read());
    }
}
