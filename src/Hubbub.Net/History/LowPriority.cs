using System.Runtime.InteropServices;

namespace Hubbub.Net.History;

/// <summary>
/// Lets a thread work only where nobody else wants the processor. Linux heeds no thread's priority,
/// but its niceness; elsewhere <see cref="ThreadPriority.Lowest"/> does it.
/// </summary>
internal static class LowPriority
{
    private const int OfAThread = 0; // PRIO_PROCESS: on Linux, of one thread

    /// <summary>For what somebody may wait for.</summary>
    public const int Soon = 10;

    /// <summary>For what can wait: nothing, while others want all of the processor.</summary>
    public const int Whenever = 19;

    /// <summary>For the calling thread. Where it cannot be done, nothing is.</summary>
    public static void Enter(int niceness)
    {
        if (OperatingSystem.IsLinux())
            _ = SetPriority(OfAThread, 0, niceness);
    }

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, uint who, int value);
}
