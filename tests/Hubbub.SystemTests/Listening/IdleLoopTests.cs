using System.Net.Sockets;
using Hubbub.Core;

namespace Hubbub.SystemTests.Listening;

/// <summary>
/// Where the kernel would tell the same again and again, the loop must not listen: one such
/// connection would take a whole core.
/// </summary>
public sealed class IdleLoopTests() : PortTests(Reader.Loop)
{
    /// <summary>A loop that does not rest takes some 100 000 in the time that is waited here.</summary>
    private const int Few = 100;

    [Fact]
    public async Task A_first_line_without_end_takes_no_turns()
    {
        await using var port = await OpenAsync(Port.Eager);
        await using var stream = await port.ConnectAsync(tls: false);
        await stream.SayAsync("NI");
        await TimePassesAsync(port);
        Assert.InRange(port.Host.Turns, 1, Few);
    }

    [Fact]
    public async Task Who_has_said_all_and_still_listens_takes_no_turns()
    {
        await using var port = await OpenAsync(Port.Eager);
        using var client = await port.DialAsync();
        var stream = client.GetStream();
        await stream.SayAsync("hi\n");
        var session = await port.Host.NextAsync();
        session.Stays = true;
        client.Client.Shutdown(SocketShutdown.Send);
        await session.EndedAsync();

        await TimePassesAsync(port);

        Assert.InRange(port.Host.Turns, 1, Few);
        session.Transport.TrySend("still there\r\n"u8);
        session.Transport.Close();
        Assert.EndsWith("still there\r\n", await stream.HearAllAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bytes_that_the_session_cannot_take_yet_take_no_turns(bool isReset)
    {
        await using var port = await OpenAsync(Port.Eager);
        using var client = await port.DialAsync();
        await client.GetStream().SayAsync("hi\n");
        var session = await port.Host.NextAsync();
        await client.GetStream().HearAsync("hi\n");
        var busy = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        session.Busy = busy;
        await client.GetStream().SayAsync("one\n");
        await client.GetStream().HearAsync("one\n");
        await client.GetStream().SayAsync("two\n");
        if (isReset)
        {
            client.Client.LingerState = new LingerOption(true, 0);
            client.Client.Close();
        }

        await TimePassesAsync(port);

        Assert.InRange(port.Host.Turns, 1, Few);
        session.Busy = null;
        busy.SetResult();
        if (isReset)
            Assert.Equal(DetachCause.ConnectionLost, (await session.EndedAsync()).Cause);
        else
            await client.GetStream().HearAsync("two\n");
    }

    [Fact]
    public async Task A_reader_that_does_not_read_takes_no_turns()
    {
        await using var port = await OpenAsync(Port.Eager);
        using var client = await port.DialAsync();
        await client.GetStream().SayAsync("hi\n");
        var session = await port.Host.NextAsync();
        var much = new byte[1_000_000];
        var sent = 0;
        while (session.Transport.TrySend(much) == much.Length)
            sent++;

        await TimePassesAsync(port);

        Assert.InRange(port.Host.Turns, 1, Few + sent);
    }

    /// <summary>As long as somebody who says nothing is not greeted.</summary>
    private static async Task TimePassesAsync(Port port)
    {
        await using var silent = await port.ConnectAsync(tls: false);
        await silent.HearAsync("Your name?\r\n");
    }
}
