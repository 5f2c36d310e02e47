using System.Threading.Channels;

namespace Hubbub.Datagrams;

/// <summary>A connection for code that awaits: streams as <see cref="Stream"/>s, and its end as a task.</summary>
public sealed class UdpConversation : IConnectionHandler
{
    private readonly UdpEndpoint _endpoint;
    private readonly Channel<UdpStream> _opened;
    private readonly TaskCompletionSource<CloseReason> _closed = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    /// <summary>Becomes the connection's handler. In a handler, or between Enter and its end.</summary>
    public UdpConversation(UdpEndpoint endpoint, Connection connection)
    {
        _endpoint = endpoint;
        Connection = connection;
        // As many as the other side may have open: the transport keeps it.
        _opened = Channel.CreateBounded<UdpStream>(256);
        connection.Handler = this;
    }

    public Connection Connection { get; }

    public Task<CloseReason> Closed => _closed.Task;

    /// <exception cref="IOException">As many are open as the other side allows.</exception>
    public UdpStream OpenStream()
    {
        using var turn = _endpoint.Enter();
        return Wrap(
            Connection.TryOpenStream() ?? throw new IOException("no more streams are allowed")
        );
    }

    /// <summary>The next stream that the other side opens.</summary>
    /// <exception cref="ChannelClosedException">The connection has ended.</exception>
    public ValueTask<UdpStream> AcceptStreamAsync(CancellationToken cancellation) =>
        _opened.Reader.ReadAsync(cancellation);

    /// <summary>Ends when all that was written has arrived.</summary>
    public async Task<CloseReason> CloseAsync(long code, string text)
    {
        using (_endpoint.Enter())
            Connection.CloseWhenSent(code, text);
        return await Closed.ConfigureAwait(false);
    }

    void IConnectionHandler.Opened(Connection connection, DatagramStream stream) =>
        _opened.Writer.TryWrite(Wrap(stream));

    void IConnectionHandler.Readable(Connection connection, DatagramStream stream) =>
        ((UdpStream)stream.Tag!).OnReadable();

    void IConnectionHandler.Writable(Connection connection, DatagramStream stream) =>
        ((UdpStream)stream.Tag!).OnWritable();

    void IConnectionHandler.Closed(Connection connection, CloseReason reason)
    {
        _opened.Writer.TryComplete();
        _closed.TrySetResult(reason);
        foreach (var stream in connection.Streams.Open)
        {
            (stream.Tag as UdpStream)?.OnReadable();
            (stream.Tag as UdpStream)?.OnWritable();
        }
    }

    private UdpStream Wrap(DatagramStream stream)
    {
        var wrapped = new UdpStream(_endpoint, Connection, stream);
        stream.Tag = wrapped;
        return wrapped;
    }
}
