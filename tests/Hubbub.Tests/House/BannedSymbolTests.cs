using System.Reflection;
using System.Xml.Linq;

namespace Hubbub.Tests.House;

/// <summary>What the analyzer keeps out of Core: that it is asked to, and that the list still says all.</summary>
public sealed class BannedSymbolTests
{
    /// <summary>Of house.md: "Banned in Core besides clocks, tasks, files, randomness, GetHashCode…"</summary>
    private static readonly string[] s_must =
    [
        "P:System.DateTime.UtcNow",
        "P:System.DateTimeOffset.UtcNow",
        "T:System.TimeProvider",
        "T:System.Diagnostics.Stopwatch",
        "P:System.Environment.TickCount64",
        "T:System.Random",
        "M:System.Guid.NewGuid",
        "T:System.Security.Cryptography.RandomNumberGenerator",
        "N:System.IO",
        "N:System.Net",
        "N:System.Threading",
        "N:System.Threading.Tasks",
        "N:System.Globalization",
        "N:System.Text.RegularExpressions",
        "M:System.Object.GetHashCode",
        "M:System.String.GetHashCode",
        "T:System.HashCode",
        "M:System.String.Normalize",
        "M:System.Char.IsLetter(System.Char)",
        "M:System.Char.IsWhiteSpace(System.Char)",
        "M:System.String.StartsWith(System.String)",
        "M:System.String.Compare(System.String,System.String)",
        "F:System.StringComparison.CurrentCulture",
        "F:System.StringComparison.OrdinalIgnoreCase",
        "T:System.Double",
        "T:System.Single",
    ];

    private static readonly string s_list = Repository.Read("src/Hubbub.Core/BannedSymbols.txt");

    [Fact]
    public void The_list_names_clocks_dice_files_threads_and_cultures() =>
        Assert.Empty(Missing(s_list));

    [Fact]
    public void A_list_that_forgot_one_is_found() =>
        Assert.Equal(
            ["T:System.Random"],
            Missing(s_list.Replace("T:System.Random;", "# ", StringComparison.Ordinal))
        );

    [Fact]
    public void Core_gives_the_list_to_the_analyzer() =>
        Assert.True(GivesList(Repository.Read("src/Hubbub.Core/Hubbub.Core.csproj")));

    [Fact]
    public void A_project_that_does_not_is_found() =>
        Assert.False(
            GivesList(
                "<Project><ItemGroup><None Include=\"BannedSymbols.txt\" /></ItemGroup></Project>"
            )
        );

    /// <summary>The analyzer passes over an id that names nothing: a slip of the pen bans nothing.</summary>
    [Fact]
    public void Every_line_names_something_there_is() => Assert.Empty(Unknown(Ids(s_list)));

    [Fact]
    public void A_line_that_names_nothing_is_found() =>
        Assert.Equal(
            ["T:System.Clock", "M:System.String.Normalise", "N:System.Wire"],
            Unknown([
                "T:System.Clock",
                "M:System.String.Normalise",
                "N:System.Wire",
                "T:System.Random",
            ])
        );

    private static string[] Missing(string list) => [.. s_must.Except(Ids(list))];

    private static string[] Ids(string list) =>
        [
            .. list.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(';')[0]),
        ];

    private static bool GivesList(string project) =>
        XDocument
            .Parse(project)
            .Descendants("AdditionalFiles")
            .Any(file => file.Attribute("Include")?.Value == "BannedSymbols.txt");

    private static string[] Unknown(IEnumerable<string> ids)
    {
        // Loads the assemblies in which the banned things live.
        Type[] homes =
        [
            typeof(string),
            typeof(Console),
            typeof(System.Diagnostics.Process),
            typeof(System.Security.Cryptography.SHA256),
            typeof(System.Text.RegularExpressions.Regex),
            typeof(System.Net.IPAddress),
        ];
        var types = homes
            .Select(home => home.Assembly)
            .Distinct()
            .SelectMany(a => a.GetTypes())
            .ToArray();
        var known = types.Select(type => "N:" + type.Namespace).ToHashSet(StringComparer.Ordinal);
        var wanted = ids.ToArray();
        foreach (
            var type in types.Where(t =>
                wanted.Any(id => id.Contains(t.FullName!, StringComparison.Ordinal))
            )
        )
        {
            known.Add("T:" + type.FullName);
            known.UnionWith(type.GetMembers(Everything).Select(member => IdOf(type, member)));
        }

        return [.. wanted.Where(id => !known.Contains(id))];
    }

    private const BindingFlags Everything =
        BindingFlags.Public
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private static string IdOf(Type type, MemberInfo member)
    {
        if (member is not MethodInfo method)
            return $"{member.MemberType.ToString()[0]}:{type.FullName}.{member.Name}";
        var parameters = string.Join(
            ',',
            method.GetParameters().Select(p => p.ParameterType.FullName)
        );
        return $"M:{type.FullName}.{method.Name}"
            + (parameters.Length == 0 ? "" : $"({parameters})");
    }
}
