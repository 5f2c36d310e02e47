using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Hubbub.Net.Loop.Polling;

/// <summary>What is wanted of a file descriptor, and what came (epoll_ctl(2)).</summary>
[Flags]
internal enum Readiness : uint
{
    None = 0,
    Readable = 0x001,
    Writable = 0x004,
    Broken = 0x008,
    HungUp = 0x010,

    /// <summary>The other end will send no more.</summary>
    Ended = 0x2000,

    /// <summary>Told once for each arrival, not as long as there are bytes.</summary>
    EdgeOnly = 0x8000_0000,
}

/// <summary>The kernel's list of sockets that have something, and a way to wake who waits for it.</summary>
internal sealed class Epoll : IDisposable
{
    private const int MostAtOnce = 1024;

    // struct epoll_event is packed on x86-64 only.
    private static readonly bool IsPacked =
        RuntimeInformation.ProcessArchitecture is Architecture.X64;
    private static readonly int ItemSize = IsPacked ? 12 : 16;
    private static readonly int FdAt = IsPacked ? 4 : 8;

    private readonly SafeFileHandle _epoll;
    private readonly SafeFileHandle _wake;
    private readonly int _wakeFd;
    private readonly byte[] _items = GC.AllocateArray<byte>(MostAtOnce * ItemSize, pinned: true);
    private readonly byte[] _item = GC.AllocateArray<byte>(ItemSize, pinned: true);

    private Epoll(SafeFileHandle epoll, SafeFileHandle wake)
    {
        _epoll = epoll;
        _wake = wake;
        _wakeFd = (int)wake.DangerousGetHandle();
    }

    /// <summary>Null: this system has none.</summary>
    public static Epoll? TryCreate()
    {
        if (
            !OperatingSystem.IsLinux()
            || RuntimeInformation.ProcessArchitecture
                is not (Architecture.X64 or Architecture.Arm64)
        )
            return null;
        try
        {
            var poll = new SafeFileHandle(Libc.EpollCreate(Libc.CloseOnExec), ownsHandle: true);
            var wake = new SafeFileHandle(
                Libc.EventFd(0, Libc.CloseOnExec | Libc.NonBlocking),
                ownsHandle: true
            );
            var epoll = new Epoll(poll, wake);
            // By edges: nobody has to read the count away.
            if (
                !poll.IsInvalid
                && !wake.IsInvalid
                && epoll.TryAdd(epoll._wakeFd, Readiness.Readable | Readiness.EdgeOnly)
            )
                return epoll;
            epoll.Dispose();
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException) { }

        return null;
    }

    public bool TryAdd(int fd, Readiness wanted) => Control(Libc.ControlAdd, fd, wanted);

    public void Change(int fd, Readiness wanted) => Control(Libc.ControlModify, fd, wanted);

    public void Remove(int fd) => Control(Libc.ControlDelete, fd, Readiness.None);

    /// <summary>Ends a wait, or the next one. Any thread.</summary>
    public void Wake()
    {
        var one = 1UL;
        try
        {
            _ = Libc.Write(_wake, ref one, sizeof(ulong));
        }
        catch (ObjectDisposedException)
        {
            // Nobody waits any more.
        }
    }

    /// <summary>How many have something; 0: the time is over, or a signal came.</summary>
    /// <param name="milliseconds">At most so long.</param>
    public int Wait(int milliseconds) =>
        Math.Max(0, Libc.EpollWait(_epoll, ref _items[0], MostAtOnce, milliseconds));

    /// <summary>What the last wait found. The waker itself has no handler: its fd is passed over.</summary>
    public (int Fd, Readiness What) this[int index]
    {
        get
        {
            var item = _items.AsSpan(index * ItemSize, ItemSize);
            return (
                BinaryPrimitives.ReadInt32LittleEndian(item[FdAt..]),
                (Readiness)BinaryPrimitives.ReadUInt32LittleEndian(item)
            );
        }
    }

    public void Dispose()
    {
        _epoll.Dispose();
        _wake.Dispose();
    }

    private bool Control(int what, int fd, Readiness wanted)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_item, (uint)wanted);
        BinaryPrimitives.WriteInt32LittleEndian(_item.AsSpan(FdAt), fd);
        return Libc.EpollControl(_epoll, what, fd, ref _item[0]) == 0;
    }
}
