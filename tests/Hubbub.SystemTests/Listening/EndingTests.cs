using Hubbub.Net.Listening;

namespace Hubbub.SystemTests.Listening;

public sealed class EndingByLoopTests() : EndingTests(Reader.Loop);

public sealed class EndingByKestrelTests() : EndingTests(Reader.Kestrel);

public abstract class EndingTests(Reader reader) : PortTests(reader)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_sent_arrives_whole_though_the_reader_is_slow(bool tls)
    {
        await using var port = await OpenAsync();
        await using var stream = await port.ConnectAsync(tls);
        await stream.SayAsync("NICK ada\r\n");
        var session = await port.Host.NextAsync();
        await stream.HearAsync("NICK ada\r\n");
        var all = Enumerable.Range(0, 20_000_000).Select(i => (byte)('a' + (i % 26))).ToArray();

        var sending = Task.Run(
            async () =>
            {
                var shorts = 0;
                var sent = 0;
                while (sent < all.Length)
                {
                    sent += session.Transport.TrySend(all.AsSpan(sent, all.Length - sent));
                    if (sent == all.Length)
                        break;
                    shorts++;
                    Assert.True(
                        await session.Room.WaitAsync(
                            Port.Patience,
                            TestContext.Current.CancellationToken
                        )
                    );
                }

                session.Transport.Close();
                return shorts;
            },
            TestContext.Current.CancellationToken
        );
        var heard = new MemoryStream();
        using var deadline = new CancellationTokenSource(Port.Patience);
        await stream.CopyToAsync(heard, deadline.Token);

        Assert.True(await sending > 0);
        Assert.True(all.AsSpan().SequenceEqual(heard.ToArray()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_last_words_arrive_though_the_other_end_goes_on_sending(bool tls)
    {
        await using var port = await OpenAsync();
        await using var stream = await port.ConnectAsync(tls);
        await stream.SayAsync("NICK ada\r\n");
        var session = await port.Host.NextAsync();
        session.IsSilent = true;
        await stream.SayAsync(new string('x', 30_000));
        session.Transport.TrySend("ERROR :Closing link\r\n"u8);
        session.Transport.Close();
        Assert.Contains(
            "ERROR :Closing link\r\n",
            await stream.HearAllAsync(),
            StringComparison.Ordinal
        );
        await session.EndedAsync();
    }

    [Fact]
    public async Task Who_never_reads_is_cut_off_after_the_farewell()
    {
        await using var port = await OpenAsync(o =>
            o with
            {
                Farewell = TimeSpan.FromMilliseconds(200),
            }
        );
        await using var stream = await port.ConnectAsync(tls: false);
        await stream.SayAsync("NICK ada\r\n");
        var session = await port.Host.NextAsync();
        var much = new byte[10_000_000];
        while (session.Transport.TrySend(much) == much.Length) { }
        session.Transport.Close();
        await session.EndedAsync();
        using var deadline = new CancellationTokenSource(Port.Patience);
        // It goes on talking and never reads, until it is cut off.
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (true)
                await stream.WriteAsync(new byte[64], deadline.Token);
        });
    }

    [Theory]
    [InlineData("NICK a\r\n", "ERROR :Server is full, try again later\r\n")]
    [InlineData("ada\r\n", "This server is full. Try again later.\r\n")]
    public async Task A_full_house_says_so(string first, string expected)
    {
        await using var port = await OpenAsync();
        port.Host.IsFull = true;
        await using var stream = await port.ConnectAsync(tls: false);
        await stream.SayAsync(first);
        Assert.Equal(expected, await stream.HearAllAsync());
    }

    [Fact]
    public async Task Where_it_is_full_those_who_say_nothing_are_told_too()
    {
        await using var port = await OpenAsync(o => Port.Eager(o) with { MaxConnections = 1 });
        await using var first = await port.ConnectAsync(tls: false);
        await first.SayAsync("NICK ada\r\n");
        await first.HearAsync("NICK ada\r\n");
        // More than are told at once: each place is given on.
        var silent = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => port.ConnectAsync(tls: false))
        );
        foreach (var stream in silent)
        {
            await using (stream)
                Assert.Contains("full", await stream.HearAllAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Beyond_the_limit_newcomers_are_told_and_the_others_stay()
    {
        await using var port = await OpenAsync(o => o with { MaxConnections = 1 });
        await using var first = await port.ConnectAsync(tls: false);
        await first.SayAsync("NICK ada\r\n");
        await first.HearAsync("NICK ada\r\n");
        await using var second = await port.ConnectAsync(tls: false);
        await second.SayAsync("NICK bob\r\n");
        Assert.StartsWith("ERROR", await second.HearAllAsync(), StringComparison.Ordinal);
        await first.SayAsync("PING x\r\n");
        await first.HearAsync("PING x\r\n");
    }

    [Fact]
    public async Task A_port_in_use_is_told_with_what_to_do()
    {
        await using var port = await OpenAsync();
        var e = await Assert.ThrowsAsync<ListenException>(() =>
            OpenAsync(o => o with { Port = port.Number })
        );
        Assert.Equal(
            $"Port {port.Number} on 127.0.0.1 is in use by another program. End that program, or choose another port: hubbub serve {port.Number + 1}",
            e.Message
        );
    }

    [Theory]
    [InlineData("no-such-name.invalid", "is not known here")]
    [InlineData("192.0.2.7", "is not an address of this machine")]
    public async Task An_address_that_is_not_here_is_told(string host, string expected)
    {
        var e = await Assert.ThrowsAsync<ListenException>(() =>
            OpenAsync(o => o with { Hosts = [host] })
        );
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_the_server_waits_for_nobody()
    {
        var port = await OpenAsync();
        await using var silent = await port.ConnectAsync(tls: false);
        await using var busy = await port.ConnectAsync(tls: false);
        await busy.SayAsync("NICK a\r\n");
        await busy.HearAsync("NICK a\r\n");
        await port.DisposeAsync()
            .AsTask()
            .WaitAsync(Port.Patience, TestContext.Current.CancellationToken);
    }
}
