using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Hubbub.Datagrams;

namespace Hubbub.DatagramBench;

/// <summary>Sessions on the real server: the same people and words over TCP and over UDP, in one run.</summary>
internal static class Served
{
    private const int People = 20;

    /// <param name="messages">Of each measurement.</param>
    public static async Task Messages(int messages)
    {
        using var server = ServerUnderTest.Start();
        using var endpoint = UdpEndpoint.Open(
            new(System.Net.IPAddress.Loopback, 0),
            new EndpointOptions()
        );
        foreach (var window in new[] { 1, 64 })
        {
            foreach (var isUdp in new[] { false, true, false, true })
            {
                var way = isUdp ? "UDP, encrypted" : "TCP, plain";
                await using var room = await Room.FillAsync(
                    $"#{way[..3]}{window}{Random.Shared.Next(1_000_000)}",
                    People,
                    () => isUdp ? DialAsync(endpoint, server) : DialTcpAsync(server)
                );
                await room.TalkAsync(messages / 4, window);
                var cpu = server.Cpu;
                var own = Process.GetCurrentProcess().TotalProcessorTime;
                var start = Stopwatch.GetTimestamp();
                await room.TalkAsync(messages, window);
                var time = Stopwatch.GetElapsedTime(start).TotalSeconds;
                cpu = server.Cpu - cpu;
                own = Process.GetCurrentProcess().TotalProcessorTime - own;
                Console.WriteLine(
                    $"{way}, room of {People}, {window} under way: {messages / time:F0} messages/s,"
                        + $" server CPU {cpu.TotalMicroseconds / messages:F1} µs a message"
                        + $" ({cpu.TotalMicroseconds / messages / People:F2} a delivery),"
                        + $" clients {own.TotalMicroseconds / messages:F1} µs"
                );
            }
        }
    }

    /// <param name="isUdp">Else plain TCP.</param>
    public static async Task Idle(int count, bool isUdp)
    {
        using var server = ServerUnderTest.Start();
        using var endpoint = UdpEndpoint.Open(
            new(System.Net.IPAddress.Loopback, 0),
            new EndpointOptions()
        );
        var kept = new List<Member>();
        await ComeAsync(200);
        await Task.Delay(5_000);
        var before = server.PrivateBytes;
        var start = Stopwatch.GetTimestamp();
        await ComeAsync(count);
        Console.WriteLine(
            $"{count / Stopwatch.GetElapsedTime(start).TotalSeconds:F0} registrations/s"
        );
        await Task.Delay(20_000);
        Console.WriteLine(
            $"{count} idle sessions over {(isUdp ? "UDP" : "TCP")}: {(server.PrivateBytes - before) / 1024.0 / count:F2} KiB each on the server"
        );
        var cpu = server.Cpu;
        await Task.Delay(10_000);
        Console.WriteLine(
            $"keeping them alive: {(server.Cpu - cpu).TotalSeconds / 10:P1} of a processor"
        );

        async Task ComeAsync(int some)
        {
            for (var i = 0; i < some; i += 50)
            {
                var coming = Enumerable
                    .Range(0, Math.Min(50, some - i))
                    .Select(async _ =>
                        await Member.ComeAsync(
                            await (isUdp ? DialAsync(endpoint, server) : DialTcpAsync(server)),
                            "n" + Guid.NewGuid().ToString("N")[..12]
                        )
                    );
                kept.AddRange(await Task.WhenAll(coming));
            }
        }
    }

    private static async Task<Stream> DialAsync(UdpEndpoint endpoint, ServerUnderTest server)
    {
        var connection = await endpoint.ConnectAsync(
            [server.Address],
            new(),
            CancellationToken.None
        );
        return new UdpConversation(endpoint, connection).OpenStream();
    }

    private static async Task<Stream> DialTcpAsync(ServerUnderTest server)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server.Address);
        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>People in one room; the first one talks, all hear it.</summary>
    private sealed class Room(string name, Member[] members) : IAsyncDisposable
    {
        public static async Task<Room> FillAsync(string name, int count, Func<Task<Stream>> dial)
        {
            var members = new Member[count];
            for (var i = 0; i < count; i++)
            {
                members[i] = await Member.ComeAsync(
                    await dial(),
                    $"p{Random.Shared.Next(1_000_000_000)}"
                );
                await members[i].SayAsync($"JOIN {name}\r\n");
                await members[i].HearAsync(" 366 ", 1);
            }

            return new Room(name, members);
        }

        public async Task TalkAsync(int count, int window)
        {
            var line = $"PRIVMSG {name} :{new string('x', 80)}\r\n";
            var words = string.Concat(Enumerable.Repeat(line, window));
            for (var sent = 0; sent < count; sent += window)
            {
                await members[0].SayAsync(words);
                foreach (var member in members[1..])
                    await member.HearAsync(" PRIVMSG ", window);
            }
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var member in members)
                await member.SayAsync("QUIT\r\n");
        }
    }

    private sealed class Member(Stream stream)
    {
        private readonly byte[] _buffer = new byte[64 * 1024];
        private int _filled;

        public static async Task<Member> ComeAsync(Stream stream, string nick)
        {
            var member = new Member(stream);
            await member.SayAsync($"NICK {nick}\r\nUSER u 0 * :u\r\n");
            // The last of the welcome: there is no message of the day.
            await member.HearAsync(" 422 ", 1);
            return member;
        }

        public async Task SayAsync(string text) =>
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text));

        /// <summary>Reads until so many lines with a word have come.</summary>
        public async Task HearAsync(string word, int count)
        {
            var wanted = Encoding.UTF8.GetBytes(word);
            while (true)
            {
                int end;
                while (count > 0 && (end = _buffer.AsSpan(0, _filled).IndexOf((byte)'\n')) >= 0)
                {
                    if (_buffer.AsSpan(0, end).IndexOf(wanted) >= 0)
                        count--;
                    _buffer.AsSpan(end + 1, _filled - end - 1).CopyTo(_buffer);
                    _filled -= end + 1;
                }

                if (count == 0)
                    return;
                var read = await stream.ReadAsync(_buffer.AsMemory(_filled));
                if (read == 0)
                    throw new IOException("the server closed the connection");
                _filled += read;
            }
        }
    }
}
