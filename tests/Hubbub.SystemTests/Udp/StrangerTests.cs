using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Hubbub.Datagrams;
using Hubbub.SystemTests.Datagrams;
using Hubbub.SystemTests.Join;
using Hubbub.SystemTests.Running;

namespace Hubbub.SystemTests.Udp;

/// <summary>
/// "Forged, replayed, truncated, bit-flipped, oversized and random datagrams: dropped, counted, never answered with more
/// than they brought. A flood of handshakes from forged addresses doesn't stop those who are logged on. An old and a new
/// protocol version refuse each other in plain words."
/// </summary>
[Collection("processes")]
public sealed class StrangerTests
{
    /// <summary>first byte, version, two connection ids.</summary>
    private const int LongHeader = 18;

    [Fact]
    public async Task What_is_no_packet_of_anybodys_is_dropped_and_counted_and_nobody_else_notices()
    {
        await using var server = await ServerProcess.StartAsync();
        var overheard = new ConcurrentQueue<byte[]>();
        await using var relay = new UdpRelay(At(server), seed: 1) { Overhear = overheard.Enqueue };
        await using var ada = await IrcPerson.ComeByUdpAsync(relay.Local, "ada");
        await ada.JoinAsync("#lobby");

        using var eve = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        eve.Connect(At(server));
        var brought = 0L;
        var dice = new Random(2);
        for (var round = 0; round < 400; round++)
        {
            foreach (var datagram in Junk(dice, overheard.ToArray()))
            {
                await eve.SendAsync(datagram, Cancellation);
                brought += datagram.Length;
            }

            // Lets the system's queue empty itself, and shows that ada is still there.
            if (round % 40 == 0)
                await ada.SettleAsync();
        }

        await ada.SettleAsync();
        var got = 0L;
        while (eve.Available > 0)
            got += (await eve.ReceiveAsync(Cancellation)).Buffer.Length;
        Assert.InRange(got, 0, brought / 2);
        var udp = await HealthAsync(server);
        foreach (
            var reason in (string[])["unknown", "repeated", "forged", "malformed", "oversized"]
        )
            Assert.True(udp[reason] > 0, reason);
        Assert.Equal((1, 0, 0), (udp["sessions"], udp["raw"], udp["broken"]));
    }

    [Fact]
    public async Task A_flood_of_handshakes_does_not_stop_those_who_are_logged_on()
    {
        await using var server = await ServerProcess.StartAsync();
        await using var ada = await IrcPerson.ComeByUdpAsync(At(server), "ada");
        var hello = await HelloAsync();
        using var over = new CancellationTokenSource();
        var enough = new TaskCompletionSource();
        var flood = FloodAsync(At(server), hello, enough, over.Token);

        for (var i = 0; i < 20 || !(enough.Task.IsCompleted || flood.IsCompleted); i++)
        {
            var start = Stopwatch.GetTimestamp();
            await ada.SettleAsync();
            Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        }

        // Who comes meanwhile is let in too: they answer the cookie.
        await using var bob = await IrcPerson.ComeByUdpAsync(At(server), "bob");
        await over.CancelAsync();
        await flood;
        Assert.Equal(2, (await HealthAsync(server))["sessions"]);
    }

    [Fact]
    public async Task An_older_or_newer_client_is_told_which_version_the_server_speaks()
    {
        await using var server = await ServerProcess.StartAsync();
        var hello = await HelloAsync();
        hello[1] = 2;
        using var client = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await client.SendAsync(hello, At(server), Cancellation);
        var refusal = (await client.ReceiveAsync(Cancellation)).Buffer;
        // "Refusal: the hello's random (32), reason (1: 1 version). The header's version is the one that the server speaks."
        Assert.Equal((0xA4, 1), (refusal[0], refusal[1]));
        Assert.Equal(hello[LongHeader..(LongHeader + 32)], refusal[LongHeader..(LongHeader + 32)]);
        Assert.Equal(1, refusal[LongHeader + 32]);
    }

    [Fact]
    public async Task A_newer_server_is_told_of_in_plain_words()
    {
        using var newer = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)newer.Client.LocalEndPoint!).Port;
        await using var joining = new Joining();
        await using var ada = joining.InPipes($"udp://127.0.0.1:{port}", "--nick", "ada");
        var hello = await newer.ReceiveAsync(Cancellation);
        byte[] refusal =
        [
            0xA4,
            2,
            .. hello.Buffer[10..LongHeader],
            .. new byte[8],
            .. hello.Buffer[LongHeader..(LongHeader + 32)],
            1,
        ];
        await newer.SendAsync(refusal, hello.RemoteEndPoint, Cancellation);
        var ran = await ada.EndedAsync();
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(
            "the server speaks version 2 of the transport, this program version 1",
            ran.Errors,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Who_reads_nothing_is_closed_with_the_reason()
    {
        await using var server = await ServerProcess.StartAsync("--no-flood-limit");
        using var endpoint = UdpEndpoint.Open(new(IPAddress.Loopback, 0), new EndpointOptions());
        var connection = await endpoint.ConnectAsync([At(server)], new DialOptions(), Cancellation);
        var conversation = new UdpConversation(endpoint, connection);
        await conversation
            .OpenStream()
            .WriteAsync("NICK deaf\r\nUSER d 0 * :d\r\nJOIN #lobby\r\n"u8.ToArray(), Cancellation);
        await using var ada = await IrcPerson.ComeAsync(server.Port, "ada");
        await ada.JoinAsync("#lobby");
        await server.Screen.ReadUntilAsync("came name=\"deaf\"");
        var words = string.Concat(
            Enumerable.Repeat($"PRIVMSG #lobby :{new string('x', 400)}\r\n", 100)
        );
        while (!conversation.Closed.IsCompleted)
        {
            await ada.SendAsync(words);
            await ada.SettleAsync();
        }

        Assert.Equal("SendQ exceeded", (await conversation.Closed).Text);
        await server.Screen.ReadUntilAsync("went name=\"deaf\" reason=\"SendQ exceeded\"");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static IPEndPoint At(ServerProcess server) => new(IPAddress.Loopback, server.Port);

    private static IEnumerable<byte[]> Junk(Random dice, byte[][] overheard)
    {
        var noise = new byte[dice.Next(1, 1_500)];
        dice.NextBytes(noise);
        noise[0] = (byte)(0x80 | (noise[0] & 0x3F));
        yield return noise;
        if (dice.Next(20) == 0)
            yield return [0x80, .. new byte[9_100]];
        var packet = overheard[dice.Next(overheard.Length)];
        yield return packet;
        yield return packet[..dice.Next(1, packet.Length)];
        var flipped = packet.ToArray();
        // Not in the first byte: of another kind it would be another's line.
        flipped[dice.Next(1, flipped.Length)] ^= (byte)(1 << dice.Next(8));
        yield return flipped;
    }

    /// <summary>The first datagram of a real client.</summary>
    private static async Task<byte[]> HelloAsync()
    {
        using var sink = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var client = UdpEndpoint.Open(new(IPAddress.Loopback, 0), new EndpointOptions());
        var options = new DialOptions { Patience = TimeSpan.FromMilliseconds(50) };
        var dialing = client.ConnectAsync(
            [(IPEndPoint)sink.Client.LocalEndPoint!],
            options,
            default
        );
        var hello = (await sink.ReceiveAsync(Cancellation)).Buffer;
        await Assert.ThrowsAsync<DialException>(() => dialing);
        return hello;
    }

    /// <summary>From hundreds of addresses that never answer.</summary>
    /// <summary>From 200 addresses, until it is over.</summary>
    /// <param name="enough">Completes with 2 000 datagrams sent.</param>
    private static async Task FloodAsync(
        IPEndPoint server,
        byte[] hello,
        TaskCompletionSource enough,
        CancellationToken over
    )
    {
        var sockets = Enumerable
            .Range(1, 200)
            .Select(i => new UdpClient(new IPEndPoint(new IPAddress([127, 9, 0, (byte)i]), 0)))
            .ToArray();
        var sent = 0;
        while (!over.IsCancellationRequested)
        {
            foreach (var socket in sockets)
                sent += await socket.SendAsync(hello, server, CancellationToken.None) > 0 ? 1 : 0;
            if (sent >= 2_000)
                enough.TrySetResult();
            // About 20 000 a second: an eightieth of that would be answered with key work.
            await Task.Delay(10, CancellationToken.None);
        }

        foreach (var socket in sockets)
            socket.Dispose();
    }

    private static async Task<Dictionary<string, long>> HealthAsync(ServerProcess server)
    {
        using var http = new HttpClient();
        var health = await http.GetStringAsync(
            new Uri($"http://127.0.0.1:{server.Port}/health"),
            Cancellation
        );
        using var json = JsonDocument.Parse(health);
        return json
            .RootElement.GetProperty("udp")
            .EnumerateObject()
            .ToDictionary(p => p.Name, p => p.Value.GetInt64());
    }
}
