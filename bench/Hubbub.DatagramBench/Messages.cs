using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Hubbub.Datagrams;

namespace Hubbub.DatagramBench;

/// <summary>Small messages there and back: time and processor time of both sides together.</summary>
internal static class Messages
{
    private const int Size = 100;

    public static async Task Run(int count, bool isFast)
    {
        using var identity = Identity.Create();
        using var server = UdpEndpoint.Open(
            new(IPAddress.Loopback, 0),
            new EndpointOptions { Identity = identity },
            new Echo(),
            isFast
        );
        using var client = UdpEndpoint.Open(
            new(IPAddress.Loopback, 0),
            new EndpointOptions(),
            null,
            isFast
        );
        var connection = await client.ConnectAsync([server.Local], new(), CancellationToken.None);
        var conversation = new UdpConversation(client, connection);
        await using var udp = conversation.OpenStream();
        await Measure("UDP", udp, count);

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var accepting = listener.AcceptTcpClientAsync();
        using var tcp = new TcpClient { NoDelay = true };
        await tcp.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var accepted = await accepting;
        accepted.NoDelay = true;
        var echoing = EchoTcp(accepted.GetStream());
        await Measure("TCP, not encrypted", tcp.GetStream(), count);
        tcp.Close();
        await echoing;
    }

    private static async Task Measure(string name, Stream stream, int count)
    {
        foreach (var atOnce in new[] { 1, 64 })
        {
            await Go(stream, count / 4, atOnce);
            var cpu = Process.GetCurrentProcess().TotalProcessorTime;
            var start = Stopwatch.GetTimestamp();
            await Go(stream, count, atOnce);
            var time = Stopwatch.GetElapsedTime(start);
            cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
            Console.WriteLine(
                $"{name}, {atOnce} at once: {count / time.TotalSeconds:F0} echoes/s,"
                    + $" CPU {cpu.TotalMicroseconds / count:F1} µs an echo"
            );
        }
    }

    private static async Task Go(Stream stream, int count, int atOnce)
    {
        var message = new byte[Size];
        var answers = new byte[Size * atOnce];
        for (var sent = 0; sent < count; sent += atOnce)
        {
            for (var i = 0; i < atOnce; i++)
                await stream.WriteAsync(message);
            await stream.ReadExactlyAsync(answers);
        }
    }

    private static async Task EchoTcp(NetworkStream stream)
    {
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer) is > 0 and var count)
            await stream.WriteAsync(buffer.AsMemory(0, count));
    }

    /// <summary>As a server's loop does it: in the handler, without a task.</summary>
    private sealed class Echo : IEndpointHandler, IConnectionHandler
    {
        private readonly byte[] _buffer = new byte[16 * 1024];

        public void Accepted(Connection connection) => connection.Handler = this;

        public void Readable(Connection connection, DatagramStream stream)
        {
            while (stream.Read(_buffer) is > 0 and var count)
                stream.Write(_buffer.AsSpan(0, count));
        }
    }
}
