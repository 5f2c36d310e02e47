using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Hubbub.SystemTests.Running;
using Hubbub.SystemTests.Storage;

namespace Hubbub.SystemTests.Listening;

/// <summary>Programs that come by HTTP (docs/bots.md).</summary>
public sealed class BotTests
{
    [Fact]
    public async Task A_program_says_a_line_and_reads_what_comes_after_it()
    {
        await using var house = await House.OpenAsync();
        await using var ada = await IrcPerson.ComeAsync(house.Server.Port, "ada");
        await ada.JoinAsync("#lobby");
        using var ci = house.Program(await house.TokenAsync("ci"));

        var (status, said) = await ci.SayAsync("lobby", "build passed\nin 3 s, “é”");

        Assert.Equal(HttpStatusCode.Created, status);
        await ada.ReadUntilAsync("PRIVMSG #lobby :build passed\r\n");
        await ada.ReadUntilAsync("PRIVMSG #lobby :in 3 s, “é”\r\n");
        var id = said.GetProperty("id").GetString()!;
        // Nobody has said anything since: it waits until somebody does.
        var waiting = ci.ReadAsync($"lobby?after={id}&wait=60");
        await ada.SayAsync("#lobby", "well done");
        var line = (await waiting).GetProperty("messages").EnumerateArray().Single();
        Assert.Equal("ada", line.GetProperty("from").GetString());
        Assert.Equal("well done", line.GetProperty("text").GetString());
        Assert.Equal("said", line.GetProperty("kind").GetString());
        var last = (await ci.ReadAsync("lobby?limit=2")).GetProperty("messages");
        Assert.Equal(
            ["build passed\nin 3 s, “é”", "well done"],
            last.EnumerateArray().Select(one => one.GetProperty("text").GetString()!)
        );
        var none = await ci.ReadAsync($"lobby?after={line.GetProperty("id").GetString()}&wait=0");
        Assert.Empty(none.GetProperty("messages").EnumerateArray());
    }

    [Fact]
    public async Task A_program_is_somebody_in_the_room_and_obeys_like_anybody()
    {
        await using var house = await House.OpenAsync();
        await using var ada = await IrcPerson.ComeAsync(house.Server.Port, "ada");
        await ada.JoinAsync("#tea");
        using var ci = house.Program(await house.TokenAsync("ci"));
        await ci.SayAsync("tea", "hello");
        await ada.ReadUntilAsync(" JOIN #tea\r\n");
        await ada.SendAsync("WHOIS ci\r\n");
        await ada.ReadUntilAsync(" 335 ada ci ");

        await ada.SendAsync("MODE #tea +m\r\n");
        await ada.SettleAsync();
        var (moderated, why) = await ci.SayAsync("tea", "hello again");
        Assert.Equal(HttpStatusCode.Forbidden, moderated);
        Assert.Contains("may not speak", why.GetProperty("error").GetString());

        await ada.SendAsync("MODE #tea -m+b ci!*@*\r\nKICK #tea ci\r\n");
        await ada.SettleAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await ci.SayAsync("tea", "and again")).Status);
        // Nor reads it there what was said.
        Assert.Equal(HttpStatusCode.Forbidden, await ci.StatusOfReadingAsync("tea"));
    }

    [Fact]
    public async Task Whose_name_is_taken_comes_under_one_like_it()
    {
        await using var house = await House.OpenAsync();
        await using var person = await IrcPerson.ComeAsync(house.Server.Port, "ci");
        using var ci = house.Program(await house.TokenAsync("CI"));
        var (_, said) = await ci.SayAsync("lobby", "hello");
        Assert.Equal("CI-2", said.GetProperty("from").GetString());
    }

    [Fact]
    public async Task Without_a_token_or_with_one_that_was_taken_back_nothing_is_said_or_read()
    {
        await using var house = await House.OpenAsync();
        using var nobody = house.Program("hub_made-up");
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.SayAsync("lobby", "hi")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, await nobody.StatusOfReadingAsync("lobby"));
        using var ci = house.Program(await house.TokenAsync("ci"));
        Assert.Equal(HttpStatusCode.Created, (await ci.SayAsync("lobby", "hi")).Status);

        await house.Operator.SendAsync("TOKEN ci OFF\r\n");
        await house.Operator.ReadUntilAsync("worth nothing");

        Assert.Equal(HttpStatusCode.Unauthorized, (await ci.SayAsync("lobby", "hi")).Status);
    }

    [Fact]
    public async Task A_token_lives_on_over_a_restart_and_the_log_and_files_do_not_hold_it()
    {
        await using var house = await House.OpenAsync();
        var token = await house.TokenAsync("ci");
        await house.RestartAsync();
        using var ci = house.Program(token);
        Assert.Equal(HttpStatusCode.Created, (await ci.SayAsync("lobby", "back")).Status);
        foreach (var file in Directory.EnumerateFiles(house.Data))
        {
            // Empty, and held by the server.
            if (Path.GetFileName(file) == "lock")
                continue;
            await using var stream = new FileStream(
                file,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, TestContext.Current.CancellationToken);
            Assert.Equal(-1, bytes.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(token)));
        }
    }

    [Theory]
    [InlineData("lobby", "", HttpStatusCode.BadRequest)]
    [InlineData("lobby", "\n\r\n", HttpStatusCode.BadRequest)]
    [InlineData("nowhere", "hi", HttpStatusCode.NotFound)]
    [InlineData("a%20b", "hi", HttpStatusCode.NotFound)]
    [InlineData("", "hi", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_said_is_refused_with_words(
        string room,
        string text,
        HttpStatusCode expected
    )
    {
        await using var house = await House.OpenAsync();
        using var ci = house.Program(await house.TokenAsync("ci"));
        var (status, why) = await ci.SayAsync(room, text);
        Assert.Equal(expected, status);
        Assert.NotEmpty(why.GetProperty("error").GetString()!);
    }

    [Fact]
    public async Task What_is_too_long_is_refused_and_the_longest_is_said()
    {
        await using var house = await House.OpenAsync();
        using var ci = house.Program(await house.TokenAsync("ci"));
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            (await ci.SayAsync("lobby", new string('a', (16 * 1024) + 1))).Status
        );
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            (await ci.SayAsync("lobby", string.Concat(Enumerable.Repeat("a\n", 101)))).Status
        );
        Assert.Equal(
            HttpStatusCode.Created,
            (await ci.SayAsync("lobby", new string('a', 16 * 1024))).Status
        );
    }

    /// <summary>A server with an operator.</summary>
    private sealed class House : IAsyncDisposable
    {
        private readonly TempFolder _folder = new();

        public string Data => _folder.PathOf("data");

        public ServerProcess Server { get; private set; } = null!;

        public IrcPerson Operator { get; private set; } = null!;

        public static async Task<House> OpenAsync()
        {
            var house = new House();
            await using var hash = RunningProgram.Start(
                "dotnet",
                [Executable.Path, "hash-password"]
            );
            await hash.TypeAsync("sesame");
            var made = (await hash.EndedAsync()).Output.Trim();
            await File.WriteAllTextAsync(
                house._folder.PathOf("config.json"),
                $$"""{ "operators": [{ "name": "root", "password": "{{made}}" }] }"""
            );
            await house.StartAsync();
            return house;
        }

        public async Task RestartAsync()
        {
            await Operator.DisposeAsync();
            await Server.DisposeAsync();
            await StartAsync();
        }

        public async Task<string> TokenAsync(string name)
        {
            await Operator.SendAsync($"TOKEN {name}\r\n");
            var heard = await Operator.ReadUntilAsync("/rooms/lobby");
            var from = heard.LastIndexOf("hub_", StringComparison.Ordinal);
            return heard[from..heard.IndexOf('\'', from)];
        }

        public HttpProgram Program(string token) => new(Server.Port, token);

        public async ValueTask DisposeAsync()
        {
            await Operator.DisposeAsync();
            await Server.DisposeAsync();
            _folder.Dispose();
        }

        private async Task StartAsync()
        {
            Server = await ServerProcess.StartOnAsync(
                Data,
                "--config",
                _folder.PathOf("config.json")
            );
            Operator = await IrcPerson.ComeAsync(Server.Port, "op");
            await Operator.SendAsync("OPER root sesame\r\n");
            await Operator.ReadUntilAsync(" 381 ");
        }
    }

    private sealed class HttpProgram : IDisposable
    {
        private readonly HttpClient _client;

        public HttpProgram(int port, string token)
        {
            _client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/rooms/") };
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Bearer",
                token
            );
        }

        public async Task<(HttpStatusCode Status, JsonElement Answer)> SayAsync(
            string room,
            string text
        )
        {
            using var content = new StringContent(text);
            using var answer = await _client.PostAsync(
                new Uri(room, UriKind.Relative),
                content,
                TestContext.Current.CancellationToken
            );
            return (answer.StatusCode, await ParseAsync(answer));
        }

        public async Task<JsonElement> ReadAsync(string query)
        {
            using var answer = await GetAsync(query);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return await ParseAsync(answer);
        }

        public async Task<HttpStatusCode> StatusOfReadingAsync(string query)
        {
            using var answer = await GetAsync(query);
            return answer.StatusCode;
        }

        public void Dispose() => _client.Dispose();

        private Task<HttpResponseMessage> GetAsync(string query) =>
            _client.GetAsync(
                new Uri(query, UriKind.Relative),
                TestContext.Current.CancellationToken
            );

        private static async Task<JsonElement> ParseAsync(HttpResponseMessage answer) =>
            JsonDocument
                .Parse(
                    await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
                )
                .RootElement.Clone();
    }
}
