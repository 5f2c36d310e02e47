using System.Buffers;
using Hubbub.Core;
using Hubbub.Net.Telling;
using Hubbub.Protocols;

namespace Hubbub.Net.Loop;

/// <summary>
/// One connection: bytes in from its reader, lines out of them for the loop, bytes out by the
/// tick. What is not marked otherwise is of the loop's thread only.
/// </summary>
internal sealed class Connection(ReadyQueue ready, ITransport transport, uint number) : IInlet
{
    private int _queued;
    private int _writable;
    private volatile Ending? _inputEnd;

    public uint Number { get; } = number;

    public ITransport Transport { get; } = transport;

    public required Wire Wire { get; set; }

    /// <summary>Of the person; where a gateway speaks for them, as the gateway says.</summary>
    public string Address => Wire.Gateway?.Address ?? Transport.Address;

    /// <summary>The listener greeted it already.</summary>
    public bool IsGreeted { get; init; }

    public Inbound Inbound { get; } = new();

    public Outbox Outbox;

    public TokenBucket Tokens;

    /// <summary>Its places in the rooms that it is in.</summary>
    public List<Seat> Seats { get; } = new(0);

    /// <summary>The wording by which it is seated.</summary>
    public Wording? SeatedBy { get; set; }

    /// <summary>The name it was announced by; null: not attached.</summary>
    public string? Name { get; set; }

    /// <summary>Milliseconds of the loop's clock.</summary>
    public long LastHeard { get; set; }

    /// <summary>When it was opened; milliseconds of the loop's clock.</summary>
    public long OpenedAt { get; init; } = Environment.TickCount64;

    /// <summary>When something was said last; milliseconds of the loop's clock.</summary>
    public long SpokeAt { get; set; } = Environment.TickCount64;

    public bool IsProbed { get; set; }

    /// <summary>In milliseconds; then it is expelled.</summary>
    public long LongestSilence { get; init; } = long.MaxValue;

    public ConnectionState State { get; set; }

    /// <summary>Its detaching is under way.</summary>
    public bool IsEndAsked { get; set; }

    /// <summary>Why the server ends it; empty: it does not, or has said so.</summary>
    public string EndReason { get; set; } = "";

    /// <summary>When it is closed at the latest, sent or not; milliseconds of the loop's clock.</summary>
    public long CloseBy { get; set; }

    /// <summary>An ask is under way that the later lines wait for.</summary>
    public bool IsHeld { get; set; }

    /// <summary>In the list of connections that have lines to be worked off.</summary>
    public bool IsActive { get; set; }

    public bool IsThrottled { get; set; }

    /// <summary>Has ranges of this tick's buffer.</summary>
    public bool IsDirty { get; set; }

    /// <summary>Has pages of a long answer to come.</summary>
    public bool IsPulling { get; set; }

    /// <summary>Marks that it was already told, so that who shares two rooms is told once.</summary>
    public int Stamp { get; set; }

    /// <summary>The reader has nothing more; null: it is open.</summary>
    public Ending? InputEnd => _inputEnd;

    /// <summary>Whether it was queued by a transport that fits more. Resets it.</summary>
    public bool TakeWritable() => Interlocked.Exchange(ref _writable, 0) != 0;

    /// <summary>From here on it may be queued again.</summary>
    public void Unqueue() => Volatile.Write(ref _queued, 0);

    public ValueTask FeedAsync(ReadOnlySequence<byte> bytes)
    {
        if (bytes.IsEmpty)
            return default;
        var fed = Inbound.AddAsync(bytes);
        Queue();
        return fed;
    }

    public void End(DetachCause cause, string reason)
    {
        _inputEnd ??= new Ending(cause, reason);
        Queue();
    }

    public void Writable()
    {
        Volatile.Write(ref _writable, 1);
        Queue();
    }

    /// <summary>Any thread.</summary>
    public void Queue()
    {
        if (Interlocked.Exchange(ref _queued, 1) == 0)
            ready.Add(this);
    }
}

internal sealed record Ending(DetachCause Cause, string Reason);

internal enum ConnectionState : byte
{
    Fresh,
    Open,

    /// <summary>No more lines are worked off; what is to be sent is sent, then it is closed.</summary>
    Closing,
    Closed,
}
