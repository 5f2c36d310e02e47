using System.Collections.Concurrent;
using Hubbub.Client.Connecting;
using Hubbub.Client.Conversations;
using Hubbub.Terminal.Keys;
using Hubbub.Terminal.Screens;
using Hubbub.Terminal.Tty;

namespace Hubbub.Cli.Chatting;

/// <summary>
/// One loop for keys, lines and frames. Keys come first, lines in bounded portions, and a frame
/// only when it is due and the last one is written: neither a noisy room nor a slow terminal
/// delays what is typed.
/// </summary>
internal sealed class ChatApp : ITerminalEvents
{
    private readonly Chat _chat;
    private readonly ChatScreen _screen;
    private readonly Func<CancellationToken, Task<Stream>> _dial;
    private readonly ConcurrentQueue<byte[]> _input = new();
    private readonly ConcurrentQueue<Action> _posts = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly KeyDecoder _decoder = new();
    private readonly List<Key> _keys = [];
    private readonly FrameClock _clock = new(TimeProvider.System);
    private int _isAwake;
    private int _isResized;
    private long _typedAt;

    public ChatApp(Chat chat, ChatScreen screen, Func<CancellationToken, Task<Stream>> dial)
    {
        _chat = chat;
        _screen = screen;
        _dial = dial;
    }

    /// <summary>Until the chat has ended. False: there is no terminal for it.</summary>
    public async Task<bool> RunAsync()
    {
        using var device = TerminalDevice.Open(this);
        if (device is null)
            return false;
        await using var driver = new ChatDriver(_chat.Engine, _dial, Wake);
        try
        {
            var isDirty = true;
            var version = -1L;
            while (_chat.Engine.Ended is null)
            {
                isDirty |= TakeKeys() | TakePosts();
                if (_screen.TakeSuspension())
                    device.Suspend();
                driver.Drain();
                _screen.Settle();
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
            _screen.Keep();
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

    public void OnEnd() => Post(() => _chat.Engine.Leave(""));

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
            _screen.Press(key);
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
        _screen.Painter.Forget();
        return true;
    }

    /// <summary>Something was told; or a second of waiting for the next try has gone by.</summary>
    private bool IsNews(ref long version)
    {
        var seconds = (long)(_chat.Engine.RetryIn ?? TimeSpan.Zero).TotalSeconds;
        var phase = (long)_chat.Engine.State.Phase;
        var now = (_chat.Version << 16) ^ (seconds << 4) ^ phase;
        if (now == version)
            return false;
        version = now;
        return true;
    }

    private void Draw(TerminalDevice device)
    {
        var (width, height) = TerminalDevice.Size;
        device.Send(_screen.Frame(width, height));
        _clock.Drawn();
    }

    private async Task SleepAsync(bool waitsForFrame)
    {
        var wait = _chat.Engine.NextDue;
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
