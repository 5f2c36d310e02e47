using System.Collections.Concurrent;
using Hubbub.Client.Connecting;
using Hubbub.Client.Engine;
using Hubbub.Terminal.Keys;
using Hubbub.Terminal.Screens;
using Hubbub.Terminal.Tty;

namespace Hubbub.Cli.Chatting;

/// <summary>What a screen shows and what its keys do; on the loop's thread.</summary>
internal interface IScreenPart
{
    bool IsOver { get; }

    /// <summary>Another number: something is to be drawn.</summary>
    long News { get; }

    TimeSpan NextDue { get; }

    void Press(Key key);

    /// <summary>Ctrl+Z was pressed since this was last asked.</summary>
    bool TakeSuspension();

    /// <summary>After lines came.</summary>
    void Settle();

    /// <summary>What the terminal shows is not known any more.</summary>
    void Forget();

    /// <summary>The bytes of a frame; they stay what they are until the next one.</summary>
    ReadOnlyMemory<byte> Frame(int width, int height);

    /// <summary>The terminal has gone, or a signal asks for the end.</summary>
    void Leave();

    /// <summary>It is over.</summary>
    void Keep();
}

/// <summary>
/// One loop for keys, lines and frames. Keys come first, lines in bounded portions, and a frame
/// only when it is due and the last one is written: neither a noisy room nor a slow terminal
/// delays what is typed.
/// </summary>
internal sealed class ScreenLoop : ITerminalEvents
{
    private readonly ILineEngine _engine;
    private readonly IScreenPart _part;
    private readonly Func<CancellationToken, Task<Stream>> _dial;
    private readonly ConcurrentQueue<byte[]> _input = new();
    private readonly ConcurrentQueue<Action> _posts = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly KeyDecoder _decoder = new();
    private readonly List<Key> _keys = [];
    private readonly Footprint? _footprint;
    private readonly FrameClock _clock = new(TimeProvider.System);
    private int _isAwake;
    private int _isResized;
    private long _typedAt;

    /// <param name="footprint">Null: the process is a server's, which is not to stop for it.</param>
    public ScreenLoop(
        ILineEngine engine,
        IScreenPart part,
        Func<CancellationToken, Task<Stream>> dial,
        Footprint? footprint = null
    )
    {
        _footprint = footprint;
        _engine = engine;
        _part = part;
        _dial = dial;
    }

    /// <summary>Until it is over. False: there is no terminal for it.</summary>
    public async Task<bool> RunAsync()
    {
        using var device = TerminalDevice.Open(this);
        if (device is null)
            return false;
        await using var driver = new LineDriver(_engine, _dial, Wake);
        try
        {
            var isDirty = true;
            var version = -1L;
            while (!_part.IsOver)
            {
                isDirty |= TakeKeys() | TakePosts();
                if (_part.TakeSuspension())
                    device.Suspend();
                driver.Drain();
                _part.Settle();
                isDirty |= TakeResize() | IsNews(ref version);
                if (isDirty && !device.IsWriting && _clock.UntilNext == TimeSpan.Zero)
                {
                    isDirty = false;
                    Draw(device);
                }

                if (_input.IsEmpty && !driver.HasMore)
                    await SleepAsync(isDirty && !device.IsWriting);
            }
        }
        finally
        {
            _part.Keep();
        }

        return true;
    }

    /// <summary>Done by the loop, soon. Any thread.</summary>
    public void Post(Action action)
    {
        _posts.Enqueue(action);
        Wake();
    }

    public void OnInput(byte[] bytes)
    {
        _input.Enqueue(bytes);
        Wake();
    }

    public void OnChanged()
    {
        Volatile.Write(ref _isResized, 1);
        Wake();
    }

    public void OnWritten() => Wake();

    public void OnEnd() => Post(() => _part.Leave());

    private bool TakeKeys()
    {
        while (_input.TryDequeue(out var bytes))
        {
            _typedAt = Environment.TickCount64;
            _decoder.Decode(bytes, _keys);
        }

        if (_decoder.IsWaiting && PatienceLeft() <= 0)
            _decoder.GiveUp(_keys);
        var any = _keys.Count > 0;
        foreach (var key in _keys)
            _part.Press(key);
        _keys.Clear();
        return any;
    }

    private bool TakePosts()
    {
        var any = false;
        while (_posts.TryDequeue(out var post))
        {
            post();
            any = true;
        }

        return any;
    }

    private bool TakeResize()
    {
        if (Interlocked.Exchange(ref _isResized, 0) == 0)
            return false;
        _part.Forget();
        return true;
    }

    private bool IsNews(ref long version)
    {
        var now = _part.News;
        if (now == version)
            return false;
        version = now;
        return true;
    }

    private void Draw(TerminalDevice device)
    {
        var (width, height) = TerminalDevice.Size;
        device.Send(_part.Frame(width, height));
        _clock.Drawn();
        _footprint?.Tend();
    }

    private async Task SleepAsync(bool waitsForFrame)
    {
        var wait = _part.NextDue;
        if (waitsForFrame && _clock.UntilNext < wait)
            wait = _clock.UntilNext;
        if (_decoder.IsWaiting)
        {
            var patience = TimeSpan.FromMilliseconds(Math.Max(0, PatienceLeft()));
            wait = patience < wait ? patience : wait;
        }

        await _wake.WaitAsync(wait + TimeSpan.FromMilliseconds(1));
        Volatile.Write(ref _isAwake, 0);
    }

    private double PatienceLeft() =>
        _decoder.Patience.TotalMilliseconds - (Environment.TickCount64 - _typedAt);

    private void Wake()
    {
        if (Interlocked.Exchange(ref _isAwake, 1) == 0)
            _wake.Release();
    }
}
