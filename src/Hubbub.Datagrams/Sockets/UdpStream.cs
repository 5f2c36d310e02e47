namespace Hubbub.Datagrams;

/// <summary>
/// A stream of a connection as .NET knows streams. One reader and one writer at a time. What is written
/// goes out at once; the end of the connection is an <see cref="IOException"/>.
/// </summary>
public sealed class UdpStream : AwaitedStream
{
    private readonly UdpEndpoint _endpoint;
    private readonly Connection _connection;
    private readonly DatagramStream _stream;
    private TaskCompletionSource? _readable;
    private TaskCompletionSource? _writable;

    internal UdpStream(UdpEndpoint endpoint, Connection connection, DatagramStream stream)
    {
        _endpoint = endpoint;
        _connection = connection;
        _stream = stream;
    }

    /// <summary>Nothing more is written: the other side reads to the end.</summary>
    public void Finish()
    {
        using var turn = _endpoint.Enter();
        _stream.Finish();
    }

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        while (true)
        {
            Task waiting;
            using (_endpoint.Enter())
            {
                var count = _stream.Read(buffer.Span);
                if (count > 0 || _stream.IsReadToEnd || buffer.IsEmpty)
                    return count;
                ThrowIfEnded();
                waiting = WaitAsync(ref _readable);
            }

            await waiting.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override async ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        while (!buffer.IsEmpty)
        {
            Task? waiting = null;
            using (_endpoint.Enter())
            {
                ThrowIfEnded();
                buffer = buffer[_stream.Write(buffer.Span)..];
                if (!buffer.IsEmpty)
                    waiting = WaitAsync(ref _writable);
            }

            if (waiting is not null)
                await waiting.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Under the gate.</summary>
    internal void OnReadable() => Ring(ref _readable);

    /// <summary>Under the gate.</summary>
    internal void OnWritable() => Ring(ref _writable);

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_endpoint.Ended.IsCompleted)
            Finish();
        base.Dispose(disposing);
    }

    private static Task WaitAsync(ref TaskCompletionSource? bell) =>
        (bell ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private static void Ring(ref TaskCompletionSource? bell)
    {
        bell?.TrySetResult();
        bell = null;
    }

    private void ThrowIfEnded()
    {
        if (_connection.IsEnded)
            throw new IOException("the connection has ended");
    }
}
