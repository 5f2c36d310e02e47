using System.Globalization;

namespace Hubbub.Net.Listening;

/// <summary>
/// How many connections the process has file descriptors for. (The runtime raises the soft limit
/// to the hard one when it starts.)
/// </summary>
internal static class OpenFiles
{
    /// <summary>
    /// Kept for the log, the listeners, newcomers who are told that the server is full
    /// (<see cref="Seats"/>), and assemblies still to be loaded, which a build that is not one file
    /// holds open, twice each. Without a file to spare the runtime ends the process.
    /// </summary>
    public const int Spare = 250;

    private const int WhereUnknown = 10_000;

    public static int ConnectionsThatFit() => Math.Max(ReadLimit() - OpenNow() - Spare, 16);

    private static int OpenNow() =>
        Directory.Exists("/proc/self/fd")
            ? Directory.GetFileSystemEntries("/proc/self/fd").Length
            : 0;

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
