using System.Diagnostics;
using System.Net;
using Hubbub.Datagrams;

namespace Hubbub.DatagramBench;

/// <summary>Bulk: a source that copies from memory, a sink that copies to memory.</summary>
internal static class Blocks
{
    private const long Endless = 1L << 50;
    private const long Window = 64 * 1024 * 1024;

    public static void Loopback(int seconds, bool isFast)
    {
        using var identity = Identity.Create();
        var sink = new Sink();
        using var server = Open(new(IPAddress.Loopback, 0), identity, sink, isFast);
        using var client = Dial(server.Local, isFast, out var connection, out _);
        Warm(sink);
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        var before = sink.Bytes;
        Thread.Sleep(seconds * 1_000);
        var time = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var bytes = sink.Bytes - before;
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        Console.WriteLine(
            $"loopback: {bytes / time / 1e9:F2} GB/s, CPU both sides"
                + $" {cpu.TotalSeconds / (bytes / (double)(1 << 30)):F2} s/GiB"
        );
        using (client.Enter())
            Console.WriteLine(connection.Statistics);
        client.CloseAsync(0, "", TimeSpan.FromSeconds(1)).GetAwaiter().GetResult();
    }

    public static void Serve(string host, int port, bool isFast)
    {
        using var identity = Identity.Create();
        var sink = new Sink();
        using var server = Open(new(IPAddress.Parse(host), port), identity, sink, isFast);
        var before = 0L;
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        for (var second = 0; ; second++)
        {
            Thread.Sleep(1_000);
            var now = sink.Bytes;
            if (now == before)
                continue;
            var used = Process.GetCurrentProcess().TotalProcessorTime;
            Console.WriteLine(
                $"{(now - before) * 8 / 1e6:F1} Mbit/s, CPU {(used - cpu).TotalMilliseconds:F0} ms"
            );
            (before, cpu) = (now, used);
        }
    }

    public static void Send(string host, int port, int seconds, bool isFast)
    {
        using var client = Dial(
            new(IPAddress.Parse(host), port),
            isFast,
            out var connection,
            out var sender
        );
        var start = Stopwatch.GetTimestamp();
        var half = 0L;
        for (var second = 0; second < seconds; second++)
        {
            Thread.Sleep(1_000);
            using var turn = client.Enter();
            if (second == (seconds / 4) - 1)
                (half, start) = (sender.Acked, Stopwatch.GetTimestamp());
            if (Environment.GetEnvironmentVariable("VERBOSE") == "1")
                Console.WriteLine(connection.Statistics);
        }

        using (client.Enter())
        {
            var bytes = sender.Acked - half;
            var time = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var cpu = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;
            Console.WriteLine(
                $"{bytes * 8 / time / 1e6:F1} Mbit/s acknowledged after the first quarter;"
                    + $" CPU {cpu / (sender.Acked / (double)(1 << 30)):F2} s/GiB with the start;"
                    + $" {connection.Statistics}"
            );
        }

        client.CloseAsync(0, "", TimeSpan.FromSeconds(1)).GetAwaiter().GetResult();
    }

    private static UdpEndpoint Open(IPEndPoint local, Identity identity, Sink sink, bool isFast) =>
        UdpEndpoint.Open(
            local,
            new EndpointOptions { Identity = identity },
            new Acceptor(sink),
            isFast
        );

    private static UdpEndpoint Dial(
        IPEndPoint server,
        bool isFast,
        out Connection connection,
        out BlockSender sender
    )
    {
        var any = new IPEndPoint(
            IPAddress.IsLoopback(server.Address) ? IPAddress.Loopback : IPAddress.Any,
            0
        );
        var client = UdpEndpoint.Open(any, new EndpointOptions(), null, isFast);
        connection = client
            .ConnectAsync([server], new DialOptions(), CancellationToken.None)
            .GetAwaiter()
            .GetResult();
        using var turn = client.Enter();
        sender = connection.SendBlocks(0, new Source());
        sender.Send(0, Endless);
        return client;
    }

    private static void Warm(Sink sink)
    {
        var start = Stopwatch.GetTimestamp();
        while (sink.Bytes < 1L << 30 && Stopwatch.GetElapsedTime(start).TotalSeconds < 3)
            Thread.Sleep(10);
    }

    private sealed class Acceptor(Sink sink) : IEndpointHandler
    {
        public void Accepted(Connection connection) => connection.AcceptBlocks(0, sink, Window);
    }

    private sealed class Source : IBlockSource
    {
        private readonly byte[] _bytes = new byte[1 << 20];

        public void Read(long offset, Span<byte> into) =>
            _bytes.AsSpan((int)(offset & 0x7FFFF), into.Length).CopyTo(into);
    }

    private sealed class Sink : IBlockSink
    {
        private readonly byte[] _bytes = new byte[1 << 20];
        private long _count;

        public long Bytes => Volatile.Read(ref _count);

        public bool Write(long offset, ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(_bytes.AsSpan((int)(offset & 0x7FFFF)));
            Volatile.Write(ref _count, _count + bytes.Length);
            return true;
        }
    }
}
