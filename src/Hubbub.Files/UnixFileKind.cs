using System.Runtime.InteropServices;

namespace Hubbub.Files;

/// <summary>
/// Tells plain files from pipes and devices, which .NET does not: opening a pipe would wait for ever.
/// statx(2), whose layout is the same on every machine; elsewhere everything counts as plain.
/// </summary>
internal static unsafe partial class UnixFileKind
{
    private const int HereFolder = -100;
    private const int NoFollowLink = 0x100;
    private const int EmptyPath = 0x1000;

    public static bool IsPlain(string path) =>
        !OperatingSystem.IsLinux() || IsPlain(HereFolder, path, NoFollowLink);

    public static bool IsPlain(int fd) => IsPlain(fd, "", EmptyPath);

    private static bool IsPlain(int folder, string path, int flags)
    {
        const int ModeAt = 28;
        const int TypeMask = 0xF000;
        const int Regular = 0x8000;
        var found = stackalloc byte[256];
        const uint Type = 1;
        return statx(folder, path, flags, Type, found) != 0
            || (*(ushort*)(found + ModeAt) & TypeMask) == Regular;
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int folder, string path, int flags, uint mask, byte* into);
}
