using Hubbub.Tests.Irc;

namespace Hubbub.Tests.History;

/// <summary>SEARCH (<see href="https://soju.im/search"/>).</summary>
public sealed class SearchTests
{
    private const string Caps = Reader.Caps + " soju.im/search labeled-response";

    /// <summary>"If the batch capability was negotiated, the server MUST reply to a successful SEARCH command using a batch."</summary>
    [Fact]
    public async Task What_was_found_comes_in_a_batch_as_it_was_said()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = server.Join("ada", "#tea", Caps + " echo-message");
        ada.Send("PRIVMSG #tea :green tea", "PRIVMSG #tea :black coffee");
        var sent = ada.Sync();
        ada.Send("@label=x SEARCH text=tea", "SEARCH text=cocoa");
        Assert.Equal(
            [
                "@label=x :test.server BATCH +1 soju.im/search",
                "@batch=1;" + sent[0][1..],
                ":test.server BATCH -1",
                ":test.server BATCH +2 soju.im/search",
                ":test.server BATCH -2",
            ],
            ada.Sync()
        );
    }

    [Theory]
    [InlineData("text=fox", "1 2 3")]
    [InlineData("text=FOX", "1 2 3")]
    [InlineData("text=quick\\sfox", "1 3")]
    [InlineData("text=\"quick\\sbrown\"", "1")]
    [InlineData("text=qui*", "1 3")]
    [InlineData("text=\"qui*\"", "")]
    [InlineData("text=qu", "")]
    [InlineData("text=cafe", "4")]
    [InlineData("text=日本", "5")]
    [InlineData("text=本", "5")]
    [InlineData("text=本日", "")]
    [InlineData("text=한국", "6")]
    [InlineData("text=สวัสดี", "7")]
    [InlineData("text=привет", "8")]
    [InlineData("text=fox;from=BOB", "3")]
    [InlineData("from=bob", "3 9")]
    [InlineData("text=fox;limit=2", "2 3")]
    [InlineData("text=fox;limit=0", "")]
    [InlineData("text=fox;limit=99999999999999", "1 2 3")]
    [InlineData("text=fox;after=2000-01-01T00:00:00.000Z;limit=1", "1")]
    [InlineData("text=fox;before=2000-01-01T00:00:00.000Z", "")]
    [InlineData("text=fox;in=#tea", "1 2")]
    [InlineData("in=bob", "9")]
    [InlineData("text=under_score", "10")]
    [InlineData("text=c++", "11")]
    public async Task Words_beginnings_phrases_and_any_script_are_found(
        string search,
        string expected
    )
    {
        await using var server = await IrcStory.StartAsync();
        var ada = new Reader(server.Join("ada", "#tea,#coffee", Caps));
        var bob = new Reader(server.Join("bob", "#coffee", Caps));
        ada.Say("#tea", "1 The quick brown fox.", "2 a fox, slow");
        bob.Say("#coffee", "3 brown fox, quick");
        ada.Say(
            "#tea",
            "4 Café",
            "5 日本語です",
            "6 한국은",
            "7 สวัสดีครับ",
            "8 Привет",
            "10 under_score",
            "11 c++ code"
        );
        bob.Say("ada", "9 psst");
        ada.Client.Sync();
        Assert.Equal(expected, string.Join(' ', ada.Find(search)));
    }

    /// <summary>Other people's rooms and talks are nobody's to find.</summary>
    [Fact]
    public async Task Only_what_one_may_read_is_found()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = new Reader(server.Join("ada", "#tea", Caps));
        var bob = new Reader(server.Join("bob", "", Caps));
        ada.Say("#tea", "1 secret");
        ada.Say("bob", "2 secret");
        bob.Client.Sync();
        var eve = new Reader(server.Join("eve", "#other", Caps));
        Assert.Empty(eve.Find("text=secret"));
        Assert.Empty(eve.Find("text=secret;in=bob"));
        // Nor by what the index is made of.
        Assert.Empty(eve.Find("text=place:r4"));
        Assert.Empty(eve.Find("text=secret\\sOR\\ssecret"));
        eve.Client.Send("SEARCH text=secret;in=#tea", "SEARCH text=secret;in=#none");
        Assert.All(
            eve.Client.Sync(),
            line =>
                Assert.Equal(
                    ":test.server FAIL SEARCH INVALID_PARAMS in :There is nothing that you can read",
                    line
                )
        );
        ada.Client.Send("MODE #tea +i", "INVITE eve #tea");
        ada.Client.Sync();
        eve.Client.Send("JOIN #tea");
        eve.Client.Sync();
        ada.Say("#tea", "3 secret");
        eve.Client.Sync();
        Assert.Equal(["3"], eve.Find("text=secret"));
        Assert.Equal(["1", "2", "3"], ada.Find("text=secret"));
        Assert.Equal(["2"], bob.Find("text=secret"));
    }

    /// <summary>Wildcards, quotes, operators of the index: a refusal or nothing found, never an error or a stall.</summary>
    [Theory]
    [InlineData("text=*")]
    [InlineData("text=a*")]
    [InlineData("text=\"")]
    [InlineData("text=\"\"")]
    [InlineData("text='\\:--")]
    [InlineData("text=AND")]
    [InlineData("text=NEAR(a\\sb)")]
    [InlineData("text=a\\sNOT\\sb")]
    [InlineData("text=^a")]
    [InlineData("text={text}\\s\\:\\sa")]
    [InlineData("text=\"a\\s\"\\s*")]
    [InlineData("text=%%%;in=#tea")]
    [InlineData("text=\u0001\u0002")]
    [InlineData("text")]
    [InlineData("in=")]
    [InlineData("limit=-1")]
    [InlineData("after=yesterday")]
    [InlineData("nonsense=1")]
    [InlineData(";;;")]
    public async Task Hostile_queries_get_an_answer(string search)
    {
        await using var server = await IrcStory.StartAsync();
        var ada = new Reader(server.Join("ada", "#tea", Caps));
        ada.Say("#tea", "a b c");
        ada.Client.Send(
            "SEARCH " + search,
            "SEARCH text=" + new string('a', 480),
            "SEARCH text=" + string.Concat(Enumerable.Repeat("a\\s", 100))
        );
        var lines = ada.Client.Sync();
        Assert.DoesNotContain(
            lines,
            line => line.Contains("INTERNAL_ERROR", StringComparison.Ordinal)
        );
        Assert.InRange(lines.Count, 3, 7);
    }

    [Fact]
    public async Task What_was_taken_back_is_not_found()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = new Reader(server.Join("ada", "#tea", Caps + " draft/message-redaction"));
        ada.Say("#tea", "1 tea", "2 tea");
        var id = ada.Ask("LATEST #tea * 2")[0].Id;
        Assert.Equal(["1", "2"], ada.Find("text=tea"));
        ada.Client.Send($"REDACT #tea {id}");
        ada.Client.Sync();
        Assert.Equal(["2"], ada.Find("text=tea"));
        // Also out of the index, not only hidden.
        Assert.Equal(1, server.Found("tea"));
    }

    [Fact]
    public async Task A_member_finds_more_than_one_page_of_places()
    {
        await using var server = await IrcStory.StartAsync();
        var ada = new Reader(server.Join("ada", "", Caps));
        for (var i = 0; i < 40; i++)
        {
            ada.Client.Send($"JOIN #r{i}", $"PRIVMSG #r{i} :{i} hello");
            ada.Client.Sync();
        }

        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i}"), ada.Find("text=hello"));
    }
}
