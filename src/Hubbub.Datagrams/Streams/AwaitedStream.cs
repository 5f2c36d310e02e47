namespace Hubbub.Datagrams;

/// <summary>
/// A way in both directions that is only read and written by awaiting: no length, no place, and no thread that waits.
/// </summary>
public abstract class AwaitedStream : Stream
{
    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public abstract override ValueTask<int> ReadAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken = default
    );

    public abstract override ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer,
        CancellationToken cancellationToken = default
    );

    public sealed override Task<int> ReadAsync(
        byte[] buffer,
        int offset,
        int count,
        CancellationToken cancellationToken
    ) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public sealed override Task WriteAsync(
        byte[] buffer,
        int offset,
        int count,
        CancellationToken cancellationToken
    ) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>What is written is on its way.</summary>
    public sealed override void Flush() { }

    public sealed override Task FlushAsync(CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public sealed override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("reading waits: ReadAsync");

    public sealed override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("writing waits: WriteAsync");

    public sealed override long Seek(long offset, SeekOrigin origin) =>
        throw new NotSupportedException();

    public sealed override void SetLength(long value) => throw new NotSupportedException();
}
