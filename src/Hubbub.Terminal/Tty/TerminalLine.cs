using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Hubbub.Terminal.Tty;

/// <summary>A line typed at a terminal in its ordinary mode, before the screen is taken over.</summary>
public static class TerminalLine
{
    private const int Longest = 1_000;

    /// <summary>
    /// Null: the end. Not by <c>Console.In</c>: .NET would set the terminal's modes for itself from
    /// then on, and again whenever the job goes on after a stop.
    /// </summary>
    public static string? Read()
    {
        using var input = new FileStream(
            new SafeFileHandle(0, ownsHandle: false),
            FileAccess.Read,
            bufferSize: 0
        );
        var line = new List<byte>();
        // Byte by byte: what follows the line is the screen's.
        for (var read = input.ReadByte(); read != '\n'; read = input.ReadByte())
        {
            if (read < 0)
                return null;
            if (line.Count < Longest)
                line.Add((byte)read);
        }

        return Encoding.UTF8.GetString(line.ToArray());
    }
}
