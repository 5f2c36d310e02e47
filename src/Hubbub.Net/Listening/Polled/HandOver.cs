using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hubbub.Net.Listening.Polled;

/// <summary>
/// What Kestrel accepts from where the loop accepts: connections that speak TLS or HTTP. None of
/// their bytes has been read.
/// </summary>
/// <param name="inputBound">Bytes that wait for Kestrel's readers.</param>
internal sealed class HandOver(long inputBound, Seats seats)
    : IConnectionListenerFactory,
        IDisposable
{
    /// <summary>Kestrel takes them at once; where it does not, who comes next is cut off.</summary>
    private const int MostWaiting = 1024;

    private readonly Channel<(RawSocket Socket, bool IsStanding)> _given = Channel.CreateBounded<(
        RawSocket,
        bool
    )>(MostWaiting);

    private readonly SocketConnectionContextFactory _contexts = new(
        new SocketConnectionFactoryOptions { MaxReadBufferSize = inputBound },
        NullLogger.Instance
    );

    /// <summary>False: it stays the caller's.</summary>
    public bool TryGive(RawSocket socket, bool isStanding) =>
        _given.Writer.TryWrite((socket, isStanding));

    public ValueTask<IConnectionListener> BindAsync(
        EndPoint endpoint,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult<IConnectionListener>(new Hatch(this, endpoint));

    public void Dispose() => _contexts.Dispose();

    private async ValueTask<ConnectionContext?> TakeAsync(CancellationToken ct)
    {
        // Those that were given are taken also after the end: Kestrel closes them.
        while (await _given.Reader.WaitToReadAsync(ct))
        {
            while (_given.Reader.TryRead(out var given))
            {
                if (Open(given.Socket) is not { } connection)
                    continue;
                if (given.IsStanding)
                    connection.Features.Set(Standing.Mark);
                return connection;
            }
        }

        return null;
    }

    private ConnectionContext? Open(RawSocket raw)
    {
        var handle = new SafeSocketHandle(raw.Fd, ownsHandle: true);
        try
        {
            return _contexts.Create(new Socket(handle));
        }
        catch (SocketException)
        {
            // It has gone meanwhile.
            handle.Dispose();
            seats.Leave();
            return null;
        }
    }

    private sealed class Hatch(HandOver from, EndPoint endpoint) : IConnectionListener
    {
        public EndPoint EndPoint => endpoint;

        public ValueTask<ConnectionContext?> AcceptAsync(
            CancellationToken cancellationToken = default
        ) => from.TakeAsync(cancellationToken);

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            from._given.Writer.TryComplete();
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => UnbindAsync();
    }
}
