using System.Collections.Concurrent;
using System.Threading.Channels;
using Hubbub.Client.Connecting;
using Hubbub.Client.Conversations;
using Hubbub.Client.Engine;
using Hubbub.Client.State;

namespace Hubbub.Cli.Join;

/// <summary>
/// Lines in, lines out: for pipes, and for terminals that can do no more. What is said goes to
/// standard output, notices to standard error. The end of the input leaves, when all is said.
/// </summary>
internal sealed class PlainApp
{
    /// <summary>Lines of the input that wait; more are left in the pipe.</summary>
    private const int MostWaiting = 100;

    private readonly Destination _destination;
    private readonly Func<Destination, Action<string>, Dialer> _dialer;
    private readonly Action<Destination> _used;
    private readonly Chat _chat;
    private readonly ILineWriter _output;
    private readonly Input _source;
    private readonly bool _isTyped;
    private readonly string _nick;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Channel<string> _input = Channel.CreateBounded<string>(MostWaiting);
    private readonly ConcurrentQueue<Action> _posts = new();
    private int _isAwake;
    private string _doing = "";
    private int _tries;
    private bool _hasEntered;
    private bool _inputEnded;
    private string? _refused;

    public PlainApp(
        Destination destination,
        ChatOptions options,
        Input input,
        ILineWriter output,
        Func<Destination, Action<string>, Dialer> dialer,
        Action<Destination> used
    )
    {
        _destination = destination;
        _dialer = dialer;
        _used = used;
        _nick = options.Nick;
        _output = output;
        _source = input;
        _isTyped = input.IsTyped;
        _chat = new Chat(options, TimeProvider.System) { Observer = Show };
    }

    /// <summary>For files that the person takes.</summary>
    public required TakerOptions Taker { get; init; }

    public bool WasThere => _chat.Engine.WasWelcomed;

    /// <summary>Why it ended; empty: in good order.</summary>
    public async Task<string> RunAsync(CancellationToken ct)
    {
        using var stop = new Serve.StopSignal();
        await using var driver = new LineDriver(_chat.Engine, DialAsync, Wake);
        await using var taker = new FileTaker(_chat, Taker, Post);
        // Whoever types nothing cannot be asked.
        if (_isTyped)
            taker.Serve();
        _ = Task.Run(() => ReadAsync(ct), ct);
        while (_chat.Engine.Ended is null)
        {
            driver.Drain();
            TakePosts();
            _refused ??= _chat.TakeGivenBack();
            if (_chat.RefusedNick is not null && !_isTyped)
                NextNick();
            Say();
            if (!_chat.Engine.IsLeaving && (stop.Asked.IsCompleted || IsAllSaid()))
                _chat.Engine.Leave("");
            if (!driver.HasMore)
                await SleepAsync(stop.Asked);
        }

        if (_chat.Engine.Ended is { Length: > 0 } why)
            return why;
        Notice($"Disconnected from {_destination.Host}, port {_destination.Port}.");
        return _refused is null || _isTyped ? "" : "not everything was said.";
    }

    private void Post(Action action)
    {
        _posts.Enqueue(action);
        Wake();
    }

    private void TakePosts()
    {
        while (_posts.TryDequeue(out var post))
            post();
        if (_chat.Doing != _doing)
            Notice(_doing = _chat.Doing);
    }

    private async Task<Stream> DialAsync(CancellationToken ct)
    {
        Notice($"Connecting to {_destination.Host}, port {_destination.Port} …");
        var stream = await _dialer(_destination, Notice).DialAsync(ct);
        Notice($"Connected to {_destination.Host}, port {_destination.Port}.");
        return stream;
    }

    private void Show(Told told)
    {
        if (told.Kind == TellKind.Entered && !_hasEntered)
        {
            _hasEntered = true;
            _used(_destination);
        }

        if (told.IsSaid && !told.IsServer)
        {
            // The number of a post is news to its author, too.
            var isNews =
                !told.IsOwn || told.IsListed || (told.Post is not null && _output.TakesAll);
            if (isNews || _output.TakesOwn)
                _output.Write(told);
        }
        else if (_output.TakesAll)
        {
            _output.Write(told);
        }
        else
        {
            Notice(
                told.Where is { } where && told.Kind != TellKind.Entered
                    ? $"[{where}] {Chatting.EventWords.Of(told, where)}"
                    : Chatting.EventWords.Of(told, "")
            );
        }
    }

    private void Say()
    {
        // Before one is in the room, nobody would hear it.
        while (
            (
                _chat.Conversations.Current.Name.Length > 0 && _hasEntered
                || _chat.RefusedNick is not null
            )
            && _chat.Engine.UnderWay < MostWaiting
            && _input.Reader.TryRead(out var line)
        )
        {
            var said = _isTyped || line.Length == 0 ? _chat.Submit(line) : _chat.Say(line);
            if (said.Why is not { } why)
                continue;
            Notice(why);
            _refused ??= why;
        }
    }

    private bool IsAllSaid() =>
        Volatile.Read(ref _inputEnded)
        && _hasEntered
        && !_input.Reader.TryPeek(out _)
        && _chat.Engine.UnderWay == 0;

    /// <summary>A pipe cannot be asked: the name gets a number.</summary>
    private void NextNick()
    {
        _chat.RefusedNick = null;
        if (++_tries > 20)
            _chat.Engine.Leave("");
        else
            _chat.Engine.TryNick(_nick + (_tries + 1).ToString((IFormatProvider?)null));
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        await foreach (var line in _source.ReadAsync(ct))
        {
            await _input.Writer.WriteAsync(line, ct);
            Wake();
        }

        Volatile.Write(ref _inputEnded, true);
        Wake();
    }

    private async Task SleepAsync(Task stop)
    {
        await Task.WhenAny(
            _wake.WaitAsync(_chat.Engine.NextDue + TimeSpan.FromMilliseconds(1)),
            stop
        );
        Volatile.Write(ref _isAwake, 0);
    }

    private void Wake()
    {
        if (Interlocked.Exchange(ref _isAwake, 1) == 0)
            _wake.Release();
    }

    private static void Notice(string text)
    {
        if (text.Length > 0)
            Console.Error.WriteLine(Screen.Visible.Of(text));
    }
}
