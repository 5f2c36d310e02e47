using Microsoft.AspNetCore.Connections;

namespace Hubbub.Net.Listening.Transports;

/// <summary>TLS, and whatever else has no socket of its own: through the connection's pipe.</summary>
internal sealed class PipeTransport(ConnectionContext connection, bool isSecure)
    : PumpedTransport(connection.RemoteEndPoint, isSecure)
{
    protected override async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        var result = await connection.Transport.Output.WriteAsync(bytes);
        if (result.IsCompleted)
            Die();
    }

    protected override void WakeReader() => connection.Transport.Input.CancelPendingRead();
}
