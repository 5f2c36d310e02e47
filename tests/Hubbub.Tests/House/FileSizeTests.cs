namespace Hubbub.Tests.House;

/// <summary>"Aim at 150 lines, think at 250, none over 400."</summary>
public sealed class FileSizeTests
{
    private const int Most = 400;

    /// <summary>Tables and generated code, each with its reason.</summary>
    private static readonly HashSet<string> s_longer = [];

    [Fact]
    public void No_file_is_longer_than_a_person_reads() =>
        Assert.Empty(
            TooLong(Repository.Files().Where(IsCode).Select(path => (path, Repository.Read(path))))
        );

    [Fact]
    public void A_file_that_is_too_long_is_found() =>
        Assert.Equal(
            ["b.cs: 401 lines"],
            TooLong([("a.cs", Lines(400)), ("b.cs", Lines(401)), ("c.ts", Lines(3))])
        );

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("x\n", count));

    private static List<string> TooLong(IEnumerable<(string Path, string Text)> files) =>
        files
            .Where(file => !s_longer.Contains(file.Path))
            .Select(file => (file.Path, Count: file.Text.Count(c => c == '\n')))
            .Where(file => file.Count > Most)
            .Select(file => $"{file.Path}: {file.Count} lines")
            .ToList();

    private static bool IsCode(string path) =>
        path.EndsWith(".cs", StringComparison.Ordinal)
        || path.EndsWith(".ts", StringComparison.Ordinal);
}
