namespace Hubbub.Tests.House;

/// <summary>The files of the checkout that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] s_built = ["bin", "obj", "node_modules", ".git", "artifacts"];

    public static string Root { get; } = FindRoot();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Paths below the root, with <c>/</c>, without what was built or restored.</summary>
    public static IEnumerable<string> Files() =>
        Directory
            .EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Intersect(s_built, StringComparer.Ordinal).Any());

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Hubbub.slnx")))
            folder =
                Path.GetDirectoryName(folder)
                ?? throw new DirectoryNotFoundException("Hubbub.slnx");
        return folder;
    }
}
