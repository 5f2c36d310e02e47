namespace Hubbub.Tests.Irc;

/// <summary>KEEP (docs/irc.md): how long what is said in a room stays.</summary>
public sealed class KeepTests
{
    [Fact]
    public async Task Given_an_operator_when_they_decide_then_the_room_is_told_and_whoever_asks()
    {
        await using var server = await IrcStory.StartAsync();
        var bob = server.Join("bob", "#tea");
        var ada = server.Join("ada");
        ada.Send("OPER root oper-sesame");
        ada.Sync();
        ada.Send("KEEP #tea 90d");
        Assert.Equal(
            [":test.server NOTICE #tea :ada decided that what is said here stays for 90 days."],
            ada.Sync()
        );
        Assert.Equal(
            [":test.server NOTICE #tea :ada decided that what is said here stays for 90 days."],
            bob.Sync()
        );
        bob.Send("KEEP #TEA");
        Assert.Equal(
            [":test.server NOTICE bob :What is said in #tea stays for 90 days."],
            bob.Sync()
        );
        ada.Send("KEEP #tea server", "KEEP #tea");
        Assert.Equal(
            ":test.server NOTICE ada :What is said in #tea stays for ever, as everywhere on this server.",
            ada.Sync()[^1]
        );
    }

    [Fact]
    public async Task Given_a_server_that_keeps_a_day_when_somebody_asks_then_they_are_told()
    {
        await using var server = await IrcStory.StartAsync(face =>
            face with
            {
                Keep = 86_400_000_000,
            }
        );
        var bob = server.Join("bob", "#tea");
        bob.Send("KEEP #tea");
        Assert.Equal(
            [
                ":test.server NOTICE bob :What is said in #tea stays for 1 day, as everywhere on this server.",
            ],
            bob.Sync()
        );
    }

    [Theory]
    [InlineData(
        "KEEP #tea 90d",
        ":test.server 481 bob :Permission Denied- You're not an IRC operator"
    )]
    [InlineData("KEEP #none", ":test.server 403 bob #none :No such channel")]
    [InlineData(
        "KEEP #tea 5parsecs",
        ":test.server FAIL KEEP INVALID_PARAMS 5parsecs :That has to be a time like 90d, 12h or 30m, or forever, or server"
    )]
    [InlineData(
        "KEEP #tea 0d",
        ":test.server FAIL KEEP INVALID_PARAMS 0d :That has to be a time like 90d, 12h or 30m, or forever, or server"
    )]
    public async Task What_cannot_be_is_refused(string line, string refusal)
    {
        await using var server = await IrcStory.StartAsync();
        var bob = server.Join("bob", "#tea");
        bob.Send(line);
        Assert.Equal([refusal], bob.Sync());
    }

    [Theory]
    [InlineData("90d", "for 90 days")]
    [InlineData("1w", "for 7 days")]
    [InlineData("36h", "for 36 hours")]
    [InlineData("24h", "for 1 day")]
    [InlineData("90m", "for 90 minutes")]
    [InlineData("3s", "for 3 seconds")]
    [InlineData("Forever", "for ever")]
    public void Spans_are_read_and_told(string typed, string told) =>
        Assert.Equal(told, Protocols.KeepWords.Of(Protocols.KeepWords.Read(typed)!.Value));

    [Theory]
    [InlineData("never")]
    [InlineData("-1d")]
    [InlineData("d")]
    [InlineData("999999999w")]
    [InlineData("")]
    public void What_is_no_span_is_not_read(string typed) =>
        Assert.Null(Protocols.KeepWords.Read(typed));
}
