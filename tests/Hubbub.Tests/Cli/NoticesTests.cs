using System.Text.Json;
using Hubbub.Cli.Screen;

namespace Hubbub.Tests.Cli;

public sealed class NoticesTests
{
    private static readonly StartFacts Facts = new("0.1.0", [new("127.0.0.1", 53142)], [], "/data");

    [Fact]
    public void The_start_is_told_with_host_port_and_how_to_join()
    {
        var text = StartText.For(Facts);
        Assert.Contains("has started on 127.0.0.1, port 53142.", text, StringComparison.Ordinal);
        Assert.Contains("nc localhost 53142", text, StringComparison.Ordinal);
        Assert.Contains("http://localhost:53142/", text, StringComparison.Ordinal);
        Assert.Contains("kept in /data", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_others_can_use_is_told_where_it_is_open_to_them()
    {
        var open = Facts with { OthersAddresses = ["192.168.1.5", "2001:db8::5"] };
        var text = StartText.For(open);
        Assert.Contains("nc 192.168.1.5 53142", text, StringComparison.Ordinal);
        Assert.Contains("http://[2001:db8::5]:53142/", text, StringComparison.Ordinal);
        Assert.Equal("http://192.168.1.5:53142/", open.OthersLink);
        Assert.Null(Facts.OthersLink);
    }

    [Fact]
    public async Task At_a_terminal_a_line_is_for_people()
    {
        var text = await TellAsync(o => new ScreenNotices(o, new Noon()));
        Assert.Equal(
            "12:03  ada came (192.168.1.5)\n12:03  ada<U+001B>[2J went (bye<U+000A>all)\n",
            text
        );
    }

    [Fact]
    public async Task In_a_log_a_line_is_for_tools()
    {
        var text = await TellAsync(o => new LogNotices(o, new Noon()));
        Assert.Equal(
            "2026-11-21T12:03:00Z came name=\"ada\" address=\"192.168.1.5\"\n"
                + "2026-11-21T12:03:00Z went name=\"ada<U+001B>[2J\" reason=\"bye<U+000A>all\"\n",
            text
        );
    }

    [Fact]
    public async Task In_JSON_a_line_is_an_object()
    {
        var text = await TellAsync(o => new JsonNotices(o, new Noon()));
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var came = JsonDocument.Parse(lines[0]);
        Assert.Equal("came", came.RootElement.GetProperty("event").GetString());
        Assert.Equal("ada", came.RootElement.GetProperty("name").GetString());
        Assert.Equal("2026-11-21T12:03:00.000Z", came.RootElement.GetProperty("at").GetString());
        Assert.Equal(2, lines.Length);
    }

    [Fact]
    public void A_QR_code_has_two_modules_in_a_character()
    {
        var lines = QrCode
            .Draw("http://192.168.1.5:53142/")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var bare = lines.Select(l => l.Replace("\e[30;107m", "").Replace("\e[0m", "")).ToList();
        // 25 bytes at level L are version 2: 25 modules and two of quiet on each side.
        Assert.All(bare, l => Assert.Equal(29, l.TrimEnd('\r').Length));
        Assert.Equal(15, bare.Count);
        Assert.Equal(new string(' ', 29), bare[0]);
        // The top edge of a finder pattern: seven dark modules over a ring's gap.
        Assert.StartsWith("  █▀▀▀▀▀█ ", bare[1], StringComparison.Ordinal);
    }

    private static async Task<string> TellAsync(Func<LineOut, INotices> make)
    {
        using var written = new StringWriter();
        await using (var output = new LineOut(written))
        {
            var notices = make(output);
            notices.Came("ada", "192.168.1.5");
            notices.Went("ada\e[2J", "bye\nall");
        }

        return written.ToString();
    }

    private sealed class Noon : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => new(2026, 11, 21, 12, 3, 0, TimeSpan.Zero);
    }

    [Fact]
    public void A_QR_code_for_the_console_holds_no_escape_sequences()
    {
        var rows = QrCode.Rows("http://192.0.2.7:53142/");
        Assert.All(rows, row => Assert.DoesNotContain('\e', row));
        Assert.Single(rows.Select(row => row.Length).Distinct());
    }
}
