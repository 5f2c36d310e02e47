using Hubbub.Terminal.Drawing;

namespace Hubbub.Tests.Terminal;

public sealed class ScreenTests
{
    [Fact]
    public void Lines_stand_at_the_foot_above_the_status_and_the_edit_line()
    {
        var story = new ScreenStory(20, 5).Told("one", "two");
        story.Typing.Type("hello");
        Assert.Equal(["", "one", "two", " #tea", "> hello"], story.Draw());
        Assert.Equal((7, 4), story.Terminal.Cursor);
    }

    [Fact]
    public void Long_lines_are_wrapped_after_words_and_indented()
    {
        var story = new ScreenStory(20, 6).Told("12:03 the quick brown fox jumps");
        Assert.Equal(
            ["", "12:03 the quick", "      brown fox", "      jumps"],
            story.Draw().Take(4)
        );
    }

    [Fact]
    public void A_word_longer_than_a_row_is_cut_where_the_row_ends()
    {
        var story = new ScreenStory(10, 6).Told(
            StyledLine.Of("go http://example.org/x", indent: 2)
        );
        Assert.Equal(["", "go http://", "  example.", "  org/x"], story.Draw().Take(4));
    }

    [Fact]
    public void A_wide_character_is_never_cut_in_two()
    {
        var story = new ScreenStory(5, 5).Told(StyledLine.Of("a漢字漢"));
        Assert.Equal(["", "a漢字", "漢"], story.Draw().Take(3));
    }

    [Fact]
    public void Only_what_has_changed_is_sent()
    {
        var story = new ScreenStory(200, 50).Told("one");
        story.Draw();
        story.Typing.Type("x");
        story.Draw();
        Assert.InRange(story.Sent, 1, 60);
    }

    [Fact]
    public void Without_colours_none_is_sent_but_looks_are()
    {
        var story = new ScreenStory(20, 4, Colours.None).Told(
            new StyledLine([new("a", Style.Of(2)), new("b", Style.Bold)])
        );
        story.Draw();
        Assert.Equal(("", "0;1"), (story.Terminal.StyleAt(0, 1), story.Terminal.StyleAt(1, 1)));
    }

    [Fact]
    public void Page_up_goes_back_to_the_oldest_line_and_page_down_to_the_newest()
    {
        var story = new ScreenStory(20, 7).Told([
            .. Enumerable.Range(0, 12).Select(i => $"line {i}"),
        ]);
        Assert.Equal("line 11", story.Draw()[4]);
        Assert.True(story.PageUp());
        Assert.Equal("line 8", story.Draw()[4]);
        Assert.True(story.PageUp());
        Assert.False(story.PageUp());
        Assert.Equal(["line 0", "line 1", "line 2", "line 3", "line 4"], story.Draw().Take(5));
        story.PageDown();
        story.PageDown();
        story.PageDown();
        Assert.Equal("line 11", story.Draw()[4]);
        Assert.False(story.Paging.IsBack);
    }

    [Fact]
    public void What_comes_and_what_older_lines_are_added_move_nothing_for_who_reads_further_back()
    {
        var story = new ScreenStory(20, 7).Told([
            .. Enumerable.Range(0, 12).Select(i => $"line {i}"),
        ]);
        story.Draw();
        story.PageUp();
        var before = story.Draw();
        story.Told("new").Earlier("old", "older");
        Assert.Equal(before, story.Draw());
        Assert.Equal(4, story.Paging.Below(story));
    }

    [Fact]
    public void A_resize_keeps_the_place_and_draws_everything()
    {
        var story = new ScreenStory(40, 10).Told([
            .. Enumerable.Range(0, 30).Select(i => $"line {i}"),
        ]);
        story.Draw();
        story.PageUp();
        var foot = story.Draw()[7];
        Assert.Equal(foot, story.Resize(20, 6).Draw()[3]);
        Assert.Equal(
            foot,
            story.Resize(200, 50).Draw().Last(r => r.StartsWith("line", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Several_lines_being_typed_take_several_rows_up_to_a_third()
    {
        var story = new ScreenStory(20, 9).Told("one");
        story.Typing.Type("a").Press("M-Enter").Type("b");
        Assert.Equal(["one", " #tea", "> a", "  b"], story.Draw().Skip(5));
        story.Typing.Press("M-Enter").Type("c").Press("M-Enter").Type("d");
        Assert.Equal(["one", " #tea", "  b", "  c", "  d"], story.Draw().Skip(4));
    }

    [Fact]
    public void A_long_line_being_typed_goes_on_in_the_next_row_with_the_cursor()
    {
        var story = new ScreenStory(10, 9);
        story.Typing.Type("12345678");
        Assert.Equal(["> 12345678", ""], story.Draw().Skip(7));
        Assert.Equal((2, 8), story.Terminal.Cursor);
        story.Typing.Type("9");
        Assert.Equal(["> 12345678", "  9"], story.Draw().Skip(7));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 2)]
    public void The_smallest_screen_breaks_nothing(int width, int height)
    {
        var story = new ScreenStory(Math.Max(2, width), height).Told("a 漢字 line");
        story.Typing.Type("漢字 hello");
        story.Draw();
    }

    [Fact]
    public void A_question_stands_in_the_place_of_the_status()
    {
        var story = new ScreenStory(70, 9);
        story.Typing.Paste("one\ntwo").Press("Enter");
        Assert.Equal(" 2 lines: Enter sends them, any other key goes on editing.", story.Draw()[6]);
    }

    [Fact]
    public void One_line_without_end_is_cut()
    {
        var story = new ScreenStory(2, 5).Told(StyledLine.Of(new string('a', 100_000)));
        Assert.Equal("aa", story.Draw()[0]);
    }

    [Theory]
    [InlineData(Colours.All, "0;30;107")]
    [InlineData(Colours.None, "")]
    public void A_picture_is_black_on_white_where_there_are_colours(Colours colours, string style)
    {
        var story = new ScreenStory(20, 4, colours).Told(StyledLine.Of("█ ▀", Style.Paper));
        story.Draw();
        Assert.Equal("█", story.Terminal[0, 1]);
        Assert.Equal((style, style), (story.Terminal.StyleAt(0, 1), story.Terminal.StyleAt(1, 1)));
    }
}
