using System.Buffers.Binary;
using System.Net.Sockets;

namespace Hubbub.Net.Listening.Http.Dropping;

/// <summary>
/// Whether all that was sent has arrived at somebody who has closed in good order. Closing says only that nothing was
/// left unread by then: what was still on its way is answered by a reset.
/// </summary>
internal static class LastBytes
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(5);

    /// <summary>Where the system does not tell what was acknowledged: a reset would have come by then.</summary>
    private static readonly TimeSpan s_blind = TimeSpan.FromSeconds(1);

    // include/uapi/linux/tcp.h, struct tcp_info
    private const int SolTcp = 6;
    private const int TcpInfo = 11;
    private const int InfoSize = 216;
    private const int Acked = 120;
    private const int NotSent = 144;
    private const int Sent = 200;
    private const int SentAgain = 208;
    private const byte Closed = 7;

    /// <param name="length">Bytes that were sent, at least.</param>
    /// <exception cref="OperationCanceledException">Neither an acknowledgement nor a reset has come.</exception>
    public static async Task<bool> HaveArrivedAsync(
        Socket socket,
        long length,
        CancellationToken patience
    )
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                await Task.Delay(s_blind, patience);
                return !socket.Poll(0, SelectMode.SelectError);
            }

            while (true)
            {
                if (Look(socket, length) is { } isThere)
                    return isThere;
                await Task.Delay(s_look, patience);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It was closed on this side meanwhile, as it is after each orderly end.
            return true;
        }
    }

    /// <summary>Null: it cannot be told yet.</summary>
    private static bool? Look(Socket socket, long length)
    {
        Span<byte> info = stackalloc byte[InfoSize];
        info.Clear();
        // A kernel before 4.19 does not tell what was sent.
        if (socket.GetRawSocketOption(SolTcp, TcpInfo, info) < InfoSize)
            return true;
        var sent = (long)(
            BinaryPrimitives.ReadUInt64LittleEndian(info[Sent..])
            - BinaryPrimitives.ReadUInt64LittleEndian(info[SentAgain..])
        );
        var acked = (long)BinaryPrimitives.ReadUInt64LittleEndian(info[Acked..]);
        var isAll =
            sent >= length
            && acked >= sent
            && BinaryPrimitives.ReadUInt32LittleEndian(info[NotSent..]) == 0;
        return isAll ? true
            : info[0] == Closed ? false
            : null;
    }
}
