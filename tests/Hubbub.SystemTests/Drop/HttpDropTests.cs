using System.Security.Cryptography;
using System.Text.Json;
using Hubbub.SystemTests.Running;
using Hubbub.SystemTests.Storage;

namespace Hubbub.SystemTests.Drop;

/// <summary>The drop by HTTP (docs/files.md), with curl as people have it.</summary>
public sealed class HttpDropTests
{
    /// <summary>"takes uploads by curl -T file http://HOST:PORT/files/NAME from whoever is logged on".</summary>
    [Fact]
    public async Task Who_is_logged_on_brings_a_file_and_everybody_reads_a_line_with_its_link()
    {
        await using var house = await House.OpenAsync();
        await using var ada = await house.ComeAsync("ada");
        var file = house.File("teapot.png", 300_000);
        var brought = await House.CurlAsync("-T", file, house.Url("/files/"));
        Assert.Equal(Sha256(file), brought.GetProperty("sha256").GetString());
        var link = brought.GetProperty("link").GetString()!;
        var told = await ada.ReadUntilAsync(link);
        Assert.Contains(
            "PRIVMSG #lobby :[file 1] teapot.png (300 kB) http://",
            told,
            StringComparison.Ordinal
        );
        Assert.Equal(Bytes(file), await House.FetchAsync(link));
    }

    /// <summary>"never executed in the page's origin".</summary>
    [Theory]
    [InlineData("evil.html", "text/html; charset=utf-8", "attachment")]
    [InlineData("evil.svg", "image/svg+xml", "attachment")]
    [InlineData("evil", "application/octet-stream", "attachment")]
    [InlineData("notes.txt", "text/plain; charset=utf-8", "inline")]
    [InlineData("tee größe 茶.png", "image/png", "inline")]
    public async Task A_file_is_served_as_what_it_is_and_runs_nowhere(
        string name,
        string type,
        string shown
    )
    {
        await using var house = await House.OpenAsync();
        await using var ada = await house.ComeAsync("ada");
        var brought = await House.CurlAsync("-T", house.File(name, 20), house.Url("/files/"));
        using var client = new HttpClient();
        using var answer = await client.GetAsync(
            new Uri(brought.GetProperty("link").GetString()!),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
        var disposition = answer.Content.Headers.ContentDisposition!;
        Assert.Equal((shown, name), (disposition.DispositionType, disposition.FileNameStar));
        Assert.StartsWith(
            "sandbox; default-src 'none'",
            answer.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("0-9", 206, "bytes 0-9/100")]
    [InlineData("90-", 206, "bytes 90-99/100")]
    [InlineData("-5", 206, "bytes 95-99/100")]
    [InlineData("50-500", 206, "bytes 50-99/100")]
    [InlineData("100-", 416, "bytes */100")]
    [InlineData("0-1,5-6", 200, null)]
    public async Task Ranges_are_answered(string range, int status, string? told)
    {
        await using var house = await House.OpenAsync();
        await using var ada = await house.ComeAsync("ada");
        var file = house.File("a.bin", 100);
        var link = (await House.CurlAsync("-T", file, house.Url("/files/")))
            .GetProperty("link")
            .GetString()!;
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(link));
        request.Headers.TryAddWithoutValidation("Range", "bytes=" + range);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(told, answer.Content.Headers.ContentRange?.ToString());
        var bytes = await answer.Content.ReadAsByteArrayAsync(
            TestContext.Current.CancellationToken
        );
        if (answer.Content.Headers.ContentRange is { From: { } from, To: { } to })
            Assert.Equal(Bytes(file)[(int)from..((int)to + 1)], bytes);
    }

    [Fact]
    public async Task A_download_that_was_cut_off_goes_on_where_it_was()
    {
        await using var house = await House.OpenAsync();
        await using var ada = await house.ComeAsync("ada");
        var file = house.File("big.bin", 3_000_000);
        var link = (await House.CurlAsync("-T", file, house.Url("/files/")))
            .GetProperty("link")
            .GetString()!;
        var half = house.Folder.PathOf("half");
        Write(half, Bytes(file)[..1_000_000]);
        await House.RunCurlAsync("-C", "-", "-o", half, link);
        Assert.Equal(Sha256(file), Sha256(half));
    }

    /// <summary>"has the server's password".</summary>
    [Fact]
    public async Task Where_a_password_is_asked_it_is_asked_here_too()
    {
        using var folder = new TempFolder();
        var password = folder.PathOf("password");
        Write(password, "sesame\n"u8.ToArray());
        await using var house = await House.OpenAsync("--password-file", password);
        var file = house.File("a.txt", 10);
        var url = house.Url("/files/");
        Assert.Equal("401", await House.StatusAsync("-T", file, url));
        Assert.Equal("401", await House.StatusAsync("-u", "ada:open", "-T", file, url));
        Assert.Equal(
            "400",
            await House.StatusAsync("-u", "ada:sesame", "-T", file, url + "nul.txt")
        );
        var brought = await House.CurlAsync("-u", "ada:sesame", "-T", file, url);
        Assert.Equal("ada", brought.GetProperty("by").GetString());
        // Whoever has the link needs nothing else.
        Assert.Equal(10, (await House.FetchAsync(brought.GetProperty("link").GetString()!)).Length);
    }

    [Fact]
    public async Task A_session_has_a_right_of_its_own_and_it_ends_with_it()
    {
        await using var house = await House.OpenAsync();
        await using var bob = await house.ComeAsync("bob");
        var ada = await house.ComeAsync("ada");
        await ada.JoinAsync("#tea");
        await ada.SendAsync("FILES #tea UPLOAD\r\n");
        var heard = await ada.ReadUntilAsync("brings a file to #tea");
        var from = heard.LastIndexOf("http://", StringComparison.Ordinal);
        var link = heard[from..heard.IndexOf(' ', from)];
        var file = house.File("a.txt", 10);
        // Two are logged on from here: which of them is it?
        Assert.Equal("401", await House.StatusAsync("-T", file, house.Url("/files/")));
        var brought = await House.CurlAsync("-T", file, link);
        Assert.Equal(("#tea", "ada"), (Text(brought, "room"), Text(brought, "by")));
        await ada.ReadUntilAsync("PRIVMSG #tea :[file 1] a.txt");
        var right = "Authorization: Bearer " + link.TrimEnd('/').Split('/')[^1];
        var list = await House.CurlAsync("-H", right, house.Url("/files"));
        Assert.Equal("a.txt", Text(list.GetProperty("files")[0], "name"));
        await ada.SendAsync("QUIT\r\n");
        await bob.ReadUntilAsync(" QUIT ");
        await ada.DisposeAsync();
        Assert.Equal("403", await House.StatusAsync("-T", file, link));
        Assert.Equal("404", await House.StatusAsync("-H", right, house.Url("/files")));
    }

    [Theory]
    [InlineData("a%2fb.txt", "400")]
    [InlineData("..%2Fetc", "400")]
    [InlineData("a%5Cb.txt", "400")]
    [InlineData("%E2%80%AEgnp.exe", "400")]
    [InlineData("nul.txt", "400")]
    [InlineData("a%252fb.txt", "201")]
    [InlineData("gr%C3%B6%C3%9Fe%20%E8%8C%B6.txt", "201")]
    public async Task A_name_is_one_that_a_file_may_have_anywhere(string name, string status)
    {
        await using var house = await House.OpenAsync();
        var file = house.File("a.txt", 10);
        var url = house.Url($"/files/{name}");
        Assert.Equal(status, await House.StatusAsync("--path-as-is", "-u", "a:", "-T", file, url));
    }

    /// <summary>"quota and size limits with plain errors".</summary>
    [Fact]
    public async Task What_is_too_large_is_refused_and_nothing_of_it_is_kept()
    {
        await using var house = await House.OpenAsync("--file-limit", "2M", "--drop-limit", "3M");
        await using var ada = await house.ComeAsync("ada");
        var url = house.Url("/files/");
        var large = house.File("large", 2_000_001);
        Assert.Equal("413", await House.StatusAsync("-T", large, url));
        // Nor from who is there for this only, nor where its size is not told before.
        Assert.Equal("413", await House.StatusAsync("-u", "bob:", "-T", large, url));
        string[] untold = ["-H", "Transfer-Encoding: chunked", "-T", large, url];
        Assert.Equal("413", await House.StatusAsync(untold));
        await House.CurlAsync("-T", house.File("one", 1_900_000), url);
        var two = house.File("two", 1_200_000);
        Assert.Equal("507", await House.StatusAsync("-T", two, url));
        string[] chunked = ["-H", "Transfer-Encoding: chunked", "-T", two, url];
        Assert.Equal("507", await House.StatusAsync(chunked));
        Assert.Empty(Directory.EnumerateFiles(house.Drop("coming")));
        Assert.Single(house.Contents());
    }

    [Fact]
    public async Task What_is_removed_is_gone_from_the_room_the_links_and_the_disk()
    {
        await using var house = await House.OpenAsync();
        await using var ada = await house.ComeAsync("ada");
        var url = house.Url("/files/");
        var one = await House.CurlAsync("-T", house.File("one", 10), url);
        await House.CurlAsync("-T", house.File("two", 20), url);
        var link = Text(one, "link");
        // Who is not there is not even told that there is one.
        Assert.Equal("404", await House.StatusAsync("-u", "eve:", "-X", "DELETE", link));
        var shown = "Authorization: Bearer " + Text(one, "secret");
        await House.CurlAsync("-H", shown, "-X", "DELETE", link);
        await ada.ReadUntilAsync("removed file 1");
        Assert.Equal("404", await House.StatusAsync(link));
        await ada.SendAsync("FILES #lobby REMOVE 2\r\n");
        await ada.ReadUntilAsync("removed file 2");
        await Watch.ForAsync("0 files", () => Task.FromResult($"{house.Contents().Count()} files"));
    }

    [Fact]
    public async Task After_a_restart_files_are_there_and_what_nobody_keeps_is_swept_away()
    {
        await using var house = await House.OpenAsync();
        string link;
        await using (var ada = await house.ComeAsync("ada"))
        {
            var brought = await House.CurlAsync(
                "-T",
                house.File("a.txt", 10),
                house.Url("/files/")
            );
            link = new Uri(Text(brought, "link")).PathAndQuery;
        }

        var stray = Path.Combine(house.Drop("content"), "ab", new string('a', 64));
        Directory.CreateDirectory(Path.GetDirectoryName(stray)!);
        Write(stray, "left by a crash"u8.ToArray());
        await house.RestartAsync();
        Assert.Equal(10, (await House.FetchAsync(house.Url(link))).Length);
        await Watch.ForAsync("False", () => Task.FromResult($"{File.Exists(stray)}"));
        Assert.Single(house.Contents());
    }

    [Fact]
    public async Task Without_a_drop_there_is_none()
    {
        await using var house = await House.OpenAsync("--no-drop");
        await using var ada = await house.ComeAsync("ada");
        Assert.Equal(
            "404",
            await House.StatusAsync("-T", house.File("a", 1), house.Url("/files/"))
        );
        await ada.SendAsync("FILES #lobby\r\n");
        await ada.ReadUntilAsync("FAIL FILES NO_DROP #lobby :");
    }

    private static string Text(JsonElement json, string name) =>
        json.GetProperty(name).GetString()!;

    private static byte[] Bytes(string file) => File.ReadAllBytes(file);

    private static void Write(string file, byte[] bytes) => File.WriteAllBytes(file, bytes);

    private static string Sha256(string file) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
