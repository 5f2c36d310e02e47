namespace Hubbub.Net.Listening;

/// <summary>A file with a private key: its owner's alone, and whole or not there at all.</summary>
internal static class KeyFile
{
    /// <summary>Written aside and moved: a half-written key would be in the way for ever.</summary>
    public static void Keep(string file, string pem)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var aside = file + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(aside, options))
            writer.Write(pem);
        File.Move(aside, file, overwrite: true);
    }
}
