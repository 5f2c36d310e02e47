using System.Text.Json;
using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Drop;

/// <summary>"someone on nc or IRC gets a readable line with a one-time HTTP link" (docs/files.md).</summary>
public sealed class OneTimeTests
{
    private const int Size = 1_200_000;

    [Fact]
    public async Task On_nc_and_IRC_it_is_a_line_with_a_link_that_works_once_and_who_sent_it_is_told()
    {
        await using var house = await House.OpenAsync();
        await using var nc = await ComeByNcAsync(house, "bob");
        await using var ada = await house.ComeAsync("ada");
        await using var eve = await house.ComeAsync("eve");
        await using var cay = await house.ComeAsync("cay");
        var file = house.File("teapot.png", Size);
        foreach (var name in new[] { "bob", "cay" })
        {
            await BringAsync(house, ada, name, file);
            var line =
                name == "bob"
                    ? await nc.Output.ReadUntilAsync(" — for one time")
                    : await cay.ReadUntilAsync(" — for one time");
            var begin = name == "bob" ? "ada (to you)> [file 1]" : " PRIVMSG cay :[file 2]";
            Assert.Contains($"{begin} teapot.png (1.2 MB) http://", line, StringComparison.Ordinal);
            var link = LinkIn(line);
            Assert.Contains("/teapot.png", link, StringComparison.Ordinal);
            Assert.Equal(Bytes(file), await House.FetchAsync(link));
            await ada.ReadUntilAsync($"{name} has fetched file ");
            var answer = await House.RunCurlAsync("-w", "%{http_code}", link);
            Assert.Contains("This link was for one time", answer, StringComparison.Ordinal);
            Assert.EndsWith("410", answer, StringComparison.Ordinal);
        }

        await Watch.ForAsync("0 files", () => Task.FromResult($"{house.Contents().Count()} files"));
        // Nobody else saw anything of it.
        await eve.SendAsync("FILES bob\r\nPING end\r\n");
        var heard = await eve.ReadUntilAsync("PONG ");
        Assert.Contains("0 files between you and bob", heard, StringComparison.Ordinal);
        Assert.DoesNotContain("teapot", heard, StringComparison.Ordinal);
    }

    /// <summary>"a HEAD, a link preview's partial range or a cut-off download does not count".</summary>
    [Fact]
    public async Task Looking_at_it_does_not_count_nor_what_was_cut_off_and_it_can_be_resumed()
    {
        await using var house = await House.OpenAsync();
        await using var bob = await house.ComeAsync("bob");
        var file = house.File("teapot.png", Size);
        var link = Text(await HandAsync(house, "bob", file), "link");
        await House.RunCurlAsync("-f", "-I", link);
        for (var i = 0; i < 3; i++)
        {
            await House.RunCurlAsync("-f", "-r", "0-65535", "-o", house.Folder.PathOf("x"), link);
            await House.RunCurlAsync("-f", "-r", "-1000", "-o", house.Folder.PathOf("x"), link);
        }

        var part = await CutOffAsync(house, link);
        await House.RunCurlAsync("-f", "-C", "-", "-o", part, link);
        Assert.Equal(Bytes(file), Bytes(part));
        await bob.ReadUntilAsync("bob has fetched file 1: teapot.png");
        Assert.Equal("410", await House.StatusAsync(link));
    }

    [Theory]
    [InlineData("http", "--http1.1")]
    [InlineData("http", "--http1.0")]
    [InlineData("https", "--http1.1")]
    [InlineData("https", "--http2")]
    public async Task Who_was_cut_off_may_begin_anew_however_they_came(string scheme, string option)
    {
        await using var house = await House.OpenAsync();
        await using var bob = await house.ComeAsync("bob");
        var file = house.File("a.bin", Size);
        var path = Text(await HandAsync(house, "bob", file), "path");
        var link = house.Url(path).Replace("http:", scheme + ":", StringComparison.Ordinal);
        var part = await CutOffAsync(house, $"-k {option} {link}");
        await House.RunCurlAsync("-f", "-k", option, "-o", part, link);
        Assert.Equal(Bytes(file), Bytes(part));
        await bob.ReadUntilAsync("bob has fetched file 1");
        Assert.Equal("410", await House.StatusAsync("-k", option, link));
    }

    [Fact]
    public async Task An_empty_file_is_fetched_by_asking_for_it()
    {
        await using var house = await House.OpenAsync();
        await using var bob = await house.ComeAsync("bob");
        var link = Text(await HandAsync(house, "bob", house.File("empty", 0)), "link");
        Assert.Empty(await House.FetchAsync(link));
        await bob.ReadUntilAsync("bob has fetched file 1: empty");
    }

    /// <summary>"A restart of the server keeps what waits."</summary>
    [Fact]
    public async Task A_restart_keeps_what_waits()
    {
        await using var house = await House.OpenAsync();
        var file = house.File("a.txt", 10);
        string link;
        await using (await house.ComeAsync("bob"))
            link = Text(await HandAsync(house, "bob", file), "path");
        await house.RestartAsync();
        Assert.Equal(10, (await House.FetchAsync(house.Url(link))).Length);
        await Watch.ForAsync("410", () => House.StatusAsync(house.Url(link)));
    }

    [Fact]
    public async Task It_can_be_declined_and_taken_back_and_goes_after_its_time()
    {
        await using var house = await House.OpenAsync("--file-wait", "2s");
        await using var nc = await ComeByNcAsync(house, "bob");
        await using var ada = await house.ComeAsync("ada");
        var file = house.File("a.txt", 10);
        await BringAsync(house, ada, "bob", file);
        await nc.TypeAsync("/files ada\n/decline");
        await nc.Output.ReadUntilAsync("1 file between you and ada, not fetched yet.");
        await nc.Output.ReadUntilAsync("bob does not want file 1: a.txt.");
        await ada.ReadUntilAsync("bob does not want file 1: a.txt");
        await BringAsync(house, ada, "bob", file);
        await ada.SendAsync("FILES bob REMOVE 2\r\n");
        await nc.Output.ReadUntilAsync("ada removed file 2.");
        var path = Text(await HandAsync(house, "bob", file), "path");
        await nc.Output.ReadUntilAsync(
            "bob has not fetched file 3 in time, and it is gone: a.txt."
        );
        Assert.Equal("410", await House.StatusAsync(house.Url(path)));
    }

    [Fact]
    public async Task Its_line_is_read_back_with_what_it_offers_until_it_is_taken_back_by_its_secret()
    {
        await using var house = await House.OpenAsync();
        await using var bob = await house.ComeAsync("bob");
        await bob.SendAsync("CAP REQ :batch draft/chathistory message-tags\r\n");
        await bob.ReadUntilAsync(" ACK ");
        var brought = await HandAsync(house, "bob", house.File("a.txt", 10));
        await bob.ReadUntilAsync("+hubbub/file=1,by=ada,to=bob,size=10,");
        await bob.ReadUntilAsync(" PRIVMSG bob :[file 1] a.txt (10 bytes) http://");
        await Watch.ForAsync("there", () => HistoryAsync(bob));
        var secret = "Authorization: Bearer " + Text(brought, "secret");
        await House.RunCurlAsync("-f", "-X", "DELETE", "-H", secret, Text(brought, "link"));
        await bob.ReadUntilAsync("removed file 1");
        Assert.Equal("410", await House.StatusAsync(Text(brought, "link")));
        await Watch.ForAsync("gone", () => HistoryAsync(bob));
    }

    /// <summary>What bob finds of his talk with ada.</summary>
    private static async Task<string> HistoryAsync(IrcPerson bob)
    {
        await bob.SendAsync("CHATHISTORY LATEST ada * 10\r\n");
        await bob.SettleAsync();
        var heard = bob.Heard.Text;
        var page = heard[heard.LastIndexOf(" BATCH +", StringComparison.Ordinal)..];
        return page.Contains("+hubbub/file=1,by=ada,to=bob,", StringComparison.Ordinal)
            ? "there"
            : "gone";
    }

    /// <summary>"not there → refused with the usual numeric".</summary>
    [Fact]
    public async Task Who_is_not_there_or_takes_no_messages_gets_no_file()
    {
        await using var house = await House.OpenAsync();
        await using var ada = await house.ComeAsync("ada");
        await using var bob = await house.ComeAsync("bob");
        await bob.SendAsync("MODE bob +R\r\n");
        await bob.ReadUntilAsync("MODE bob");
        await ada.SendAsync("FILES eve UPLOAD\r\nFILES bob UPLOAD\r\n");
        await ada.ReadUntilAsync(" 401 ada eve :");
        await ada.ReadUntilAsync(" 531 ada bob :");
        var file = house.File("a.txt", 10);
        Assert.Equal("404", await House.StatusAsync("-u", "x:", "-T", file, To(house, "eve")));
        Assert.Equal("403", await House.StatusAsync("-u", "x:", "-T", file, To(house, "bob")));
        await Watch.ForAsync("0 files", () => Task.FromResult($"{house.Contents().Count()} files"));
    }

    private static string To(House house, string name) => house.Url($"/files/?to={name}");

    /// <summary>By somebody who is logged on, by a right of their own.</summary>
    private static async Task BringAsync(House house, IrcPerson person, string to, string file)
    {
        await person.SendAsync($"FILES {to} UPLOAD\r\n");
        await person.ReadUntilAsync("curl -T FILE ");
        var link = LinkIn(await person.ReadUntilAsync($" brings a file to {to}"));
        var brought = await House.CurlAsync("-T", file, link);
        Assert.Equal(to, Text(brought, "to"));
    }

    /// <summary>By somebody who is there for this only.</summary>
    private static Task<JsonElement> HandAsync(House house, string to, string file) =>
        House.CurlAsync(
            "-u",
            "ada:",
            "-T",
            file,
            house.Url($"/files/{Path.GetFileName(file)}?to={to}")
        );

    /// <summary>A download that ends early, though all of it had gone out: it fits into the buffers of the system.</summary>
    /// <returns>The file with what came.</returns>
    private static async Task<string> CutOffAsync(House house, string what)
    {
        var part = house.Folder.PathOf("part");
        await RunningProgram.RunAsync("sh", "-c", $"curl -s {what} | head -c 100000 > '{part}'");
        Assert.Equal(100_000, new FileInfo(part).Length);
        return part;
    }

    private static async Task<RunningProgram> ComeByNcAsync(House house, string name)
    {
        RunningProgram.Need("nc");
        var nc = RunningProgram.Start("nc", ["127.0.0.1", $"{house.Server.Port}"]);
        await nc.TypeAsync(name);
        await nc.Output.ReadUntilAsync("#lobby");
        return nc;
    }

    private static string LinkIn(string line)
    {
        var from = line.LastIndexOf("http://", StringComparison.Ordinal);
        return line[from..].Split(' ', '\r', '\n')[0];
    }

    private static byte[] Bytes(string file) => File.ReadAllBytes(file);

    private static string Text(JsonElement json, string name) =>
        json.GetProperty(name).GetString()!;
}
