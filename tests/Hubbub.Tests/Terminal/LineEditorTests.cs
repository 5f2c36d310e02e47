using Hubbub.Terminal.Editing;

namespace Hubbub.Tests.Terminal;

public sealed class LineEditorTests
{
    [Theory]
    [InlineData("C-a", "|one two")]
    [InlineData("Home", "|one two")]
    [InlineData("C-b", "one tw|o")]
    [InlineData("M-b", "one |two")]
    [InlineData("C-Left", "one |two")]
    [InlineData("Backspace", "one tw|")]
    [InlineData("C-w", "one |")]
    [InlineData("M-Backspace", "one |")]
    [InlineData("C-u", "|")]
    [InlineData("C-t", "one tow|")]
    [InlineData("C-a C-f", "o|ne two")]
    [InlineData("C-a M-f", "one| two")]
    [InlineData("C-a C-d", "|ne two")]
    [InlineData("C-a Delete", "|ne two")]
    [InlineData("C-a M-d", "| two")]
    [InlineData("C-a C-k", "|")]
    [InlineData("C-a M-f C-k", "one|")]
    [InlineData("C-a M-u", "ONE| two")]
    [InlineData("C-a M-c", "One| two")]
    [InlineData("C-a C-t", "|one two")]
    [InlineData("C-a C-e", "one two|")]
    [InlineData("C-w C-w C-y", "one two|")]
    [InlineData("C-w C-a C-y", "two|one ")]
    [InlineData("C-w Left Left C-w C-e C-y", "e on|")]
    [InlineData("C-w C-_", "one two|")]
    [InlineData("Backspace Backspace C-_ C-_", "one two|")]
    public void Keys_do_what_readline_does(string keys, string shown) =>
        Assert.Equal(shown, Press("one two", keys));

    [Fact]
    public void M_y_puts_an_older_cut_in_the_place_of_the_newest()
    {
        var typing = new Typing().Type("one").Press("C-u").Type("two").Press("C-u", "C-y");
        Assert.Equal("two|", typing.Shown);
        Assert.Equal("one|", typing.Press("M-y").Shown);
        Assert.Equal("two|", typing.Press("M-y").Shown);
    }

    [Fact]
    public void What_was_typed_in_a_row_is_undone_in_one_step() =>
        Assert.Equal("|", new Typing().Type("hello").Press("C-_").Shown);

    [Theory]
    [InlineData("e\u0301")]
    [InlineData("👩‍👩‍👧")]
    [InlineData("🇩🇪")]
    [InlineData("❤️")]
    [InlineData("한")]
    public void A_character_as_people_count_them_goes_in_one_piece(string character)
    {
        var typing = new Typing().Type("a").Type(character).Type("b");
        Assert.Equal($"a|{character}b", typing.Press("Left", "Left").Shown);
        Assert.Equal($"a{character}|b", typing.Press("Right").Shown);
        Assert.Equal("a|b", typing.Press("Backspace").Shown);
    }

    [Fact]
    public void Alt_Enter_makes_another_line_and_Up_and_Down_move_between_them()
    {
        var typing = new Typing().Type("one").Press("M-Enter").Type("three");
        Assert.Equal("one\nthree|", typing.Shown);
        Assert.Equal("one|\nthree", typing.Press("Up").Shown);
        Assert.Equal("|one\nthree", typing.Press("Home").Shown);
        Assert.Equal("one\n|three", typing.Press("Down").Shown);
        Assert.Equal("one|three", typing.Press("Backspace").Shown);
        Assert.Equal(Edited.Submitted, typing.Press("Enter").Last);
    }

    [Fact]
    public void Lines_typed_before_come_back_and_the_draft_is_kept()
    {
        var typing = new Typing(null, "first", "second").Type("draft");
        Assert.Equal("second|", typing.Press("Up").Shown);
        Assert.Equal("first|", typing.Press("Up", "Up").Shown);
        Assert.Equal("draft|", typing.Press("Down", "Down").Shown);
        Assert.Equal("first|", typing.Press("M-<").Shown);
        Assert.Equal("draft|", typing.Press("M->").Shown);
    }

    [Fact]
    public void What_was_taken_is_remembered_unless_it_is_secret()
    {
        var typing = new Typing().Type("one");
        Assert.Equal("one", typing.Editor.Take());
        typing.Type("secret").Editor.Take(remember: false);
        Assert.Equal("one|", typing.Press("Up").Shown);
    }

    [Fact]
    public void Ctrl_R_finds_what_was_typed_before()
    {
        var typing = new Typing(null, "make tea", "make coffee", "drink").Type("x").Press("C-r");
        Assert.Equal("make coffee|", typing.Type("make").Shown);
        Assert.Equal("find: make", typing.Editor.Searching);
        Assert.Equal("make tea|", typing.Press("C-r").Shown);
        Assert.Equal("make tea|", typing.Press("C-r").Shown);
        Assert.StartsWith("not found", typing.Editor.Searching, StringComparison.Ordinal);
        Assert.Equal("x|", typing.Press("C-g").Shown);
        typing.Press("C-r").Type("tea").Press("Left");
        Assert.Equal("make te|a", typing.Shown);
        Assert.Null(typing.Editor.Searching);
        Assert.Equal(Edited.Submitted, typing.Press("C-r").Type("drink").Press("Enter").Last);
        Assert.Equal("drink|", typing.Shown);
    }

    [Fact]
    public void Tab_goes_through_the_candidates_and_back_to_what_was_typed()
    {
        var typing = new Typing(
            (_, cursor) => new Completion(cursor - 1, ["ada: ", "alan: "])
        ).Type("a");
        Assert.Equal("ada: |", typing.Press("Tab").Shown);
        Assert.Equal("alan: |", typing.Press("Tab").Shown);
        Assert.Equal("a|", typing.Press("Tab").Shown);
        Assert.Equal("alan: |", typing.Press("S-Tab").Shown);
        Assert.Equal(2, typing.Editor.Candidates.Count);
        Assert.Empty(typing.Type("x").Editor.Candidates);
    }

    [Fact]
    public void A_paste_of_several_lines_asks_before_it_is_sent()
    {
        var typing = new Typing().Paste("one\ntwo\nthree").Press("Enter");
        Assert.Equal(Edited.Done, typing.Last);
        Assert.True(typing.Editor.IsAsking);
        Assert.Equal(3, typing.Editor.LineCount);
        Assert.False(typing.Press("Left").Editor.IsAsking);
        Assert.Equal(Edited.Submitted, typing.Press("Enter", "Enter").Last);
    }

    [Fact]
    public void A_paste_of_one_line_does_not_ask() =>
        Assert.Equal(Edited.Submitted, new Typing().Paste("one").Press("Enter").Last);

    [Fact]
    public void What_is_too_long_is_refused_and_the_line_is_as_it_was()
    {
        var typing = new Typing().Type("x").Paste(new string('a', LineEditor.Longest));
        Assert.Equal(Edited.Full, typing.Last);
        Assert.Equal("x|", typing.Shown);
    }

    [Fact]
    public void Ctrl_D_deletes_in_a_line_and_ends_on_an_empty_one()
    {
        var typing = new Typing().Type("a").Press("C-a", "C-d");
        Assert.Equal(Edited.Done, typing.Last);
        Assert.Equal(Edited.Ended, typing.Press("C-d").Last);
        Assert.Equal(Edited.Interrupted, typing.Press("C-c").Last);
        Assert.Equal(Edited.Ignored, typing.Press("PageUp").Last);
        Assert.Equal(Edited.Ignored, typing.Press("C-n").Last);
    }

    private static string Press(string text, string keys)
    {
        var typing = new Typing().Type(text);
        typing.Press(keys.Split(' '));
        return typing.Shown;
    }
}
