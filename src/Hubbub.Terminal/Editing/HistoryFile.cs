namespace Hubbub.Terminal.Editing;

/// <summary>
/// The lines typed, kept between runs: one a line, its own line ends as <c>\n</c>. What cannot be
/// read or written is not worth stopping for.
/// </summary>
public sealed class HistoryFile(string path)
{
    public IReadOnlyList<string> Read()
    {
        try
        {
            return File.Exists(path)
                ? [.. File.ReadLines(path).TakeLast(InputHistory.Most).Select(Unescape)]
                : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Added at the end: several programs may share it.</summary>
    public void Append(IEnumerable<string> lines)
    {
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.Append,
                Access = FileAccess.Write,
            };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            var all = string.Concat(lines.Select(line => Escape(line) + "\n"));
            if (all.Length == 0)
                return;
            if (new FileInfo(path) is { Exists: true, Length: > 4 * 1024 * 1024 })
                Shorten();
            using var file = new FileStream(path, options);
            file.Write(System.Text.Encoding.UTF8.GetBytes(all));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Next time, perhaps.
        }
    }

    private void Shorten() =>
        File.WriteAllLines(path, File.ReadLines(path).TakeLast(InputHistory.Most).ToList());

    private static string Escape(string line) =>
        line.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\r", "", StringComparison.Ordinal);

    private static string Unescape(string line) =>
        string.Join(
            '\\',
            line.Split(@"\\").Select(part => part.Replace(@"\n", "\n", StringComparison.Ordinal))
        );
}
