using System.Collections.Concurrent;
using System.Threading.Channels;
using Hubbub.Cli.Screen;
using Hubbub.Client.Connecting;
using Hubbub.Client.Talking;

namespace Hubbub.Cli.Talk;

/// <summary>
/// A talk through pipes, and at terminals that can do no more than lines. Each line of the input
/// is said at its turn; its end is a <c>\quit</c> at the next turn. What is said goes to standard
/// output, notices to standard error.
/// </summary>
internal sealed class TalkPipe(TextWriter output, TextWriter notices) : ITalkFace
{
    /// <summary>Lines of the input that wait; more are left in the pipe.</summary>
    private const int MostWaiting = 100;

    private readonly SemaphoreSlim _wake = new(0);
    private readonly ConcurrentQueue<Action> _posts = new();
    private readonly Channel<string> _input = Channel.CreateBounded<string>(MostWaiting);
    private bool _inputEnded;
    private bool _asked;

    public TalkEngine Engine { get; set; } = null!;

    /// <summary>Something could not be said.</summary>
    public bool IsLacking { get; private set; }

    public void Note(string words) => notices.WriteLine(Visible.Of(words));

    public void Said(Message words)
    {
        foreach (var line in words.Text.Split('\n'))
            output.WriteLine($"{Visible.Of(words.Who)}> {Visible.Of(line)}");
        output.Flush();
    }

    public void GivenBack(string text, string why)
    {
        IsLacking = true;
        Note($"{why} “{text}”");
    }

    /// <summary>Done by the loop, soon. Any thread.</summary>
    public void Post(Action action)
    {
        _posts.Enqueue(action);
        _wake.Release();
    }

    public async Task RunAsync(Func<CancellationToken, Task<Stream>> dial)
    {
        await using var driver = new LineDriver(Engine, dial, () => _wake.Release());
        _ = Task.Run(ReadAsync);
        while (!Engine.IsOver)
        {
            while (_posts.TryDequeue(out var post))
                post();
            driver.Drain();
            Ask();
            Say();
            if (!driver.HasMore)
                await _wake.WaitAsync(TimeSpan.FromMilliseconds(500));
        }
    }

    private void Ask()
    {
        if (_asked || Engine.Stage != TalkStage.Naming)
            return;
        _asked = true;
        Note("Your name (at most 10 characters, no white space):");
    }

    private void Say()
    {
        while (Engine.IsAsking && _input.Reader.TryRead(out var line))
            Take(line);
        // Waiting, in line or out of turn: only the words that leave are looked at.
        if (
            !Engine.IsAsking
            && _input.Reader.TryPeek(out var next)
            && next.Trim().Equals(TalkEngine.Quit, StringComparison.OrdinalIgnoreCase)
            && _input.Reader.TryRead(out _)
            && Engine.Submit(next) is { Length: > 0 } why
        )
        {
            Note(why);
        }

        if (!Volatile.Read(ref _inputEnded) || _input.Reader.TryPeek(out _))
            return;
        if (Engine.IsAsking)
            Engine.Submit(TalkEngine.Quit);
        Engine.Once = true;
    }

    private void Take(string line)
    {
        if (Engine.Submit(line) is not { Length: > 0 } why)
            return;
        IsLacking |= Engine.Stage == TalkStage.Talking;
        Note(why);
    }

    private async Task ReadAsync()
    {
        using var input = new StreamReader(Console.OpenStandardInput());
        try
        {
            while (await input.ReadLineAsync() is { } line)
            {
                await _input.Writer.WriteAsync(line);
                _wake.Release();
            }
        }
        catch (IOException)
        {
            // The terminal has gone: as its end.
        }

        Volatile.Write(ref _inputEnded, true);
        _wake.Release();
    }
}
