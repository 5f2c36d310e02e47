namespace Hubbub.Datagrams;

/// <summary>Where the bytes of a channel come from: a file. Asked again for what was lost on the way.</summary>
public interface IBlockSource
{
    /// <summary>
    /// Fills the span with the bytes at an offset. Called while a packet is written, under the
    /// endpoint's gate: it must not wait for a network. What it throws ends the channel's sending.
    /// </summary>
    void Read(long offset, Span<byte> into);
}

/// <summary>Where the bytes of a channel go, in whatever order they come; each byte once.</summary>
public interface IBlockSink
{
    /// <summary>Called under the endpoint's gate; the span is worth nothing afterwards.</summary>
    /// <returns>
    /// True: done with them. False: they are kept, and <see cref="BlockReceiver.Release"/> says when not
    /// any more; until then the other side's credit shrinks.
    /// </returns>
    bool Write(long offset, ReadOnlySpan<byte> bytes);
}
