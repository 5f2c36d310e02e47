using System.Runtime.InteropServices;

namespace Hubbub.Net.Loop.Polling;

/// <summary>
/// The system calls that reading thousands of sockets on one thread takes (ADR 9). Linux only;
/// where they are missing Kestrel reads instead. Numbers are those of x86-64 and arm64.
/// </summary>
internal static class Libc
{
    public const int Interrupted = 4;
    public const int WouldBlock = 11;

    public const int CloseOnExec = 0x80000;
    public const int NonBlocking = 0x800;

    public const int ControlAdd = 1;
    public const int ControlDelete = 2;
    public const int ControlModify = 3;

    public const int Peek = 0x02;
    public const int DoNotWait = 0x40;
    public const int NoSignal = 0x4000;

    public const int ShutWrite = 1;

    private const int LevelSocket = 1;
    private const int OptionLinger = 13;
    private const int LevelTcp = 6;
    private const int OptionNoDelay = 1;

    /// <summary>The last call's <c>errno</c>.</summary>
    public static int Error => Marshal.GetLastPInvokeError();

    public static void SetNoDelay(int socket)
    {
        var on = 1;
        _ = SetOption(socket, LevelTcp, OptionNoDelay, ref on, sizeof(int));
    }

    /// <summary>Closing it will reset it: what the other end has not read is forgotten.</summary>
    public static void SetReset(int socket)
    {
        // struct linger { int l_onoff; int l_linger; }, seconds above, 1 below.
        var on = 1L;
        _ = SetLinger(socket, LevelSocket, OptionLinger, ref on, sizeof(long));
    }

    [DllImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern nint EpollCreate(int flags);

    [DllImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int EpollControl(SafeHandle epoll, int what, int fd, ref byte item);

    [DllImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int EpollWait(SafeHandle epoll, ref byte items, int most, int timeout);

    [DllImport("libc", EntryPoint = "eventfd", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern nint EventFd(uint initial, int flags);

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern nint Write(SafeHandle fd, ref ulong value, nint length);

    [DllImport("libc", EntryPoint = "accept4", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Accept(int socket, ref byte address, ref int length, int flags);

    [DllImport("libc", EntryPoint = "recv", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern nint Receive(int socket, ref byte buffer, nint length, int flags);

    [DllImport("libc", EntryPoint = "send", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern nint Send(int socket, ref byte buffer, nint length, int flags);

    [DllImport("libc", EntryPoint = "shutdown", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Shutdown(int socket, int how);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Close(int fd);

    [DllImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetOption(int socket, int level, int name, ref int value, int length);

    [DllImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetLinger(
        int socket,
        int level,
        int name,
        ref long value,
        int length
    );
}
