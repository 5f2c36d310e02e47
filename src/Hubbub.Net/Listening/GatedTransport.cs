using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Hubbub.Net.Listening;

/// <summary>Kestrel's sockets, of which no more are accepted than there are seats for.</summary>
internal sealed class GatedTransport(IConnectionListenerFactory sockets, Seats seats)
    : IConnectionListenerFactory
{
    public static GatedTransport Over(SocketTransportOptions sockets, Seats seats) =>
        new(new SocketTransportFactory(Options.Create(sockets), NullLoggerFactory.Instance), seats);

    public async ValueTask<IConnectionListener> BindAsync(
        EndPoint endpoint,
        CancellationToken cancellationToken = default
    ) => new Gate(await sockets.BindAsync(endpoint, cancellationToken), seats);

    private sealed class Gate(IConnectionListener listener, Seats seats) : IConnectionListener
    {
        private readonly CancellationTokenSource _closing = new();

        public EndPoint EndPoint => listener.EndPoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(
            CancellationToken cancellationToken = default
        )
        {
            try
            {
                await seats.WaitAsync(_closing.Token);
            }
            catch (OperationCanceledException)
            {
                return null;
            }

            var connection = await listener.AcceptAsync(cancellationToken);
            if (connection is null)
                seats.GiveUp();
            else if (!seats.TryTake())
                connection.Features.Set(Standing.Mark);
            return connection;
        }

        public async ValueTask UnbindAsync(CancellationToken cancellationToken = default)
        {
            await _closing.CancelAsync();
            await listener.UnbindAsync(cancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            await listener.DisposeAsync();
            _closing.Dispose();
        }
    }
}
