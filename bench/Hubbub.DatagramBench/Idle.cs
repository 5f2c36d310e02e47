using System.Diagnostics;
using System.Net;
using Hubbub.Datagrams;

namespace Hubbub.DatagramBench;

/// <summary>Connections that have said something and fallen silent: what each keeps.</summary>
internal static class Idle
{
    public static void Run(int count)
    {
        using var identity = Identity.Create();
        using var server = UdpEndpoint.Open(
            new(IPAddress.Loopback, 0),
            new EndpointOptions { Identity = identity },
            new Reader()
        );
        using var client = UdpEndpoint.Open(new(IPAddress.Loopback, 0), new EndpointOptions());
        Dial(client, server.Local, 100);
        Thread.Sleep(2_000);
        var (heap, private0) = Measure();
        var start = Stopwatch.GetTimestamp();
        Dial(client, server.Local, count);
        Console.WriteLine(
            $"{count / Stopwatch.GetElapsedTime(start).TotalSeconds:F0} handshakes/s, both sides on this machine"
        );
        Thread.Sleep(4_000);
        var (after, private1) = Measure();
        Console.WriteLine(
            $"{server.Count()} connections; each end keeps {(after - heap) / 2.0 / count / 1024:F2} KiB"
                + $" of heap, {(private1 - private0) / 2.0 / count / 1024:F2} KiB of private memory"
        );
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        Thread.Sleep(10_000);
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        Console.WriteLine(
            $"keep-alive of all, both ends: {cpu.TotalSeconds / 10:P1} of a processor"
        );
    }

    private static void Dial(UdpEndpoint client, IPEndPoint server, int count)
    {
        for (var done = 0; done < count; )
        {
            var some = Math.Min(50, count - done);
            var dials = Enumerable
                .Range(0, some)
                .Select(_ => client.ConnectAsync([server], new(), CancellationToken.None))
                .ToArray();
            foreach (var dial in dials)
            {
                var connection = dial.GetAwaiter().GetResult();
                using var turn = client.Enter();
                connection.TryOpenStream()!.Write("NICK ada\r\n"u8);
            }

            done += some;
        }
    }

    private static (long Heap, long Private) Measure()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, true, true);
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Aggressive, true, true);
        using var process = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(true), process.WorkingSet64);
    }

    private sealed class Reader : IEndpointHandler, IConnectionHandler
    {
        private readonly byte[] _buffer = new byte[1_024];

        public void Accepted(Connection connection) => connection.Handler = this;

        public void Readable(Connection connection, DatagramStream stream)
        {
            while (stream.Read(_buffer) > 0) { }
        }
    }
}
