using System.Diagnostics;
using System.Runtime.Versioning;
using Hubbub.Storage;

namespace Hubbub.SystemTests.Storage;

[UnsupportedOSPlatform("windows")]
public sealed class DataFolderTests : IDisposable
{
    private const UnixFileMode OwnerOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TempFolder _temp = new();

    private string Data => _temp.PathOf("data");

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Given_no_folder_when_it_is_opened_then_it_is_made_for_its_owner_alone()
    {
        using var folder = DataFolder.Open(Data);

        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Data));
        Assert.Equal(8 << 20, new FileInfo(folder.PathOf("reserve")).Length);
    }

    [Fact]
    public void Given_a_folder_in_use_when_another_server_opens_it_then_it_is_told_whose_it_is()
    {
        using (DataFolder.Open(Data))
        {
            var refused = Assert.Throws<StorageException>(() => DataFolder.Open(Data));
            var whose = $"another server (pid {Environment.ProcessId}) uses {Data}";
            Assert.Contains(whose, refused.Message, StringComparison.Ordinal);
        }

        DataFolder.Open(Data).Dispose();
    }

    [Fact]
    public async Task Given_another_process_holds_the_folder_when_it_is_killed_then_the_folder_is_free()
    {
        DataFolder.Open(Data).Dispose();
        var cancellation = TestContext.Current.CancellationToken;
        var script = $"exec 9>>'{Data}/lock'; flock 9; echo held; exec sleep 600";
        var start = new ProcessStartInfo("sh", ["-c", script])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var holder = Process.Start(start)!;
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync(cancellation));

        Assert.Throws<StorageException>(() => DataFolder.Open(Data));
        holder.Kill(); // SIGKILL
        await holder.WaitForExitAsync(cancellation);

        DataFolder.Open(Data).Dispose();
    }

    [Fact]
    public async Task Given_a_folder_in_use_when_another_process_asks_the_kernel_then_it_is_locked()
    {
        using var folder = DataFolder.Open(Data);
        using var asks = Process.Start("flock", ["-n", folder.PathOf("lock"), "true"]);
        await asks.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, asks.ExitCode);
    }

    [Fact]
    public void Given_a_reserve_when_it_is_freed_then_it_can_be_made_again()
    {
        using var folder = DataFolder.Open(Data);
        Assert.True(folder.HasReserve);

        folder.FreeReserve();
        Assert.False(folder.HasReserve);
        folder.FreeReserve();

        Assert.True(folder.TryMakeReserve());
        Assert.True(folder.HasReserve);
    }

    [Fact]
    public void Given_a_file_where_the_folder_should_be_when_opened_then_that_is_said()
    {
        File.WriteAllText(Data, "");

        var refused = Assert.Throws<StorageException>(() => DataFolder.Open(Data));

        Assert.Contains("is a file, not a folder", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_an_empty_folder_open_to_others_when_opened_then_it_is_closed_to_them()
    {
        Directory.CreateDirectory(Data, OwnerOnly | UnixFileMode.OtherRead);

        DataFolder.Open(Data).Dispose();

        Assert.Equal(OwnerOnly, File.GetUnixFileMode(Data));
    }

    [Fact]
    public void Given_somebodys_home_when_it_is_named_as_the_folder_then_it_is_left_alone()
    {
        const UnixFileMode Open = OwnerOnly | UnixFileMode.OtherRead;
        Directory.CreateDirectory(Data);
        File.WriteAllText(Path.Combine(Data, "letter"), "");
        File.SetUnixFileMode(Data, Open);

        Assert.Throws<StorageException>(() => DataFolder.Open(Data));

        Assert.Equal(Open, File.GetUnixFileMode(Data));
    }
}
