using Hubbub.Terminal.Drawing;

namespace Hubbub.Tests.Terminal;

public sealed class GlyphTests
{
    [Theory]
    [InlineData("a", 1)]
    [InlineData("é", 1)]
    [InlineData("e\u0301", 1)]
    [InlineData("漢字", 4)]
    [InlineData("한국", 4)]
    [InlineData("ｶﾅ", 2)]
    [InlineData("Ａ", 2)]
    [InlineData("😀", 2)]
    [InlineData("👩‍👩‍👧", 2)]
    [InlineData("👍🏽", 2)]
    [InlineData("🇩🇪🇫🇷", 4)]
    [InlineData("❤️", 2)]
    [InlineData("☎", 1)]
    [InlineData("नमस्ते", 4)]
    [InlineData("עברית", 5)]
    [InlineData("─", 1)]
    public void A_text_takes_as_many_cells_as_terminals_give_it(string text, int cells) =>
        Assert.Equal(cells, CellWidth.Of(text));

    [Theory]
    [InlineData("a\eb", "a␛b")]
    [InlineData("\a", "␇")]
    [InlineData("\r", "␍")]
    [InlineData("\u007F", "␡")]
    [InlineData("\u009B", "<U+009B>")]
    [InlineData("\u202Eevil", "<U+202E>evil")]
    [InlineData("a\u200Bb", "a<U+200B>b")]
    [InlineData("\u2028", "<U+2028>")]
    [InlineData("\u0002bold\u000304red", "␂bold␃04red")]
    [InlineData("a\tb", "a    b")]
    [InlineData("\u0301", "◌\u0301")]
    public void Nothing_of_others_moves_the_cursor_recolours_rings_or_hides(
        string written,
        string shown
    ) => Assert.Equal(shown, string.Concat(Glyphs.Of(written).Select(g => g.Text)));

    [Fact]
    public void Half_a_character_is_told_as_such() =>
        Assert.Equal([new Glyph("\uFFFD", 1), new Glyph("a", 1)], Glyphs.Of("\uD800a"));

    [Fact]
    public void Marks_that_pile_up_are_cut()
    {
        var glyph = Assert.Single(Glyphs.Of("z" + new string('\u0300', 500)));
        Assert.InRange(glyph.Text.Length, 2, 12);
    }
}
