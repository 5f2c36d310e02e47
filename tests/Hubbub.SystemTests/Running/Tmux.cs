using System.Globalization;
using Hubbub.SystemTests.Storage;

namespace Hubbub.SystemTests.Running;

/// <summary>A terminal of 200 × 50 with one program in it.</summary>
internal sealed class Tmux : IAsyncDisposable
{
    private readonly TempFolder _temp = new();

    private Tmux() { }

    /// <param name="command">For the shell.</param>
    public static async Task<Tmux> StartAsync(string command)
    {
        var tmux = new Tmux();
        var ran = await tmux.DoAsync("new-session", "-d", "-x", "200", "-y", "50", command);
        Assert.True(ran.ExitCode == 0, ran.All);
        return tmux;
    }

    public async Task TypeAsync(string line)
    {
        await DoAsync("send-keys", "-l", line);
        await DoAsync("send-keys", "Enter");
    }

    public async Task<string> SeeAsync() => (await DoAsync("capture-pane", "-p")).Output;

    public async ValueTask DisposeAsync()
    {
        await DoAsync("kill-server");
        _temp.Dispose();
    }

    private Task<Ran> DoAsync(params string[] command) =>
        RunningProgram.RunAsync(
            "tmux",
            ["-S", _temp.PathOf("socket"), "-f", "/dev/null", .. command]
        );
}

/// <summary>Looks again and again, for what tells nobody that it has changed.</summary>
internal static class Watch
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(50);

    public static async Task ForAsync(string expected, Func<Task<string>> look)
    {
        var until = DateTime.UtcNow + s_limit;
        string seen;
        do
        {
            seen = await look();
            if (seen.Contains(expected, StringComparison.Ordinal))
                return;
            await Task.Delay(s_between);
        } while (DateTime.UtcNow < until);
        Assert.Fail(
            string.Create(CultureInfo.InvariantCulture, $"\"{expected}\" did not come in:\n{seen}")
        );
    }
}
