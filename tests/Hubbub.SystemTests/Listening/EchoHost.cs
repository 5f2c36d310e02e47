using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using Hubbub.Core;
using Hubbub.Net;

namespace Hubbub.SystemTests.Listening;

/// <summary>A host whose sessions send back what they hear, after a word that says what they are.</summary>
internal sealed class EchoHost : IConnectionHost
{
    private readonly Channel<EchoSession> _opened = Channel.CreateBounded<EchoSession>(1000);

    public bool IsFull { get; set; }

    public ReadOnlyMemory<byte> Greeting => "Welcome! Your name?\r\n"u8.ToArray();

    public ServerHealth Health => new("9.9", 7, 0, 3);

    public IInlet? Open(ITransport transport, WireKind kind, bool greeted)
    {
        if (IsFull)
            return null;
        var session = new EchoSession(transport, kind, greeted);
        Assert.True(_opened.Writer.TryWrite(session));
        return session;
    }

    public ValueTask<EchoSession> NextAsync() =>
        _opened.Reader.ReadAsync(TestContext.Current.CancellationToken);
}

internal sealed class EchoSession(ITransport transport, WireKind kind, bool greeted) : IInlet
{
    private readonly TaskCompletionSource<(DetachCause Cause, string Reason)> _end = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private bool _isFirst = true;

    public ITransport Transport => transport;

    public WireKind Kind => kind;

    public Task<(DetachCause Cause, string Reason)> EndedAsync() =>
        _end.Task.WaitAsync(Port.Patience, TestContext.Current.CancellationToken);

    /// <summary>Filled by <see cref="Writable"/>.</summary>
    public SemaphoreSlim Room { get; } = new(0);

    public ConcurrentQueue<string> Heard { get; } = [];

    public bool IsSilent { get; set; }

    public ValueTask FeedAsync(ReadOnlySequence<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        Heard.Enqueue(text);
        if (IsSilent)
            return ValueTask.CompletedTask;
        var hello = _isFirst ? $"[{kind}{(greeted ? " greeted" : "")}]\r\n" : "";
        _isFirst = false;
        transport.TrySend(Encoding.UTF8.GetBytes(hello + text));
        return ValueTask.CompletedTask;
    }

    public void End(DetachCause cause, string reason)
    {
        transport.TrySend("bye\r\n"u8);
        Assert.True(_end.TrySetResult((cause, reason)));
        transport.Close();
    }

    public void Writable() => Room.Release();
}
