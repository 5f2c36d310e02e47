using System.Buffers;
using System.IO.Pipelines;
using Hubbub.Core;
using Hubbub.Datagrams;
using Hubbub.Net;

namespace Hubbub.Cli.Serve.AtConsole;

/// <summary>
/// A connection within the process: to the client a stream, to the server a transport. No port,
/// no socket; to both ends like any other connection.
/// </summary>
internal sealed class ConsoleStream : AwaitedStream, ITransport
{
    public const string ConsoleAddress = "console";

    /// <summary>Bytes that wait for the client.</summary>
    private const int Bound = 256 * 1024;

    private readonly Pipe _toClient = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly Lock _gate = new();
    private IInlet? _inlet;
    private int _waiting;
    private bool _owesWritable;
    private bool _isClosed;

    /// <exception cref="IOException">The server takes no more connections.</exception>
    public static ConsoleStream Open(IConnectionHost host)
    {
        var stream = new ConsoleStream();
        stream._inlet =
            host.Open(stream, WireKind.Irc, greeted: false)
            ?? throw new IOException("the server is full");
        return stream;
    }

    public string Address => ConsoleAddress;

    public bool IsLoopback => true;

    public bool IsSecure => true;

    public bool IsOwn => true;

    public int TrySend(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_isClosed)
                return bytes.Length;
            var taken = Math.Min(bytes.Length, Bound - _waiting);
            _owesWritable |= taken < bytes.Length;
            _waiting += taken;
            _toClient.Writer.Write(bytes[..taken]);
            // Completes at once: the pipe never pauses its writer.
            _ = _toClient.Writer.FlushAsync().AsTask();
            return taken;
        }
    }

    /// <summary>The transport's end: the client reads what there is, then the end.</summary>
    void ITransport.Close()
    {
        lock (_gate)
        {
            if (_isClosed)
                return;
            _isClosed = true;
            _toClient.Writer.Complete();
        }
    }

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        var result = await _toClient.Reader.ReadAsync(cancellationToken);
        var taken = result.Buffer.Slice(0, Math.Min(buffer.Length, result.Buffer.Length));
        var count = (int)taken.Length;
        taken.CopyTo(buffer.Span);
        _toClient.Reader.AdvanceTo(taken.End);
        bool owes;
        lock (_gate)
        {
            _waiting -= count;
            owes = _owesWritable;
            _owesWritable = false;
        }

        if (owes)
            _inlet!.Writable();
        return count;
    }

    public override ValueTask WriteAsync(
        ReadOnlyMemory<byte> buffer,
        CancellationToken cancellationToken = default
    ) => _inlet!.FeedAsync(new ReadOnlySequence<byte>(buffer));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            ((ITransport)this).Close();
            _inlet?.End(DetachCause.Left, "");
        }

        base.Dispose(disposing);
    }
}
