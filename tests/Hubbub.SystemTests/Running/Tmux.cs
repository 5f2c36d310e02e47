using System.Globalization;
using Hubbub.SystemTests.Storage;

namespace Hubbub.SystemTests.Running;

/// <summary>A terminal with one program in it.</summary>
internal sealed class Tmux : IAsyncDisposable
{
    private readonly TempFolder _temp = new();

    private Tmux() { }

    /// <param name="command">For the shell.</param>
    public static async Task<Tmux> StartAsync(string command, int width = 200, int height = 50)
    {
        var tmux = new Tmux();
        var ran = await tmux.DoAsync(
            "new-session",
            "-d",
            "-x",
            $"{width}",
            "-y",
            $"{height}",
            command
        );
        Assert.True(ran.ExitCode == 0, ran.All);
        return tmux;
    }

    public async Task TypeAsync(string line)
    {
        await DoAsync("send-keys", "-l", line);
        await DoAsync("send-keys", "Enter");
    }

    /// <summary>Keys by tmux's names: <c>C-c</c>, <c>M-1</c>, <c>PPage</c>.</summary>
    public async Task PressAsync(params string[] keys) => await DoAsync(["send-keys", .. keys]);

    public async Task ResizeAsync(int width, int height) =>
        await DoAsync("resize-window", "-x", $"{width}", "-y", $"{height}");

    public Task SeesAsync(string words) => Watch.ForAsync(words, SeeAsync);

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
