using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using Hubbub.Core;
using Hubbub.Net;
using Hubbub.Net.Listening.Polled;
using Hubbub.Net.Loop.Polling;
using Hubbub.Protocols;
using Hubbub.Protocols.Http;

namespace Hubbub.SystemTests.Listening;

/// <summary>A host whose sessions send back what they hear, after a word that says what they are.</summary>
internal sealed class EchoHost : IPollingHost
{
    private readonly Poller? _poller;
    private bool _isOver;
    private int _turns;
    private readonly Channel<EchoSession> _opened = Channel.CreateBounded<EchoSession>(1000);

    public EchoHost(Reader reader)
    {
        _poller = reader == Reader.Loop ? Poller.TryCreate() : null;
        if (_poller is not null)
            new Thread(() => Run(_poller)) { IsBackground = true }.Start();
    }

    Poller? IPollingHost.Poller => _poller;

    /// <summary>How often the loop found something to do, or thought so.</summary>
    public int Turns => Volatile.Read(ref _turns);

    public bool IsFull { get; set; }

    public ReadOnlyMemory<byte> Greeting => "Welcome! Your name?\r\n"u8.ToArray();

    public ServerHealth Health => new("9.9", 7, 0, 3);

    public ServerFace Face => throw new NotSupportedException("no programs come here");

    public IInlet? OpenBot(ITransport transport, BotCalls calls) => null;

    public IInlet? Open(ITransport transport, WireKind kind, bool greeted)
    {
        if (IsFull)
            return null;
        var safe = transport is PolledConnection ? new OnLoop(_poller!, transport) : transport;
        var session = new EchoSession(safe, kind, greeted);
        Assert.True(_opened.Writer.TryWrite(session));
        return session;
    }

    public ValueTask<EchoSession> NextAsync() =>
        _opened.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>After the listener's end.</summary>
    public Task EndAsync()
    {
        _poller?.Post(() => _isOver = true);
        return _poller?.Over.WaitAsync(Port.Patience) ?? Task.CompletedTask;
    }

    private void Run(Poller poller)
    {
        while (!_isOver)
        {
            poller.Wait(TimeSpan.FromSeconds(1));
            Interlocked.Increment(ref _turns);
        }

        poller.End();
    }
}

/// <summary>Lets the tests' threads do what is the loop's thread's to do.</summary>
internal sealed class OnLoop(Poller poller, ITransport transport) : ITransport
{
    public string Address => transport.Address;

    public bool IsLoopback => transport.IsLoopback;

    public bool IsSecure => transport.IsSecure;

    public int TrySend(ReadOnlySpan<byte> bytes)
    {
        if (poller.IsHere)
            return transport.TrySend(bytes);
        var length = bytes.Length;
        var copy = ArrayPool<byte>.Shared.Rent(length);
        bytes.CopyTo(copy);
        var taken = 0;
        using var done = new ManualResetEventSlim();
        poller.Post(() =>
        {
            taken = transport.TrySend(copy.AsSpan(0, length));
            done.Set();
        });
        Assert.True(done.Wait(Port.Patience, TestContext.Current.CancellationToken));
        ArrayPool<byte>.Shared.Return(copy);
        return taken;
    }

    public void Close() => transport.Close();
}

internal sealed class EchoSession(ITransport transport, WireKind kind, bool greeted) : IInlet
{
    private readonly TaskCompletionSource<(DetachCause Cause, string Reason)> _end = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private bool _isFirst = true;
    private volatile bool _isFed;

    public ITransport Transport => transport;

    public WireKind Kind => kind;

    public Task<(DetachCause Cause, string Reason)> EndedAsync() =>
        _end.Task.WaitAsync(Port.Patience, TestContext.Current.CancellationToken);

    /// <summary>Filled by <see cref="Writable"/>.</summary>
    public SemaphoreSlim Room { get; } = new(0);

    public ConcurrentQueue<string> Heard { get; } = [];

    public bool IsSilent { get; set; }

    /// <summary>It does not leave when the other end has nothing more to say.</summary>
    public bool Stays { get; set; }

    /// <summary>Set: it takes nothing more before this is done.</summary>
    public TaskCompletionSource? Busy { get; set; }

    public ValueTask FeedAsync(ReadOnlySequence<byte> bytes)
    {
        Assert.False(_isFed);
        // Of now: whoever has heard the echo may make it busy for what comes next.
        var busy = Busy;
        var text = Encoding.UTF8.GetString(bytes);
        Heard.Enqueue(text);
        if (IsSilent)
            return WhenFreeAsync(busy);
        var hello = _isFirst ? $"[{kind}{(greeted ? " greeted" : "")}]\r\n" : "";
        _isFirst = false;
        transport.TrySend(Encoding.UTF8.GetBytes(hello + text));
        return WhenFreeAsync(busy);
    }

    private async ValueTask WhenFreeAsync(TaskCompletionSource? busy)
    {
        if (busy is null)
            return;
        _isFed = true;
        await busy.Task;
        _isFed = false;
    }

    public void End(DetachCause cause, string reason)
    {
        transport.TrySend("bye\r\n"u8);
        Assert.True(_end.TrySetResult((cause, reason)));
        if (!Stays)
            transport.Close();
    }

    public void Writable() => Room.Release();
}
