using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Hubbub.Net.Listening.Http.Dropping;

/// <summary>
/// Whether all that was sent has arrived at somebody who has closed in good order. Closing says only that nothing was
/// left unread by then: what was still on its way is answered by a reset. Linux tells; elsewhere whoever closes in good
/// order has it.
/// </summary>
/// <remarks>
/// Kestrel closes its socket as soon as the other side has closed theirs. A second descriptor of it, made before, stays
/// good for asking.
/// </remarks>
internal sealed class LastBytes : IDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(5);

    // include/uapi/linux/tcp.h, struct tcp_info
    private const int SolTcp = 6;
    private const int TcpInfo = 11;
    private const int InfoSize = 216;
    private const int Acked = 120;
    private const int NotSent = 144;
    private const int Sent = 200;
    private const int SentAgain = 208;
    private const byte Closed = 7;
    private const int DuplicateCloseOnExec = 1030;

    private readonly SafeFileHandle? _again;

    /// <param name="socket">While it is open.</param>
    /// <exception cref="ObjectDisposedException">It is not.</exception>
    public LastBytes(Socket socket)
    {
        if (OperatingSystem.IsLinux())
            _again = new(Control(socket.SafeHandle, DuplicateCloseOnExec, 0), ownsHandle: true);
    }

    /// <param name="length">Bytes that were sent, at least.</param>
    /// <exception cref="OperationCanceledException">Neither an acknowledgement nor a reset has come.</exception>
    public async Task<bool> HaveArrivedAsync(long length, CancellationToken patience)
    {
        if (_again is not { IsInvalid: false } socket)
            return true;
        while (true)
        {
            if (Look(socket, length) is { } isThere)
                return isThere;
            await Task.Delay(s_look, patience);
        }
    }

    public void Dispose() => _again?.Dispose();

    /// <summary>Null: it cannot be told yet.</summary>
    private static bool? Look(SafeFileHandle socket, long length)
    {
        Span<byte> info = stackalloc byte[InfoSize];
        info.Clear();
        var size = info.Length;
        // A kernel before 4.19 does not tell what was sent.
        if (
            GetOption(socket, SolTcp, TcpInfo, ref MemoryMarshal.GetReference(info), ref size) != 0
            || size < InfoSize
        )
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

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(SafeHandle socket, int what, int least);

    [DllImport("libc", EntryPoint = "getsockopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetOption(
        SafeHandle socket,
        int level,
        int name,
        ref byte value,
        ref int size
    );
}
