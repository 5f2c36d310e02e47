namespace Hubbub.Cli.Serve;

/// <summary>The small files that options name.</summary>
internal static class TextFiles
{
    private const int MostMotdLines = 500;

    public static IReadOnlyList<string> ReadMotd(string? file) =>
        file is null
            ? []
            :
            [
                .. Read(file, "--motd")
                    .Take(MostMotdLines)
                    .Select(l => l.Replace('\0', ' ').TrimEnd()),
            ];

    public static string? ReadPassword(string? file)
    {
        if (file is null)
            return null;
        var password = Read(file, "--password-file").FirstOrDefault("").Trim();
        return password.Length > 0
            ? password
            : throw new CannotException(
                $"The first line of {file} is empty: write the password there, or leave out --password-file."
            );
    }

    private static string[] Read(string file, string option)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CannotException(
                $"The file {file} cannot be read: {e.Message} Check the path after {option}.",
                e
            );
        }
    }
}
