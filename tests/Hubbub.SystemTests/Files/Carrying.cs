using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Hubbub.SystemTests.Datagrams;
using Hubbub.SystemTests.Running;
using Hubbub.SystemTests.Storage;

namespace Hubbub.SystemTests.Files;

/// <summary>`hubbub send` and `hubbub receive` as people run them: two programs, two folders.</summary>
internal sealed partial class Carrying : IDisposable
{
    private readonly TempFolder _temp = new();

    public Carrying()
    {
        Into = _temp.PathOf("into");
        Directory.CreateDirectory(From);
        Directory.CreateDirectory(Into);
    }

    public string From => _temp.PathOf("from");

    public string Into { get; set; }

    public string Source(string name) => Path.Combine(From, name);

    public string Received(string name) => Path.Combine(Into, name);

    /// <summary>A file with bytes of its seed.</summary>
    public string Write(string name, int size, int seed = 1)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        Directory.CreateDirectory(Path.GetDirectoryName(Source(name))!);
        File.WriteAllBytes(Source(name), bytes);
        return Source(name);
    }

    public static void WriteText(string path, string text) => File.WriteAllText(path, text);

    public string TextOf(string received) => File.ReadAllText(Received(received));

    public static void Append(string path) => File.AppendAllText(path, "more");

    public void SetMode(string name, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Source(name), mode);
    }

    public RunningProgram Start(params string[] arguments) =>
        RunningProgram.Start(
            "dotnet",
            [Executable.Path, .. arguments],
            ("HUBBUB_HOME", _temp.PathOf("home"))
        );

    /// <summary>Waits on a free port, and takes everything.</summary>
    public async Task<(RunningProgram Program, string Port)> ReceiveAsync(params string[] arguments)
    {
        var program = Start(["receive", "0", "--into", Into, "--yes", .. arguments]);
        await program.Output.ReadUntilAsync("Ctrl-C ends it.");
        return (program, PortIn().Match(program.Output.Text).Groups["port"].Value);
    }

    public Task<Ran> SendAsync(string port, params string[] files) =>
        EndAsync(Start(["send", .. files, "localhost", port]));

    public RunningProgram StartSending(string name, UdpRelay through) =>
        Start("send", Source(name), $"127.0.0.1:{through.Local.Port}");

    /// <summary>A link so slow that what goes over it can be cut.</summary>
    public static UdpRelay SlowRelay(string port) =>
        new(Local(port), seed: 1)
        {
            Delay = TimeSpan.FromMilliseconds(15),
            Loss = 0.01,
            BytesPerSecond = 20_000_000,
        };

    public static IPEndPoint Local(string port) => new(IPAddress.Loopback, int.Parse(port, null));

    /// <summary>Until so much of a file is written.</summary>
    public async Task PartAsync(string name, long size) =>
        await Watch.ForAsync(
            "there",
            () =>
            {
                var part = new FileInfo(Received(name + ".hubbub.part"));
                var isThere = File.Exists(Received(name)) || (part.Exists && part.Length >= size);
                return Task.FromResult(isThere ? "there" : "not yet");
            }
        );

    public static async Task<Ran> EndAsync(RunningProgram program)
    {
        await using (program)
        {
            program.CloseInput();
            return await program.EndedAsync();
        }
    }

    public static string DigestOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>Both folders hold the same, to the byte, the permission and the 100 ns.</summary>
    public void AreSame(string name)
    {
        Assert.Equal(Listing(Source(name)), Listing(Received(name)));
        string[] left =
        [
            .. Directory.EnumerateFiles(Into, "*.hubbub.*", SearchOption.AllDirectories),
        ];
        Assert.Empty(left);
    }

    /// <summary>The same bytes; the server does not keep times and permissions.</summary>
    public void HoldSame(string name) =>
        Assert.Equal(DigestOf(Source(name)), DigestOf(Received(name)));

    public static int FreePort()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
    }

    public void Dispose() => _temp.Dispose();

    private static List<string> Listing(string path)
    {
        var all = Directory.Exists(path)
            ? Directory
                .EnumerateFileSystemEntries(path, "*", SearchOption.AllDirectories)
                .Append(path)
            : [path];
        return
        [
            .. all.Order(StringComparer.Ordinal)
                .Select(entry =>
                    $"{Path.GetRelativePath(path, entry)} {ModeOf(entry)} {File.GetLastWriteTimeUtc(entry).Ticks} "
                    + (Directory.Exists(entry) ? "" : DigestOf(entry))
                ),
        ];
    }

    private static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    [GeneratedRegex(@"port (?<port>\d+)\.", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex PortIn();
}
