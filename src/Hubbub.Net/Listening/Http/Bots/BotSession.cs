using System.Buffers;
using Hubbub.Core;
using Hubbub.Protocols.Http;

namespace Hubbub.Net.Listening.Http.Bots;

/// <summary>
/// One program's session: requests come in beside the bytes (<see cref="BotWire"/>), and any byte
/// out means that something was said. Any thread.
/// </summary>
internal sealed class BotSession(string name, string address, bool isLoopback, bool isSecure)
    : ITransport
{
    /// <summary>Requests of one program at once.</summary>
    private const int MostCalls = 64;

    private readonly BotCalls _calls = new(name);
    private readonly TaskCompletionSource _ended = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private volatile TaskCompletionSource _said = NewSignal();
    private IInlet? _inlet;
    private int _pending;

    public string Address => address;

    public bool IsLoopback => isLoopback;

    public bool IsSecure => isSecure;

    public bool HasEnded => _ended.Task.IsCompleted;

    /// <summary>Somebody waits for an answer, or for something to be said.</summary>
    public bool IsBusy => Volatile.Read(ref _pending) > 0;

    /// <summary>Milliseconds of <see cref="Environment.TickCount64"/>.</summary>
    public long LastUsed { get; private set; } = Environment.TickCount64;

    /// <summary>False: the server is full.</summary>
    public bool TryOpen(IConnectionHost host)
    {
        _inlet = host.OpenBot(this, _calls);
        return _inlet is not null;
    }

    /// <summary>Whoever takes it waits with it for the next that is said; to be taken before reading.</summary>
    public Task Said => Task.WhenAny(_said.Task, _ended.Task);

    public async Task<BotReply> AskAsync(BotCall call)
    {
        LastUsed = Environment.TickCount64;
        if (Interlocked.Increment(ref _pending) > MostCalls)
        {
            Interlocked.Decrement(ref _pending);
            return BotReply.Fail(429, $"At most {MostCalls} requests at once. Try again later.");
        }

        try
        {
            _calls.Add(call);
            await _inlet!.FeedAsync(new ReadOnlySequence<byte>("\n"u8.ToArray()));
            if (await Task.WhenAny(call.Reply, _ended.Task) != call.Reply)
                call.Fail(503, "The session was ended, by an operator or with the server.");
            return await call.Reply;
        }
        finally
        {
            Interlocked.Decrement(ref _pending);
        }
    }

    /// <summary>Leaves the rooms, and the server.</summary>
    public void Leave(string reason)
    {
        _inlet?.End(DetachCause.Left, reason);
        ((ITransport)this).Close();
    }

    int ITransport.TrySend(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty)
            Interlocked.Exchange(ref _said, NewSignal()).TrySetResult();
        return bytes.Length;
    }

    void ITransport.Close()
    {
        if (_ended.TrySetResult())
            _inlet?.End(DetachCause.Left, "");
    }

    private static TaskCompletionSource NewSignal() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
