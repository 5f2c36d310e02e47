using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Hubbub.DatagramBench;

/// <summary>The real <c>hubbub serve</c>, in a process of its own; HUBBUB_DLL says where it is.</summary>
internal sealed class ServerUnderTest : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("hubbub-bench");
    private readonly Process _process;

    private ServerUnderTest(int port)
    {
        Port = port;
        var program = Environment.GetEnvironmentVariable("HUBBUB_DLL") ?? Built;
        _process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [program, "serve", $"{port}", "--data", _data.FullName, "--no-flood-limit"]
            )
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        _ = _process.StandardOutput.ReadLine();
        // Who comes and goes is written there; nobody reads it here.
        _ = _process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
    }

    public int Port { get; }

    public IPEndPoint Address => new(IPAddress.Loopback, Port);

    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident, without what is mapped from files: bytes.</summary>
    public long PrivateBytes =>
        File.ReadLines($"/proc/{_process.Id}/status")
            .Where(line => line.StartsWith("RssAnon:", StringComparison.Ordinal))
            .Select(line =>
                long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024
            )
            .First();

    public static ServerUnderTest Start()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        return new ServerUnderTest(port);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _data.Delete(recursive: true);
    }

    private static string Built
    {
        get
        {
            var here = new DirectoryInfo(AppContext.BaseDirectory);
            var root = here;
            while (!File.Exists(Path.Combine(root.FullName, "Hubbub.slnx")))
                root = root.Parent!;
            return Path.Combine(
                root.FullName,
                "src",
                "Hubbub.Cli",
                "bin",
                here.Parent!.Name,
                here.Name,
                "hubbub.dll"
            );
        }
    }
}
