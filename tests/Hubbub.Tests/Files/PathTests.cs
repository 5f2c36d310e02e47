using Hubbub.Files;

namespace Hubbub.Tests.Files;

/// <summary>Received paths are the one door to somebody's disk: what must not pass, and what must.</summary>
public sealed class PathTests
{
    [Theory]
    [InlineData("", "a name in it is empty")]
    [InlineData("/etc/passwd", "it is absolute")]
    [InlineData("//server/share", "it is absolute")]
    [InlineData("..", "it has “..” in it")]
    [InlineData("../x", "it has “..” in it")]
    [InlineData("a/../../x", "it has “..” in it")]
    [InlineData("a/./x", "it has “.” in it")]
    [InlineData("a//x", "a name in it is empty")]
    [InlineData("a/", "a name in it is empty")]
    [InlineData(@"..\x", "it has a backslash in it")]
    [InlineData(@"\\server\share", "it has a backslash in it")]
    [InlineData("C:", "it begins with a drive's letter")]
    [InlineData("c:x", "it begins with a drive's letter")]
    [InlineData("a/z:stream", "it begins with a drive's letter")]
    [InlineData("CON", "“CON” is the name of a device")]
    [InlineData("nul.txt", "“nul.txt” is the name of a device")]
    [InlineData("a/Aux .tar.gz", "“Aux .tar.gz” is the name of a device")]
    [InlineData("com1", "“com1” is the name of a device")]
    [InlineData("LPT9.x", "“LPT9.x” is the name of a device")]
    [InlineData("COM²", "“COM²” is the name of a device")]
    [InlineData("a\0b", "it has invisible characters in it")]
    [InlineData("a\nb", "it has invisible characters in it")]
    [InlineData("a\e[2Jb", "it has invisible characters in it")]
    [InlineData("a\u0085b", "it has invisible characters in it")]
    [InlineData("photo\u202Egnp.exe", "it has invisible characters in it")]
    [InlineData("a\u2066b", "it has invisible characters in it")]
    [InlineData("a\u200Fb", "it has invisible characters in it")]
    [InlineData("a\u2028b", "it has invisible characters in it")]
    [InlineData("\uFEFFa", "it has invisible characters in it")]
    [InlineData("a\uD800b", "it has invisible characters in it")]
    [InlineData("a.hubbub.part", "its name is that of a part of a file")]
    [InlineData("a.HUBBUB.JOURNAL", "its name is that of a part of a file")]
    public void What_leads_astray_is_refused(string path, string expected)
    {
        Assert.False(ReceivedPath.TryParse(path, out _, out var why));
        Assert.Equal(expected, why);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a b/c d.txt")]
    [InlineData(".hidden")]
    [InlineData("...")]
    [InlineData("-rf")]
    [InlineData("~")]
    [InlineData("$HOME `x` 'y' \"z\"")]
    [InlineData("con tiki.jpg")]
    [InlineData("comma,common.txt")]
    [InlineData("日本語/ファイル.txt")]
    [InlineData("ملف/صورة.png")]
    [InlineData("נספח.pdf")]
    [InlineData("می\u200Cخواهم.txt")]
    [InlineData("👩‍👩‍👧 at the sea.jpg")]
    [InlineData("e\u0301 and \u00e9")]
    [InlineData("100% 2:30 <x>|y?*")]
    public void Odd_names_in_any_script_pass(string path)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() && path.Contains('<'), "Windows has none such");
        Assert.True(ReceivedPath.TryParse(path, out var parsed, out var why), why);
        Assert.Equal(path, parsed.ToString());
    }

    [Fact]
    public void Names_are_as_long_as_file_systems_take_and_no_longer()
    {
        Assert.True(ReceivedPath.TryParse(new string('x', 255), out _, out _));
        Assert.False(ReceivedPath.TryParse(new string('x', 256), out _, out _));
        Assert.False(ReceivedPath.TryParse(new string('é', 128), out _, out _));
        var deep = string.Join('/', Enumerable.Repeat("x", 65));
        Assert.False(ReceivedPath.TryParse(deep, out _, out _));
        var endless = string.Join('/', Enumerable.Repeat(new string('x', 200), 30));
        Assert.False(ReceivedPath.TryParse(endless, out _, out _));
    }

    [Theory]
    [InlineData("two have this name", "a", "a")]
    [InlineData("it is a file and a folder at once", "a", "a/b")]
    [InlineData("it is a file and a folder at once", "a/b/c/d", "a/b")]
    public void An_offer_that_contradicts_itself_is_refused(string why, params string[] paths)
    {
        var items = paths.Select(path => new OfferedItem(ItemKind.File, path, 1, 0, 0)).ToList();
        var refused = Assert.Throws<TransferException>(() => OfferCheck.Check(items));
        Assert.Equal(EndKind.Refused, refused.Kind);
        Assert.EndsWith(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_offer_of_more_than_anything_holds_is_refused()
    {
        var items = Enumerable
            .Range(0, 3)
            .Select(i => new OfferedItem(ItemKind.File, $"{i}", OfferLimits.MostSize, 0, 0))
            .ToList();
        Assert.Throws<TransferException>(() => OfferCheck.Check(items));
    }

    [Fact]
    public void A_taken_name_gets_a_number_before_its_ending()
    {
        Assert.Equal("tea.txt", PartNames.Candidate("tea.txt", 1));
        Assert.Equal("tea (2).txt", PartNames.Candidate("tea.txt", 2));
        Assert.Equal("tea.tar (3).gz", PartNames.Candidate("tea.tar.gz", 3));
        Assert.Equal(".hidden (2)", PartNames.Candidate(".hidden", 2));
        Assert.Equal("tea (2)", PartNames.Candidate("tea", 2));
    }

    [Fact]
    public void Every_name_that_a_file_gets_on_its_way_fits_the_file_system()
    {
        foreach (var name in new[] { new string('é', 127), new string('x', 255) })
        {
            foreach (var number in new[] { 1, 2, 9_999 })
            {
                var candidate = PartNames.Candidate(name, number);
                string[] all = [candidate, PartNames.Part(candidate), PartNames.Journal(candidate)];
                Assert.All(
                    all,
                    n => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(n), 1, 255)
                );
            }
        }

        // Two long names with the same beginning have parts of their own.
        Assert.NotEqual(
            PartNames.Part(new string('x', 250) + "a"),
            PartNames.Part(new string('x', 250) + "b")
        );
    }
}
