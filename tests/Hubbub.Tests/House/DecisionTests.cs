using System.Globalization;

namespace Hubbub.Tests.House;

/// <summary>Decisions are referred to by their numbers: each is one file's, and stands in its title.</summary>
public sealed class DecisionTests
{
    [Fact]
    public void Every_decision_has_a_number_of_its_own_which_its_title_tells() =>
        Assert.Empty(
            Wrong(
                Repository
                    .Files()
                    .Where(path => path.StartsWith("docs/adr/", StringComparison.Ordinal))
                    .Select(path => (Path.GetFileName(path), Repository.Read(path)))
            )
        );

    [Fact]
    public void A_number_that_is_given_twice_and_a_title_with_another_are_found() =>
        Assert.Equal(
            ["0002-c.md: 2 is 0002-b.md, too", "0003-d.md: its title does not begin with # 3."],
            Wrong([
                ("0001-a.md", "# 1. A\n"),
                ("0002-b.md", "# 2. B\n"),
                ("0002-c.md", "# 2. C\n"),
                ("0003-d.md", "# 4. D\n"),
            ])
        );

    private static List<string> Wrong(IEnumerable<(string Name, string Text)> decisions)
    {
        var wrong = new List<string>();
        var known = new Dictionary<int, string>();
        foreach (var (name, text) in decisions.OrderBy(one => one.Name, StringComparer.Ordinal))
        {
            var number = int.Parse(name[..4], CultureInfo.InvariantCulture);
            if (!known.TryAdd(number, name))
                wrong.Add($"{name}: {number} is {known[number]}, too");
            if (!text.StartsWith($"# {number}. ", StringComparison.Ordinal))
                wrong.Add($"{name}: its title does not begin with # {number}.");
        }

        return wrong;
    }
}
