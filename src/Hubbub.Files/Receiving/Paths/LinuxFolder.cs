using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Hubbub.Files;

/// <summary>
/// Opens everything relative to an open folder, name by name (openat, O_NOFOLLOW): whatever somebody
/// puts into the folder meanwhile, no step leaves it. openat(2), renameat2(2), statx(2).
/// </summary>
internal sealed unsafe partial class LinuxFolder : IReceivedFolder
{
    private const int NoEntry = 2;
    private const int Exists = 17;
    private const int NotFolder = 20;
    private const int Invalid = 22;
    private const int NotThere = 38;
    private const int IsLink = 40;

    private const int ReadWrite = 2;
    private const int Create = 0x40;
    private const int Exclusive = 0x80;
    private const int NonBlocking = 0x800;
    private const int CloseOnExec = 0x80000;

    // These two differ on ARM: asm-generic/fcntl.h, arch/arm64/include/uapi/asm/fcntl.h.
    private static readonly int s_folder =
        RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 0x10000 : 0x4000;
    private static readonly int s_noFollow =
        RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 0x20000 : 0x8000;

    private readonly string _path;
    private readonly int _root;
    private string _lastKey = "";
    private int _last = -1;

    public LinuxFolder(string path)
    {
        _path = path;
        _root = open(path, s_folder | CloseOnExec, 0);
        if (_root < 0)
            throw Trouble(path);
    }

    public static bool IsSupported { get; } =
        OperatingSystem.IsLinux()
        && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    public long Free => new DriveInfo(_path).AvailableFreeSpace;

    public bool HasFolder(ReceivedPath path) =>
        FolderOf(path.Parts, path.ToString(), make: false) >= 0;

    public Opening TryOpen(ReceivedPath beside, string name, bool own, out SafeFileHandle? handle)
    {
        handle = null;
        var folder = FolderOf(beside, make: false);
        if (folder < 0)
            return Opening.Nothing;
        var flags = s_noFollow | NonBlocking | CloseOnExec | (own ? ReadWrite : 0);
        var fd = openat(folder, name, flags, 0);
        if (fd < 0)
            return Marshal.GetLastPInvokeError() == NoEntry ? Opening.Nothing : Opening.InTheWay;
        handle = new SafeFileHandle(fd, ownsHandle: true);
        if (UnixFileKind.IsPlain(fd) && (!own || IsLocked(fd)))
            return Opening.Opened;
        handle.Dispose();
        handle = null;
        return Opening.InTheWay;
    }

    public SafeFileHandle? TryCreate(ReceivedPath beside, string name)
    {
        const int OwnerOnly = 0x180; // 0600
        var folder = FolderOf(beside, make: true);
        var flags = ReadWrite | Create | Exclusive | s_noFollow | CloseOnExec;
        var fd = openat(folder, name, flags, OwnerOnly);
        if (fd < 0)
        {
            if (Marshal.GetLastPInvokeError() == Exists)
                return null;
            throw Trouble(beside.ToString());
        }

        _ = IsLocked(fd);
        return new SafeFileHandle(fd, ownsHandle: true);
    }

    public bool TryRename(ReceivedPath beside, string from, string to)
    {
        const uint NoReplace = 1;
        var folder = FolderOf(beside, make: false);
        if (renameat2(folder, from, folder, to, NoReplace) == 0)
            return true;
        var error = Marshal.GetLastPInvokeError();
        if (error is Invalid or NotThere)
        {
            // A file system that cannot rename so: a link under the new name replaces nothing either.
            if (linkat(folder, from, folder, to, 0) == 0)
                return unlinkat(folder, from, 0) == 0;
            error = Marshal.GetLastPInvokeError();
        }

        return error == Exists ? false : throw Trouble(beside.ToString(), error);
    }

    public void Remove(ReceivedPath beside, string name)
    {
        var folder = FolderOf(beside, make: false);
        if (folder >= 0)
            _ = unlinkat(folder, name, 0);
    }

    public void MakeFolder(ReceivedPath path) => FolderOf(path.Parts, path.ToString(), make: true);

    public void FinishFolder(ReceivedPath path, int mode, long modified)
    {
        var folder = FolderOf(path.Parts, path.ToString(), make: false);
        if (folder < 0)
            return;
        if (mode != 0 && fchmod(folder, mode) != 0)
            throw Trouble(path.ToString());
        var ticks = modified - DateTime.UnixEpoch.Ticks;
        var (seconds, rest) = Math.DivRem(ticks, TimeSpan.TicksPerSecond);
        if (rest < 0)
            (seconds, rest) = (seconds - 1, rest + TimeSpan.TicksPerSecond);
        var time = new TimeSpec { Seconds = seconds, Nanoseconds = rest * 100 };
        var times = stackalloc TimeSpec[2] { time, time };
        _ = futimens(folder, times);
    }

    public void Dispose()
    {
        Forget();
        _ = close(_root);
    }

    private int FolderOf(ReceivedPath beside, bool make) =>
        beside.Folder.Length == 0 ? _root : FolderOf(beside.Parts, beside.Folder, make);

    /// <summary>A folder by its names. The last one is kept open: files come folder by folder.</summary>
    /// <param name="key">The names, joined: so many of the parts.</param>
    /// <returns>Negative: it is not there.</returns>
    private int FolderOf(IReadOnlyList<string> parts, string key, bool make)
    {
        if (_last >= 0 && key == _lastKey)
            return _last;
        var count = key.Count(c => c == '/') + 1;
        var at = _root;
        for (var i = 0; i < count; i++)
        {
            var next = Enter(at, parts[i], make);
            var error = Marshal.GetLastPInvokeError();
            if (at != _root)
                _ = close(at);
            if (next < 0)
            {
                return error == NoEntry && !make
                    ? -1
                    : throw new TransferException(
                        EndKind.NoAccess,
                        error is NotFolder or IsLink
                            ? $"“{string.Join('/', parts.Take(i + 1))}” is there at the receiver, and is no folder"
                            : $"the receiver cannot make “{key}”: {Marshal.GetPInvokeErrorMessage(error)}"
                    );
            }

            at = next;
        }

        Forget();
        (_last, _lastKey) = (at, key);
        return at;
    }

    private static int Enter(int folder, string name, bool make)
    {
        var flags = s_folder | s_noFollow | CloseOnExec;
        var fd = openat(folder, name, flags, 0);
        if (fd >= 0 || !make || Marshal.GetLastPInvokeError() != NoEntry)
            return fd;
        const int Everything = 0x1FF; // 0777, less the umask
        if (mkdirat(folder, name, Everything) != 0 && Marshal.GetLastPInvokeError() != Exists)
            return -1;
        return openat(folder, name, flags, 0);
    }

    private void Forget()
    {
        if (_last >= 0)
            _ = close(_last);
        _last = -1;
    }

    private static bool IsLocked(int fd)
    {
        const int ExclusiveAtOnce = 2 | 4;
        return flock(fd, ExclusiveAtOnce) == 0;
    }

    private static Exception Trouble(string path) => Trouble(path, Marshal.GetLastPInvokeError());

    private static Exception Trouble(string path, int error)
    {
        const int NotPermitted = 1;
        const int NoAccess = 13;
        const int ReadOnly = 30;
        var words = $"{path}: {Marshal.GetPInvokeErrorMessage(error)}";
        return error is NotPermitted or NoAccess or ReadOnly
            ? new UnauthorizedAccessException(words)
            : new IOException(words, error);
    }

    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int openat(int folder, string path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int mkdirat(int folder, string path, int mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int renameat2(
        int fromFolder,
        string from,
        int toFolder,
        string to,
        uint flags
    );

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int linkat(
        int fromFolder,
        string from,
        int toFolder,
        string to,
        int flags
    );

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int unlinkat(int folder, string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fchmod(int fd, int mode);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int futimens(int fd, TimeSpec* times);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int flock(int fd, int operation);

    [LibraryImport("libc")]
    private static partial int close(int fd);
}
