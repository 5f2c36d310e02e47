using System.Text;

namespace Hubbub.Protocols.Text;

/// <summary>What leaves when it stands alone on a line, in any case.</summary>
internal static class LeaveWords
{
    public static bool Is(ReadOnlySpan<byte> line)
    {
        line = line.Trim(" \t"u8);
        if (line.Length > 0 && line[0] is (byte)'/' or (byte)'\\')
            line = line[1..];
        return Ascii.EqualsIgnoreCase(line, "quit"u8);
    }
}
