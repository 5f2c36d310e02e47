using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Files;

/// <summary>Row E: the name first, then the data, over UDP; the copy is complete and identical.</summary>
public sealed class SendTests : IDisposable
{
    private readonly Carrying _carrying = new();

    public void Dispose() => _carrying.Dispose();

    [Fact]
    public async Task A_text_file_arrives_and_both_sides_show_what_sha256sum_prints()
    {
        Carrying.WriteText(_carrying.Source("notes.txt"), "tea, and more tea\n");
        var (receiver, port) = await _carrying.ReceiveAsync("--once");
        var sent = await _carrying.SendAsync(port, _carrying.Source("notes.txt"));
        var received = await Carrying.EndAsync(receiver);
        Assert.Equal((0, 0), (sent.ExitCode, received.ExitCode));
        _carrying.AreSame("notes.txt");
        var sum = await RunningProgram.RunAsync("sha256sum", _carrying.Source("notes.txt"));
        var digest = sum.Output[..64];
        Assert.Contains($"{digest}  notes.txt", sent.Output, StringComparison.Ordinal);
        Assert.Contains($"{digest}  notes.txt", received.Output, StringComparison.Ordinal);
        Assert.Contains(
            $"Connected to localhost, port {port}",
            sent.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("(127.0.0.1)", received.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_arrives_over_IPv6_too()
    {
        _carrying.Write("teapot.png", 70_001);
        var (receiver, port) = await _carrying.ReceiveAsync("--once");
        var sent = await Carrying.EndAsync(
            _carrying.Start("send", _carrying.Source("teapot.png"), "::1", port)
        );
        Assert.Equal(0, sent.ExitCode);
        Assert.Equal(0, (await Carrying.EndAsync(receiver)).ExitCode);
        _carrying.AreSame("teapot.png");
    }

    [Fact]
    public async Task A_folder_arrives_with_odd_names_empty_files_permissions_and_times()
    {
        _carrying.Write("all/日本語/ファイル 1.txt", 70_000);
        _carrying.Write("all/ملف.png", 3);
        _carrying.Write("all/-rf $HOME 'x' \"y\" 👩‍👩‍👧", 1_200_000);
        _carrying.Write("all/empty", 0);
        _carrying.Write($"all/{new string('é', 120)}", 2_000_000);
        for (var i = 0; i < 300; i++)
            _carrying.Write($"all/many/{i:D3}", i * 7, seed: i);
        Directory.CreateDirectory(_carrying.Source("all/empty folder/in it"));
        _carrying.SetMode("all/empty", UnixFileMode.UserRead);
        _carrying.SetMode(
            "all/many/007",
            UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead
        );
        File.SetLastWriteTimeUtc(_carrying.Source("all/many/008"), new DateTime(1999, 12, 31));
        _carrying.SetMode(
            "all/many",
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
        var (receiver, port) = await _carrying.ReceiveAsync("--once");
        var sent = await _carrying.SendAsync(port, _carrying.Source("all"));
        Assert.True(sent.ExitCode == 0, sent.All);
        Assert.Equal(0, (await Carrying.EndAsync(receiver)).ExitCode);
        _carrying.AreSame("all");
    }

    [Fact]
    public async Task Another_name_is_given_to_the_copy_and_the_port_may_stand_in_the_host()
    {
        _carrying.Write("-odd-", 10);
        var (receiver, port) = await _carrying.ReceiveAsync("--once");
        var sent = await Carrying.EndAsync(
            _carrying.Start(
                "send",
                "--as",
                "tea",
                "--",
                _carrying.Source("-odd-"),
                $"127.0.0.1:{port}"
            )
        );
        Assert.True(sent.ExitCode == 0, sent.All);
        Assert.Equal(0, (await Carrying.EndAsync(receiver)).ExitCode);
        Assert.Equal(
            Carrying.DigestOf(_carrying.Source("-odd-")),
            Carrying.DigestOf(_carrying.Received("tea"))
        );
    }

    [Fact]
    public async Task An_existing_file_is_never_replaced_and_the_same_one_is_not_sent_twice()
    {
        _carrying.Write("tea.txt", 5_000, seed: 1);
        Carrying.WriteText(_carrying.Received("tea.txt"), "mine");
        var (receiver, port) = await _carrying.ReceiveAsync();
        await using var _ = receiver;
        Assert.Equal(0, (await _carrying.SendAsync(port, _carrying.Source("tea.txt"))).ExitCode);
        Assert.Equal(4, new FileInfo(_carrying.Received("tea.txt")).Length);
        Assert.Equal(
            Carrying.DigestOf(_carrying.Source("tea.txt")),
            Carrying.DigestOf(_carrying.Received("tea (2).txt"))
        );
        await receiver.Output.ReadUntilAsync("kept as “tea (2).txt”");
        var again = await _carrying.SendAsync(port, _carrying.Source("tea.txt"));
        Assert.Contains("(was there)", again.Output, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(_carrying.Into).Length);
    }

    [Fact]
    public async Task As_JSON_each_line_is_an_object_with_the_digest()
    {
        _carrying.Write("a", 9);
        var (receiver, port) = await _carrying.ReceiveAsync("--once");
        var sent = await Carrying.EndAsync(
            _carrying.Start("send", "--json", _carrying.Source("a"), "localhost", port)
        );
        Assert.Equal(0, (await Carrying.EndAsync(receiver)).ExitCode);
        var lines = sent.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var events = lines
            .Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement)
            .ToDictionary(e => e.GetProperty("event").GetString()!);
        Assert.Equal(
            Carrying.DigestOf(_carrying.Source("a")),
            events["file"].GetProperty("sha256").GetString()
        );
        Assert.True(events.ContainsKey("done"));
    }

    [Fact]
    public async Task Quiet_says_nothing()
    {
        _carrying.Write("a", 9);
        var (receiver, port) = await _carrying.ReceiveAsync("--once");
        var sent = await Carrying.EndAsync(
            _carrying.Start("send", "--quiet", _carrying.Source("a"), "localhost", port)
        );
        Assert.Equal(0, (await Carrying.EndAsync(receiver)).ExitCode);
        Assert.Equal("", sent.All);
    }
}
