using System.Xml.Linq;

namespace Hubbub.Tests.House;

/// <summary>The references of the projects are the arrows of ARCHITECTURE.md, no more and no fewer.</summary>
public sealed class ArrowTests
{
    private const string Good = """
        | project | one sentence | leans on |
        |---|---|---|
        | Core | Words. | – |
        | Node | The loop. | Core |
        """;

    [Fact]
    public void References_are_those_of_the_table()
    {
        var projects = Repository
            .Files()
            .Where(path => path.StartsWith("src/", StringComparison.Ordinal))
            .Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))
            .ToDictionary(Name, path => References(Repository.Read(path)));
        Assert.Empty(Differences(Table(Repository.Read("ARCHITECTURE.md")), projects));
    }

    [Fact]
    public void A_reference_that_the_table_lacks_is_found() =>
        Assert.Equal(
            ["Core leans on 'Node', the table says ''"],
            Differences(Table(Good), new() { ["Core"] = ["Node"], ["Node"] = ["Core"] })
        );

    [Fact]
    public void An_arrow_that_no_reference_follows_is_found() =>
        Assert.Equal(
            ["Node leans on '', the table says 'Core'"],
            Differences(Table(Good), new() { ["Core"] = [], ["Node"] = [] })
        );

    [Fact]
    public void A_project_that_the_table_lacks_is_found() =>
        Assert.Equal(
            ["Utils leans on '', the table says 'nothing of it'"],
            Differences(
                Table(Good),
                new()
                {
                    ["Core"] = [],
                    ["Node"] = ["Core"],
                    ["Utils"] = [],
                }
            )
        );

    [Fact]
    public void A_reference_is_read_from_a_project_file() =>
        Assert.Equal(
            ["Core"],
            References(
                """
                <Project><ItemGroup>
                  <ProjectReference Include="../Hubbub.Core/Hubbub.Core.csproj" />
                </ItemGroup></Project>
                """
            )
        );

    private static List<string> Differences(
        Dictionary<string, string[]> table,
        Dictionary<string, string[]> projects
    ) =>
        table
            .Keys.Union(projects.Keys)
            .Order(StringComparer.Ordinal)
            .Select(project => (project, Has: Show(projects, project), Says: Show(table, project)))
            .Where(arrows => arrows.Has != arrows.Says)
            .Select(a => $"{a.project} leans on '{a.Has}', the table says '{a.Says}'")
            .ToList();

    private static string Show(Dictionary<string, string[]> arrows, string project) =>
        arrows.TryGetValue(project, out var to) ? string.Join(", ", to) : "nothing of it";

    private static Dictionary<string, string[]> Table(string markdown) =>
        markdown
            .Split('\n')
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .SkipWhile(cells => cells is not [_, _, _, "leans on", _])
            .Skip(2)
            .TakeWhile(cells => cells.Length == 5)
            .ToDictionary(
                cells => cells[1],
                cells => cells[3] == "–" ? [] : Sorted(cells[3].Split(", "))
            );

    private static string[] References(string project) =>
        Sorted(
            XDocument
                .Parse(project)
                .Descendants("ProjectReference")
                .Select(reference => Name(reference.Attribute("Include")!.Value))
        );

    private static string Name(string path) =>
        Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))
            .Replace("Hubbub.", "", StringComparison.Ordinal);

    private static string[] Sorted(IEnumerable<string> names) =>
        [.. names.Order(StringComparer.Ordinal)];
}
