using Hubbub.Protocols;

namespace Hubbub.Cli.Transfers;

/// <summary>Bytes, speeds and times as people read them.</summary>
internal static class Amount
{
    public static string Of(long bytes) => SizeWords.Of(bytes);

    public static string Speed(double bytesASecond) =>
        bytesASecond < 1 ? "standing still" : Of((long)bytesASecond) + "/s";

    public static string Time(TimeSpan time) =>
        time.TotalHours >= 100
            ? "days"
            : time.ToString(time.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", null);

    public static string Files(int count) => count == 1 ? "1 file" : $"{count:N0} files";

    /// <inheritdoc cref="SizeWords.Parse"/>
    public static long? Parse(string word) => SizeWords.Parse(word);
}
