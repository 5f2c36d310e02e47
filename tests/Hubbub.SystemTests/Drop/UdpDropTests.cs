using Hubbub.SystemTests.Datagrams;
using Hubbub.SystemTests.Files;
using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Drop;

/// <summary>`hubbub send --drop` and `hubbub files` against a server: over UDP, resumed, verified.</summary>
public sealed class UdpDropTests : IDisposable
{
    private const int Size = 40_000_000;

    private readonly Carrying _carrying = new();

    public void Dispose() => _carrying.Dispose();

    /// <summary>"someone who was away gets it from the drop".</summary>
    [Fact]
    public async Task What_is_brought_is_offered_in_the_room_listed_and_fetched_the_same()
    {
        await using var house = await House.OpenAsync();
        await using var bob = await house.ComeAsync("bob");
        _carrying.Write("teapot.png", 3_000_000);
        _carrying.Write("größe 茶.txt", 10);
        _carrying.Write("empty", 0);
        string[] all = ["teapot.png", "größe 茶.txt", "empty"];
        var sent = await SendAsync(house, all);
        Assert.True(sent.ExitCode == 0, sent.All);
        Assert.Contains(Carrying.DigestOf(_carrying.Source("teapot.png")), sent.Output);
        await bob.ReadUntilAsync("PRIVMSG #lobby :[file 1] teapot.png (3.0 MB) http://");
        await bob.ReadUntilAsync("PRIVMSG #lobby :[file 3] empty (0 bytes) http://");
        var list = await FilesAsync(house);
        Assert.Contains("größe 茶.txt", list.Output, StringComparison.Ordinal);
        Assert.EndsWith("3 files for #lobby.\n", list.Output, StringComparison.Ordinal);
        foreach (var name in all)
            await FetchAsync(house, name, name);
        // By its number, and once more: nothing is replaced, nothing goes twice.
        var again = await FetchAsync(house, "1", "teapot.png");
        Assert.Contains("(was there)", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_command_twice_does_nothing_twice()
    {
        await using var house = await House.OpenAsync();
        _carrying.Write("a.txt", 1_500_000);
        await SendAsync(house, "a.txt");
        var again = await SendAsync(house, "a.txt");
        Assert.Contains("a.txt  (was there)", again.Output, StringComparison.Ordinal);
        Assert.Contains("1 file for #lobby.", (await FilesAsync(house)).Output);
        Assert.Single(house.Contents());
    }

    [Fact]
    public async Task After_kill_9_of_the_server_the_same_command_goes_on()
    {
        await using var house = await House.OpenAsync();
        _carrying.Write("film", Size);
        var relay = Carrying.SlowRelay($"{house.Server.Port}");
        var sending = StartSending(relay, "film");
        await PartAsync(house, Size / 2);
        await house.Server.Program.KillAsync();
        await sending.KillAsync();
        await sending.DisposeAsync();
        await relay.DisposeAsync();
        await house.RestartAsync();
        await GoesOnAsync(house);
    }

    [Fact]
    public async Task After_kill_9_of_the_sender_the_same_command_goes_on()
    {
        await using var house = await House.OpenAsync();
        _carrying.Write("film", Size);
        await using var relay = Carrying.SlowRelay($"{house.Server.Port}");
        var sending = StartSending(relay, "film");
        await PartAsync(house, Size / 2);
        await sending.KillAsync();
        await sending.DisposeAsync();
        await GoesOnAsync(house);
    }

    [Fact]
    public async Task What_the_drop_does_not_take_is_told_plainly()
    {
        await using var house = await House.OpenAsync("--file-limit", "1M");
        _carrying.Write("large", 1_000_001);
        _carrying.Write("folder/a", 1);
        var large = await SendAsync(house, "large");
        Assert.Equal(1, large.ExitCode);
        Assert.Contains("1.0 MB is the most for #lobby.", large.Errors, StringComparison.Ordinal);
        var folder = await SendAsync(house, "folder");
        Assert.Equal(1, folder.ExitCode);
        Assert.Contains("make an archive of it", folder.Errors, StringComparison.Ordinal);
        var none = await FilesAsync(house, "--get", "7");
        Assert.Equal((1, "“7” of #lobby: There is no such file.\n"), (none.ExitCode, none.Errors));
        Assert.Empty(house.Contents());
    }

    [Fact]
    public async Task A_password_is_asked_and_a_closed_room_stays_closed()
    {
        var password = _carrying.Source("password");
        Carrying.WriteText(password, "sesame\n");
        await using var house = await House.OpenAsync("--password-file", password);
        _carrying.Write("a.txt", 10);
        var refused = await SendAsync(house, "a.txt");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("does not let us in: Password incorrect", refused.Errors);
        var sent = await Carrying.EndAsync(Start(house, ["--password-file", password], "a.txt"));
        Assert.True(sent.ExitCode == 0, sent.All);
    }

    [Fact]
    public async Task A_server_without_a_drop_says_so()
    {
        await using var house = await House.OpenAsync("--no-drop");
        _carrying.Write("a.txt", 10);
        var sent = await SendAsync(house, "a.txt");
        Assert.Equal(1, sent.ExitCode);
        Assert.Contains("No files are kept there", sent.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_brought_it_is_gone_so_operators_alone_remove_it_by_command()
    {
        await using var house = await House.OpenAsync();
        await using var ada = await house.ComeAsync("ada");
        _carrying.Write("a.txt", 10);
        await SendAsync(house, "a.txt");
        var removed = await FilesAsync(house, "--remove", "1");
        Assert.Equal(1, removed.ExitCode);
        Assert.Contains("Only who brought it and operators", removed.Errors);
        Assert.Single(house.Contents());
    }

    private RunningProgram Start(House house, string[] options, params string[] names) =>
        _carrying.Start([
            "send",
            "--drop",
            .. options,
            .. names.Select(_carrying.Source),
            "localhost",
            $"{house.Server.Port}",
        ]);

    private Task<Ran> SendAsync(House house, params string[] names) =>
        Carrying.EndAsync(Start(house, [], names));

    private RunningProgram StartSending(UdpRelay through, string name) =>
        _carrying.Start(
            "send",
            "--drop",
            _carrying.Source(name),
            $"127.0.0.1:{through.Local.Port}"
        );

    private Task<Ran> FilesAsync(House house, params string[] options) =>
        Carrying.EndAsync(
            _carrying.Start(["files", "localhost", $"{house.Server.Port}", .. options])
        );

    private async Task<Ran> FetchAsync(House house, string what, string name)
    {
        var got = await FilesAsync(house, "--get", what, "--into", _carrying.Into);
        Assert.True(got.ExitCode == 0, got.All);
        Assert.Equal(
            Carrying.DigestOf(_carrying.Source(name)),
            Carrying.DigestOf(_carrying.Received(name))
        );
        return got;
    }

    private async Task GoesOnAsync(House house)
    {
        await using var relay = new UdpRelay(Carrying.Local($"{house.Server.Port}"), seed: 2);
        var sent = await Carrying.EndAsync(StartSending(relay, "film"));
        Assert.True(sent.ExitCode == 0, sent.All);
        Assert.True(relay.BytesToServer < Size * 3L / 4, $"{relay.BytesToServer} bytes went again");
        await FetchAsync(house, "film", "film");
    }

    /// <summary>Until so much has come.</summary>
    private static Task PartAsync(House house, long size) =>
        Watch.ForAsync(
            "there",
            () =>
            {
                var part = Directory
                    .EnumerateFiles(house.Drop("coming"), "*.part", SearchOption.AllDirectories)
                    .Sum(file => new FileInfo(file).Length);
                return Task.FromResult(part >= size ? "there" : "not yet");
            }
        );
}
