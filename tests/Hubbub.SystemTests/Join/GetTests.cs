using Hubbub.SystemTests.Drop;
using Hubbub.SystemTests.Files;
using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Join;

/// <summary>`/get` in `hubbub join` fetches what the server keeps, into the person's folder.</summary>
[Collection("processes")]
public sealed class GetTests : IAsyncDisposable
{
    private readonly Carrying _carrying = new();
    private readonly Joining _joining = new();

    public async ValueTask DisposeAsync()
    {
        await _joining.DisposeAsync();
        _carrying.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("--udp")]
    [InlineData("--tls")]
    public async Task A_file_of_the_room_is_fetched_by_number_and_by_name_and_nobody_is_disturbed(
        string way
    )
    {
        await using var house = await House.OpenAsync();
        await BringAsync(house, "größe 茶.png", 3_000_001);
        var bob = await ComeAsync(house, way);
        await using var zoe = await house.ComeAsync("zoe");
        await bob.TypeAsync("/get 1");
        await bob.SeesAsync("Fetched 1 file, 3.0 MB");
        await bob.SeesAsync($"It is in {_carrying.Into}.");
        Assert.Contains(
            Carrying.DigestOf(_carrying.Source("größe 茶.png")),
            await bob.SeeAsync(),
            StringComparison.Ordinal
        );
        _carrying.HoldSame("größe 茶.png");
        await BringAsync(house, "b.txt", 10);
        await bob.SeesAsync("[file 2] b.txt");
        await bob.TypeAsync("/get b.txt");
        await bob.SeesAsync("  b.txt");
        await bob.SeesAsync("Fetched 1 file, 10 bytes");
        _carrying.HoldSame("b.txt");
        await bob.TypeAsync("/get 7");
        await bob.SeesAsync("There is no such file");
        // The session beside the chat is in no room.
        await bob.TypeAsync("done");
        var heard = await zoe.ReadUntilAsync("PRIVMSG #lobby :done");
        Assert.DoesNotContain("bob-2", heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_udp_does_not_get_through_it_comes_by_http_and_never_over_what_is_there()
    {
        await using var house = await House.OpenAsync();
        await BringAsync(house, "a.bin", 2_000_001);
        await using var way = new TcpOnly(house.Server.Port);
        Carrying.WriteText(_carrying.Received("a.bin"), "mine");
        var bob = await ComeAsync(house, "", way.Port);
        await bob.TypeAsync("/get 1");
        await bob.SeesAsync("Fetched 1 file, 2.0 MB, by HTTP");
        Assert.Equal("mine", _carrying.TextOf("a.bin"));
        Assert.Equal(
            Carrying.DigestOf(_carrying.Source("a.bin")),
            Carrying.DigestOf(_carrying.Received("a (2).bin"))
        );
        Assert.Empty(Directory.EnumerateFiles(_carrying.Into, "*.hubbub.*"));
    }

    /// <summary>What somebody without our program has left with the server for one person.</summary>
    [Fact]
    public async Task What_was_handed_to_one_is_fetched_once_in_the_talk_with_who_handed_it()
    {
        await using var house = await House.OpenAsync();
        var bob = await ComeAsync(house, "");
        var path = _carrying.Write("handed.bin", 100_000);
        await House.CurlAsync("-T", path, "-u", "zoe:", house.Url("/files/?to=bob"));
        await bob.SeesAsync("2:zoe !1");
        await bob.TypeAsync("/msg zoe");
        await bob.SeesAsync("[file 1] handed.bin");
        await bob.TypeAsync("/get 1");
        await bob.SeesAsync("Fetched 1 file, 100 kB, by HTTP");
        _carrying.HoldSame("handed.bin");
    }

    private async Task BringAsync(House house, string name, int size)
    {
        var path = _carrying.Write(name, size);
        var sent = await Carrying.EndAsync(
            _carrying.Start("send", "--drop", path, "localhost", $"{house.Server.Port}")
        );
        Assert.True(sent.ExitCode == 0, sent.All);
    }

    private async Task<Tmux> ComeAsync(House house, string way, int? port = null)
    {
        var bob = await _joining.AtTerminalAsync(
            $"join localhost {port ?? house.Server.Port} --nick bob {way} --into {_carrying.Into}",
            width: 200
        );
        await bob.SeesAsync("You are in #lobby");
        return bob;
    }
}
