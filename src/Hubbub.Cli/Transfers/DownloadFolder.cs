namespace Hubbub.Cli.Transfers;

/// <summary>Where files go that are taken beside a chat, unless another folder is named.</summary>
internal static class DownloadFolder
{
    /// <summary>A full path.</summary>
    public static string Default
    {
        get
        {
            var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
            string?[] candidates = [OfDesktop(home), Path.Combine(home, "Downloads")];
            return candidates.FirstOrDefault(Directory.Exists) ?? Environment.CurrentDirectory;
        }
    }

    /// <summary>By xdg-user-dirs, which people's desktops set in their language; null: not told.</summary>
    private static string? OfDesktop(string home)
    {
        var settings = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } set
            ? set
            : Path.Combine(home, ".config");
        try
        {
            return Read(File.ReadAllLines(Path.Combine(settings, "user-dirs.dirs")), home);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <param name="lines">Of a shell: <c>XDG_DOWNLOAD_DIR="$HOME/Downloads"</c>.</param>
    internal static string? Read(IEnumerable<string> lines, string home)
    {
        const string Key = "XDG_DOWNLOAD_DIR=";
        var line = lines.LastOrDefault(line => line.StartsWith(Key, StringComparison.Ordinal));
        var path = line?[Key.Length..].Trim().Trim('"');
        if (path?.StartsWith("$HOME/", StringComparison.Ordinal) == true)
            return Path.Combine(home, path["$HOME/".Length..]);
        return Path.IsPathFullyQualified(path ?? "") ? path : null;
    }
}
