using Hubbub.Cli.Transfers;

namespace Hubbub.Tests.Cli;

/// <summary>xdg-user-dirs: <c>XDG_xxx_DIR="$HOME/yyy"</c>, or an absolute path.</summary>
public sealed class DownloadFolderTests
{
    [Theory]
    [InlineData("XDG_DOWNLOAD_DIR=\"$HOME/Herunter geladen\"", "/home/ada/Herunter geladen")]
    [InlineData("XDG_DOWNLOAD_DIR=\"/data/in\"", "/data/in")]
    [InlineData("# XDG_DOWNLOAD_DIR=\"/data/in\"", null)]
    [InlineData("XDG_DOWNLOAD_DIR=\"in\"", null)]
    [InlineData("XDG_DOWNLOAD_DIR=", null)]
    [InlineData("XDG_MUSIC_DIR=\"$HOME/Music\"", null)]
    public void It_is_where_the_desktop_says(string line, string? folder) =>
        Assert.Equal(folder, DownloadFolder.Read(["", line], "/home/ada"));
}
