using System.Runtime.InteropServices;

namespace Hubbub.Terminal.Tty;

/// <summary>
/// What .NET does not offer of a terminal: its modes and its size (POSIX termios; libc lays the
/// structure out, we only keep it). Where libc has not the call, <see cref="Stty"/> does it.
/// </summary>
internal static class Posix
{
    /// <summary>More than any system's <c>struct termios</c>.</summary>
    private const int TermiosBytes = 256;

    private const int Input = 0;
    private const int Output = 1;
    private const int Now = 0; // TCSANOW
    private const nuint LinuxWindowSize = 0x5413; // TIOCGWINSZ

    /// <summary>The modes as they are now; null: it is no terminal, or there is no such call.</summary>
    public static byte[]? ReadModes()
    {
        try
        {
            var modes = new byte[TermiosBytes];
            return GetAttributes(Input, modes) == 0 ? modes : null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Byte by byte, no echo, Ctrl+C and Ctrl+Z as keys.</summary>
    public static bool TryMakeRaw(byte[] modes)
    {
        try
        {
            var raw = (byte[])modes.Clone();
            MakeRaw(raw);
            return SetAttributes(Input, Now, raw) == 0;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    public static bool TryRestore(byte[] modes) => SetAttributes(Input, Now, modes) == 0;

    /// <summary>Columns and rows; null: unknown.</summary>
    public static (int Width, int Height)? ReadSize()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var size = new ushort[4];
        return Control(Output, LinuxWindowSize, size) == 0 && size[0] > 0 && size[1] > 0
            ? (size[1], size[0])
            : null;
    }

    /// <summary>
    /// Somebody is there to let the job go on again: the parent of its leader is in the same
    /// session, in another job (a shell). Else a stop would be for ever.
    /// </summary>
    public static bool CanStop()
    {
        var leader = GroupOf(0);
        var parent = leader == Environment.ProcessId ? Parent() : ParentOf(leader);
        return parent > 0 && SessionOf(parent) == SessionOf(0) && GroupOf(parent) != leader;
    }

    /// <summary>The whole job, as the terminal's own Ctrl+Z does it. Returns when it goes on.</summary>
    public static void StopJob() => _ = Kill(0, OperatingSystem.IsLinux() ? 19 : 17); // SIGSTOP

    private static int ParentOf(int process)
    {
        try
        {
            // "pid (name) state parent …"; the name may hold anything.
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var words = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    [DllImport("libc", EntryPoint = "getpgid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GroupOf(int process);

    [DllImport("libc", EntryPoint = "getsid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SessionOf(int process);

    [DllImport("libc", EntryPoint = "getppid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Parent();

    [DllImport("libc", EntryPoint = "tcgetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetAttributes(int descriptor, byte[] termios);

    [DllImport("libc", EntryPoint = "tcsetattr")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetAttributes(int descriptor, int when, byte[] termios);

    [DllImport("libc", EntryPoint = "cfmakeraw")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void MakeRaw(byte[] termios);

    [DllImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int descriptor, nuint request, ushort[] size);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
