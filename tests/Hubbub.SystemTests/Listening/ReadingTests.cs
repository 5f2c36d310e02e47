namespace Hubbub.SystemTests.Listening;

public sealed class ReadingByLoopTests() : ReadingTests(Reader.Loop);

public sealed class ReadingByKestrelTests() : ReadingTests(Reader.Kestrel);

public abstract class ReadingTests(Reader reader) : PortTests(reader)
{
    [Fact]
    public async Task What_a_session_cannot_take_yet_waits_and_comes_whole()
    {
        await using var port = await OpenAsync(Port.Eager);
        await using var stream = await port.ConnectAsync(tls: false);
        await stream.SayAsync("NICK ada\r\n");
        await stream.HearAsync("NICK ada\r\n");
        var session = await port.Host.NextAsync();
        session.IsSilent = true;
        var busy = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        session.Busy = busy;
        // More than the kernel keeps. That nothing is fed meanwhile the session sees to.
        var all = string.Concat(Enumerable.Range(0, 1_000_000).Select(i => $"{i:d8}\r\n"));

        var saying = stream.SayAsync(all);
        await using (var other = await port.ConnectAsync(tls: false))
            await other.HearAsync("Your name?\r\n");
        Assert.False(saying.IsCompleted);
        session.Busy = null;
        busy.SetResult();
        await saying;
        await stream.DisposeAsync();

        await session.EndedAsync();
        Assert.Equal("NICK ada\r\n" + all, string.Concat(session.Heard));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public async Task The_other_ends_address_is_told(string address)
    {
        await using var port = await OpenAsync(o => o with { Hosts = [address] });
        await using var stream = await port.ConnectAsync(tls: false);
        await stream.SayAsync("NICK ada\r\n");
        var session = await port.Host.NextAsync();
        Assert.Equal(address, session.Transport.Address);
        Assert.True(session.Transport.IsLoopback);
        Assert.False(session.Transport.IsSecure);
    }
}
