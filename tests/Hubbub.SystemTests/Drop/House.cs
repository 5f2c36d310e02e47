using System.Text.Json;
using Hubbub.SystemTests.Running;
using Hubbub.SystemTests.Storage;

namespace Hubbub.SystemTests.Drop;

/// <summary>A server with a drop, and files to bring to it.</summary>
internal sealed class House : IAsyncDisposable
{
    private string[] _options = [];

    public TempFolder Folder { get; } = new();

    public ServerProcess Server { get; private set; } = null!;

    public static async Task<House> OpenAsync(params string[] options)
    {
        var house = new House { _options = options };
        house.Server = await ServerProcess.StartOnAsync(house.Folder.PathOf("data"), options);
        return house;
    }

    public async Task RestartAsync()
    {
        await Server.DisposeAsync();
        Server = await ServerProcess.StartOnAsync(Folder.PathOf("data"), _options);
    }

    /// <summary>Somebody in the lobby.</summary>
    public async Task<IrcPerson> ComeAsync(string name)
    {
        var person = await IrcPerson.ComeAsync(Server.Port, name);
        await person.JoinAsync("#lobby");
        return person;
    }

    public string Url(string path) => $"http://127.0.0.1:{Server.Port}{path}";

    public string Drop(string part) => Path.Combine(Folder.PathOf("data"), "drop", part);

    /// <summary>What is kept.</summary>
    public IEnumerable<string> Contents() =>
        Directory.EnumerateFiles(Drop("content"), "*", SearchOption.AllDirectories);

    /// <summary>A file with bytes by lot.</summary>
    public string File(string name, int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        var path = Folder.PathOf(name);
        System.IO.File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <returns>The answer, which is JSON.</returns>
    public static async Task<JsonElement> CurlAsync(params string[] arguments)
    {
        var answer = await RunCurlAsync(["-f", .. arguments]);
        return JsonDocument.Parse(answer).RootElement.Clone();
    }

    public static async Task<string> StatusAsync(params string[] arguments)
    {
        using var sink = new TempFolder();
        string[] quiet = ["-s", "-o", sink.PathOf("answer"), "-w", "%{http_code}"];
        var ran = await RunningProgram.RunAsync("curl", [.. quiet, .. arguments]);
        return ran.Output.Trim();
    }

    public static async Task<string> RunCurlAsync(params string[] arguments)
    {
        var ran = await RunningProgram.RunAsync("curl", ["-sS", .. arguments]);
        Assert.True(ran.ExitCode == 0, ran.Errors + ran.Output);
        return ran.Output;
    }

    public static async Task<byte[]> FetchAsync(string link)
    {
        using var client = new HttpClient();
        return await client.GetByteArrayAsync(new Uri(link), TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Folder.Dispose();
    }
}
