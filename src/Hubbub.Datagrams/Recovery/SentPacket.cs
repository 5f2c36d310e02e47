namespace Hubbub.Datagrams;

internal enum SentState : byte
{
    /// <summary>Calls for no answer, or was never sent at all.</summary>
    Untracked,
    Skipped,
    InFlight,
    Acked,
    Lost,
}

/// <summary>What of a packet has to arrive: for a stream or channel the bytes, not a copy of them.</summary>
/// <param name="Id">The stream, the channel.</param>
/// <param name="Offset">The first byte; for an ACK the largest number told.</param>
internal readonly record struct SentFrame(
    FrameKind Kind,
    long Id = 0,
    long Offset = 0,
    int Length = 0,
    bool IsLast = false
);

/// <summary>A packet from sending until it is known to have arrived, or for a while after it is lost.</summary>
internal struct SentPacket
{
    public long Time;

    /// <summary>See <see cref="DeliveryRate"/>.</summary>
    public long Delivered;
    public long DeliveredAt;
    public long FirstSent;

    /// <summary>Bytes under way when it had been sent, itself among them.</summary>
    public long InFlight;
    public int Size;
    public SentState State;
    public bool IsAppLimited;

    /// <summary>It tries a size: its loss says nothing of congestion.</summary>
    public bool IsProbe;
    public SentFrame First;
    public SentFrame Second;
    public SentFrame[]? Rest;
}
