using System.Net;
using System.Net.Sockets;
using Hubbub.SystemTests.Running;
using Hubbub.SystemTests.Storage;

namespace Hubbub.SystemTests.Files;

/// <summary>Whatever cannot be done is told in a line, on both sides, with exit 1.</summary>
public sealed class TroubleTests : IDisposable
{
    private readonly Carrying _carrying = new();

    public void Dispose() => _carrying.Dispose();

    [Theory]
    [InlineData("send")]
    [InlineData("send", "a")]
    [InlineData("send", "a", "localhost", "99999")]
    [InlineData("send", "--as", "x", "a", "b", "localhost")]
    [InlineData("send", "--what", "a", "localhost")]
    [InlineData("receive", "port")]
    [InlineData("receive", "--max", "much")]
    [InlineData("receive", "--json")]
    public async Task Wrong_arguments_get_the_syntax_and_exit_2(params string[] arguments)
    {
        var ran = await Carrying.EndAsync(_carrying.Start(arguments));
        Assert.Equal(2, ran.ExitCode);
        Assert.Contains($"Usage: hubbub {arguments[0]}", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_waits_the_sender_says_so()
    {
        _carrying.Write("a", 10);
        var port = Carrying.FreePort();
        var ran = await _carrying.SendAsync($"{port}", _carrying.Source("a"));
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(
            $"Cannot reach localhost, port {port}: nobody waits for files there",
            ran.Errors,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_chat_server_on_the_port_is_told_as_such()
    {
        _carrying.Write("a", 10);
        await using var server = await ServerProcess.StartAsync();
        var ran = await _carrying.SendAsync($"{server.Port}", _carrying.Source("a"));
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("is not waiting for files", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told_before_anybody_is_called()
    {
        var ran = await _carrying.SendAsync("1", _carrying.Source("none"));
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("none is not there", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_is_not_waited_for()
    {
        using var made = System.Diagnostics.Process.Start("mkfifo", _carrying.Source("pipe"));
        await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        var ran = await _carrying.SendAsync("1", _carrying.Source("pipe"));
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("is no plain file", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_terminal_and_without_yes_nobody_can_be_asked()
    {
        var ran = await Carrying.EndAsync(_carrying.Start("receive", "0"));
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("--yes takes everything", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_told()
    {
        using var taken = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)taken.Client.LocalEndPoint!).Port;
        var ran = await Carrying.EndAsync(_carrying.Start("receive", $"{port}", "--yes"));
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"Port {port} is in use", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_the_receiver_takes_is_refused_on_both_sides()
    {
        _carrying.Write("film", 30_000);
        var (receiver, port) = await _carrying.ReceiveAsync("--once", "--max", "20k");
        var sent = await _carrying.SendAsync(port, _carrying.Source("film"));
        var received = await Carrying.EndAsync(receiver);
        Assert.Equal((1, 1), (sent.ExitCode, received.ExitCode));
        const string Why = "the receiver takes 20 kB at the most, and 30 kB are offered";
        Assert.Contains(Why, sent.Errors, StringComparison.Ordinal);
        Assert.Contains(Why, received.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_carrying.Into));
    }

    [Fact]
    public async Task A_disk_that_fills_up_is_told_on_both_sides_and_with_room_again_it_goes_on()
    {
        using var disk = await SmallDisk.MountAsync(megabytes: 50);
        _carrying.Into = Directory.CreateDirectory(disk.Folder).FullName;
        _carrying.Write("film", 40_000_000);
        var (receiver, port) = await _carrying.ReceiveAsync("--once");
        await using var relay = Carrying.SlowRelay(port);
        var sending = _carrying.StartSending("film", relay);
        await _carrying.PartAsync("film", 5_000_000);
        disk.Fill();
        var sent = await Carrying.EndAsync(sending);
        var received = await Carrying.EndAsync(receiver);
        Assert.Equal((1, 1), (sent.ExitCode, received.ExitCode));
        const string Why = "the disk of the receiver is full (film). ";
        Assert.Contains(Why, sent.Errors, StringComparison.Ordinal);
        Assert.Contains(Why, received.Errors, StringComparison.Ordinal);
        disk.Empty();
        var (next, nextPort) = await _carrying.ReceiveAsync("--once");
        sent = await _carrying.SendAsync(nextPort, _carrying.Source("film"));
        Assert.True(sent.ExitCode == 0, sent.All);
        Assert.Equal(0, (await Carrying.EndAsync(next)).ExitCode);
        _carrying.AreSame("film");
    }

    [Fact]
    public async Task A_disk_without_room_for_the_offer_refuses_it_before_anything_is_written()
    {
        using var disk = await SmallDisk.MountAsync(megabytes: 4);
        _carrying.Into = Directory.CreateDirectory(disk.Folder).FullName;
        _carrying.Write("film", 5_000_000);
        var (receiver, port) = await _carrying.ReceiveAsync("--once");
        var sent = await _carrying.SendAsync(port, _carrying.Source("film"));
        Assert.Equal((1, 1), (sent.ExitCode, (await Carrying.EndAsync(receiver)).ExitCode));
        Assert.Contains("the receiver's disk has room for", sent.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_carrying.Into));
    }

    [Fact]
    public async Task A_file_that_is_changed_while_it_goes_is_told_on_both_sides()
    {
        _carrying.Write("film", 40_000_000);
        var (receiver, port) = await _carrying.ReceiveAsync("--once");
        await using var relay = Carrying.SlowRelay(port);
        var sending = _carrying.StartSending("film", relay);
        await _carrying.PartAsync("film", 5_000_000);
        Carrying.Append(_carrying.Source("film"));
        var sent = await Carrying.EndAsync(sending);
        var received = await Carrying.EndAsync(receiver);
        Assert.Equal((1, 1), (sent.ExitCode, received.ExitCode));
        const string Why = "film was changed while it was sent";
        Assert.Contains(Why, sent.Errors, StringComparison.Ordinal);
        Assert.Contains(Why, received.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(_carrying.Received("film")));
    }

    [Fact]
    public async Task A_symbolic_link_in_the_folder_is_not_followed()
    {
        _carrying.Write("photos/tea.png", 100);
        var elsewhere = Directory.CreateDirectory(_carrying.Source("elsewhere")).FullName;
        Directory.CreateSymbolicLink(_carrying.Received("photos"), elsewhere);
        var (receiver, port) = await _carrying.ReceiveAsync("--once");
        var sent = await _carrying.SendAsync(port, _carrying.Source("photos"));
        var received = await Carrying.EndAsync(receiver);
        Assert.Equal((1, 1), (sent.ExitCode, received.ExitCode));
        const string Why = "“photos” is there at the receiver, and is no folder";
        Assert.Contains(Why, sent.Errors, StringComparison.Ordinal);
        Assert.Contains(Why, received.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere));
    }

    [Fact]
    public async Task A_folder_that_may_not_be_written_is_told_at_once()
    {
        Carrying.WriteText(_carrying.Received("file"), "");
        var ran = await Carrying.EndAsync(
            _carrying.Start("receive", "0", "--yes", "--into", _carrying.Received("file"))
        );
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("Files cannot go into", ran.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_a_terminal_the_offer_is_shown_and_a_no_is_told_to_the_sender()
    {
        RunningProgram.Need("tmux");
        _carrying.Write("tea.txt", 1_234);
        var port = Carrying.FreePort();
        await using var terminal = await Tmux.StartAsync(
            $"dotnet {Executable.Path} receive {port} --into {_carrying.Into}; sleep 60"
        );
        await terminal.SeesAsync("Ctrl-C ends it.");
        var sending = _carrying.Start(
            "send",
            "--from",
            "ada",
            _carrying.Source("tea.txt"),
            "localhost",
            $"{port}"
        );
        await terminal.SeesAsync("ada (127.0.0.1)");
        await terminal.SeesAsync("tea.txt  (1.2 kB)");
        await terminal.SeesAsync("Take it? [y/n]");
        await terminal.TypeAsync("n");
        var sent = await Carrying.EndAsync(sending);
        Assert.Equal(1, sent.ExitCode);
        Assert.Contains("the receiver does not want it", sent.Errors, StringComparison.Ordinal);
        var again = _carrying.SendAsync($"{port}", _carrying.Source("tea.txt"));
        await terminal.SeesAsync("Take it? [y/n]");
        await terminal.TypeAsync("y");
        Assert.Equal(0, (await again).ExitCode);
        await terminal.SeesAsync("Received from");
        await terminal.PressAsync("C-c");
        await terminal.SeesAsync("Stopped: nobody waits for files here any more.");
        _carrying.AreSame("tea.txt");
    }
}
