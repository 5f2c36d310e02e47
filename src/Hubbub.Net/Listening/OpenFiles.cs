using System.Globalization;

namespace Hubbub.Net.Listening;

/// <summary>
/// How many connections the process has file descriptors for. (The runtime raises the soft limit
/// to the hard one when it starts.)
/// </summary>
internal static class OpenFiles
{
    /// <summary>
    /// Kept for what is not a connection: about 100 that the program itself maps and opens (a
    /// published file opens one per assembly, some only when they are first needed), newcomers who
    /// are told that the server is full (<see cref="Seats"/>), the log, and a margin. Without a
    /// descriptor to load an assembly with, the runtime ends the process.
    /// </summary>
    public const int Spare = 300;

    private const int WhereUnknown = 10_000;

    public static int ConnectionsThatFit() => Math.Max(ReadLimit() - Spare, 16);

    private static int ReadLimit()
    {
        const string Limits = "/proc/self/limits";
        if (!File.Exists(Limits))
            return WhereUnknown;
        foreach (var line in File.ReadLines(Limits))
        {
            if (line.StartsWith("Max open files", StringComparison.Ordinal))
                return ParseSoftLimit(line);
        }

        return WhereUnknown;
    }

    /// <summary><c>Max open files            1024                 524288               files</c></summary>
    internal static int ParseSoftLimit(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 4 || words[3] == "unlimited")
            return int.MaxValue;
        return long.TryParse(words[3], CultureInfo.InvariantCulture, out var limit)
            ? (int)Math.Min(limit, int.MaxValue)
            : WhereUnknown;
    }
}
