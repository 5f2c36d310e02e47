namespace Hubbub.Cli;

/// <summary>Where a person's own settings are kept: what was typed, which servers are known. HUBBUB_HOME moves it.</summary>
internal static class UserFolder
{
    public static string PathOf(string file) => System.IO.Path.Combine(Path, file);

    private static string Path
    {
        get
        {
            var home = Environment.GetEnvironmentVariable("HUBBUB_HOME");
            if (string.IsNullOrEmpty(home))
                home = System.IO.Path.Combine(
                    Environment.GetFolderPath(
                        Environment.SpecialFolder.ApplicationData,
                        Environment.SpecialFolderOption.DoNotVerify
                    ),
                    "hubbub"
                );
            try
            {
                if (OperatingSystem.IsWindows())
                    Directory.CreateDirectory(home);
                else
                    Directory.CreateDirectory(
                        home,
                        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                    );
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // What is kept there can be done without.
            }

            return home;
        }
    }
}
