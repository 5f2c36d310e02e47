using System.Diagnostics;

namespace Hubbub.Terminal.Tty;

/// <summary>The terminal's modes by the program <c>stty</c>, where libc cannot be called.</summary>
internal static class Stty
{
    /// <summary>The modes as it writes them; null: there is no <c>stty</c>, or no terminal.</summary>
    public static string? ReadModes() => Run("-g");

    public static bool TryMakeRaw() => Run("raw", "-echo") is not null;

    public static void Restore(string modes) => Run(modes);

    private static string? Run(params string[] arguments)
    {
        try
        {
            // Standard input stays ours: that is the terminal it is to change.
            using var stty = Process.Start(
                new ProcessStartInfo("stty", arguments)
                {
                    RedirectStandardOutput = true,
                    UseShellExecute = false,
                }
            );
            var output = stty?.StandardOutput.ReadToEnd().Trim();
            stty?.WaitForExit();
            return stty?.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
