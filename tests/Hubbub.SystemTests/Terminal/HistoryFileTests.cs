using Hubbub.SystemTests.Storage;
using Hubbub.Terminal.Editing;

namespace Hubbub.SystemTests.Terminal;

public sealed class HistoryFileTests
{
    [Fact]
    public void Lines_typed_are_read_back_as_they_were()
    {
        using var temp = new TempFolder();
        var file = new HistoryFile(temp.PathOf("history"));
        string[] lines = ["one", "two\nlines", @"a\nb", @"back\\slash", "ends with \\"];
        Assert.Empty(file.Read());
        file.Append(lines[..2]);
        file.Append(lines[2..]);
        Assert.Equal(lines, file.Read());
    }

    [Fact]
    public void What_is_typed_is_its_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no such modes");
        using var temp = new TempFolder();
        new HistoryFile(temp.PathOf("history")).Append(["one"]);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(
                UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(temp.PathOf("history"))
            );
        }
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_no_reason_to_stop()
    {
        var file = new HistoryFile("/dev/null/history");
        file.Append(["one"]);
        Assert.Empty(file.Read());
    }
}
