using Hubbub.Core;
using Hubbub.Node;
using Hubbub.Tests.House;

namespace Hubbub.Tests.Replay;

/// <summary>
/// Golden logs of every release stay in <c>tests/golden</c>: an old log gives the same state and
/// the same telling under every later program. The log of a release is written once, by running
/// these tests with HUBBUB_WRITE_GOLDEN=1; after the release it never changes.
/// </summary>
public sealed class GoldenTests
{
    private const int Seed = 2026;
    private const int Entries = 2500;
    private const string Newest = "0.1";

    public static TheoryData<string> Releases { get; } = [.. Stored()];

    [Theory]
    [MemberData(nameof(Releases))]
    public void Given_the_log_of_a_release_when_it_is_replayed_then_state_and_telling_are_as_then(
        string release
    )
    {
        var blocks = Read(release);
        Assert.Equal(Repository.Read($"tests/golden/{release}.expected"), Expected(blocks));
    }

    [Fact]
    public void The_newest_golden_log_holds_every_command()
    {
        var entries = Playing.Decode(Read(Newest));
        Assert.Equal(
            RuleTable.All.Select(rule => rule.CommandType.Name).Order(),
            entries.Select(entry => entry.Command.GetType().Name).Distinct().Order()
        );
    }

    [Fact]
    public void A_golden_log_of_which_one_entry_changed_is_found()
    {
        var blocks = Read(Newest);
        var last = blocks[^1].Entries.ToArray();
        last[2] ^= 1;
        blocks[^1] = blocks[^1] with { Entries = last };
        Assert.NotEqual(Repository.Read($"tests/golden/{Newest}.expected"), Expected(blocks));
    }

    /// <summary>Chain of the log, digest of the state, SHA-256 of all that was told.</summary>
    private static string Expected(List<Block> blocks)
    {
        var chain = blocks.Aggregate(new byte[32], (before, block) => block.ChainOn(before));
        var lines = Playing.Of(Playing.Decode(blocks)).Summary.Replace(' ', '\n');
        return $"{Convert.ToHexString(chain)}\n{lines}\n";
    }

    private static string[] Stored()
    {
        if (Environment.GetEnvironmentVariable("HUBBUB_WRITE_GOLDEN") == "1")
            Write(Newest, LogMaker.Make(Seed, Entries));
        return Repository
            .Files()
            .Where(path => path.StartsWith("tests/golden/", StringComparison.Ordinal))
            .Where(path => path.EndsWith(".log", StringComparison.Ordinal))
            .Select(path => Path.GetFileNameWithoutExtension(path)!)
            .Order(StringComparer.Ordinal)
            .ToArray();
    }

    /// <summary>For each block: its count, then its entries and its texts, each after its length.</summary>
    private static void Write(string release, List<Block> blocks)
    {
        var writer = new ByteWriter();
        foreach (var block in blocks)
        {
            writer.WriteCount(block.Count);
            writer.WriteCount(block.Entries.Length);
            writer.WriteBytes(block.Entries.Span);
            writer.WriteCount(block.Texts.Length);
            writer.WriteBytes(block.Texts.Span);
        }

        var path = Path.Combine(Repository.Root, "tests/golden", release);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path + ".log", writer.ToArray());
        File.WriteAllText(path + ".expected", Expected(blocks));
    }

    private static List<Block> Read(string release)
    {
        var path = Path.Combine(Repository.Root, "tests/golden", release + ".log");
        var reader = new ByteReader(File.ReadAllBytes(path));
        var blocks = new List<Block>();
        while (reader.Remaining > 0)
        {
            var count = reader.ReadNumber();
            var entries = reader.ReadBytes(reader.ReadCount()).ToArray();
            blocks.Add(new Block(entries, reader.ReadBytes(reader.ReadCount()).ToArray(), count));
        }

        Assert.True(reader.AtEnd);
        return blocks;
    }
}
