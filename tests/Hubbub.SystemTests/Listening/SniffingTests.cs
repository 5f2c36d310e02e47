using System.Net.Sockets;
using Hubbub.Core;
using Hubbub.Net;

namespace Hubbub.SystemTests.Listening;

public sealed class SniffingByLoopTests() : SniffingTests(Reader.Loop);

public sealed class SniffingByKestrelTests() : SniffingTests(Reader.Kestrel);

public abstract class SniffingTests(Reader reader) : PortTests(reader)
{
    [Theory]
    [InlineData(false, "CAP LS 302\r\n", "[Irc]")]
    [InlineData(true, "CAP LS 302\r\n", "[Irc]")]
    [InlineData(false, "nick ada\n", "[Irc]")]
    [InlineData(false, "NICK\r\n", "[Irc]")]
    [InlineData(false, "@a=b NICK ada\r\n", "[Irc]")]
    [InlineData(false, "hello\n", "[Text]")]
    [InlineData(true, "hello\n", "[Text]")]
    [InlineData(false, "Nick\n", "[Text]")]
    [InlineData(false, "GET up\n", "[Text]")]
    [InlineData(false, "\n", "[Text]")]
    public async Task The_first_line_tells_what_is_spoken(bool tls, string line, string expected)
    {
        await using var port = await OpenAsync();
        await using var stream = await port.ConnectAsync(tls);
        await stream.SayAsync(line);
        var heard = await stream.HearAsync(line);
        Assert.StartsWith(expected, heard, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "USER a 0 * :b\r\n", "[Irc]")]
    [InlineData(true, "USER a 0 * :b\r\n", "[Irc]")]
    [InlineData(false, "GET /health HTTP/1.1\r\nHost: x\r\n\r\n", "\"sessions\":3")]
    [InlineData(true, "GET /health HTTP/1.1\r\nHost: x\r\n\r\n", "\"sessions\":3")]
    public async Task Byte_by_byte_makes_no_difference(bool tls, string said, string expected)
    {
        await using var port = await OpenAsync();
        await using var stream = await port.ConnectAsync(tls);
        foreach (var c in said)
            await stream.SayAsync(c.ToString());
        await stream.HearAsync(expected);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_says_nothing_is_greeted_and_may_still_be_an_IRC_client(bool tls)
    {
        await using var port = await OpenAsync(Port.Eager);
        await using var stream = await port.ConnectAsync(tls);
        await stream.HearAsync("Your name?\r\n");
        await stream.SayAsync("CAP LS\r\n");
        await stream.HearAsync("[Irc greeted]\r\nCAP LS\r\n");
    }

    [Fact]
    public async Task Who_was_greeted_and_gives_a_name_is_a_person()
    {
        await using var port = await OpenAsync(Port.Eager);
        await using var stream = await port.ConnectAsync(tls: false);
        await stream.HearAsync("Your name?\r\n");
        await stream.SayAsync("ada\n");
        await stream.HearAsync("[Text greeted]\r\nada\n");
    }

    [Fact]
    public async Task A_first_line_that_never_ends_is_not_waited_for_for_ever()
    {
        await using var port = await OpenAsync(o =>
            Port.Eager(o) with
            {
                FirstLine = TimeSpan.FromMilliseconds(300),
            }
        );
        await using var stream = await port.ConnectAsync(tls: false);
        await stream.SayAsync("NI");
        Assert.Contains("Good-bye", await stream.HearAllAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_first_line_is_handed_on_before_its_end()
    {
        await using var port = await OpenAsync();
        await using var stream = await port.ConnectAsync(tls: false);
        await stream.SayAsync(new string('x', 5000));
        var session = await port.Host.NextAsync();
        Assert.Equal(WireKind.Text, session.Kind);
    }

    [Fact]
    public async Task A_TLS_handshake_that_never_ends_is_cut_off()
    {
        await using var port = await OpenAsync(o =>
            o with
            {
                TlsHandshake = TimeSpan.FromMilliseconds(300),
            }
        );
        using var client = await port.DialAsync();
        var stream = client.GetStream();
        await stream.WriteAsync(
            new byte[] { 0x16, 3, 1, 2, 0, 1 },
            TestContext.Current.CancellationToken
        );
        try
        {
            Assert.Equal("", await stream.HearAllAsync());
        }
        catch (IOException)
        {
            // Cut off by a reset: also cut off.
        }
    }

    [Theory]
    [InlineData("bot\nhi\n", "[Text]\r\nbot\nhi\nbye\r\n")]
    [InlineData("bot", "[Text]\r\nbotbye\r\n")]
    public async Task After_a_half_close_everything_is_heard_then_it_ends(
        string said,
        string expected
    )
    {
        await using var port = await OpenAsync();
        using var client = await port.DialAsync();
        var stream = client.GetStream();
        await stream.SayAsync(said);
        client.Client.Shutdown(SocketShutdown.Send);
        Assert.Equal(expected, await stream.HearAllAsync());
        var session = await port.Host.NextAsync();
        Assert.Equal(DetachCause.Left, (await session.EndedAsync()).Cause);
    }

    [Fact]
    public async Task A_connection_that_is_reset_is_lost()
    {
        await using var port = await OpenAsync();
        using var client = await port.DialAsync();
        await client.GetStream().SayAsync("hi\n");
        var session = await port.Host.NextAsync();
        client.Client.LingerState = new LingerOption(true, 0);
        client.Client.Close();
        Assert.Equal(DetachCause.ConnectionLost, (await session.EndedAsync()).Cause);
    }
}
