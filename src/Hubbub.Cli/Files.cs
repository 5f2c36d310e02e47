namespace Hubbub.Cli;

/// <summary>The user's own files; what is wrong with one is told in plain words.</summary>
internal static class Files
{
    /// <param name="what">What the file is, as the user calls it.</param>
    /// <exception cref="CannotException">It cannot be read.</exception>
    public static string ReadText(string path, string what)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CannotException($"The {what} {path} cannot be read: {error.Message}");
        }
    }
}
