using Hubbub.Core;
using Hubbub.Node;
using Hubbub.Tests.Log;

namespace Hubbub.Tests.Replay;

/// <summary>
/// "The same log gives the same told order and the same digest twice, from a snapshot at every
/// k-th index, and in two separate processes."
/// </summary>
public sealed class ReplayTests
{
    private const int Entries = 2000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void The_same_log_gives_the_same_telling_and_the_same_state_twice(int seed)
    {
        var entries = Playing.Decode(LogMaker.Make(seed, Entries));
        var (once, twice) = (Playing.Of(entries), Playing.Of(entries));
        Assert.Equal(once.Told, twice.Told);
        Assert.Equal(once.Digest, twice.Digest);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 7)]
    [InlineData(3, 50)]
    [InlineData(4, 333)]
    public void The_same_log_gives_the_same_from_a_snapshot_at_every_kth_entry(int seed, int every)
    {
        var entries = Playing.Decode(LogMaker.Make(seed, Entries));
        var (straight, halting) = (Playing.Of(entries), Playing.Of(entries, every));
        Assert.Equal(straight.Told, halting.Told);
        Assert.Equal(straight.Digest, halting.Digest);
    }

    [Fact]
    public async Task The_same_log_gives_the_same_in_two_separate_processes()
    {
        var here = OtherProcess.Play(6);
        var there = await Task.WhenAll(
            OtherProcess.PlayAsync(6, TestContext.Current.CancellationToken),
            OtherProcess.PlayAsync(6, TestContext.Current.CancellationToken)
        );
        Assert.Equal([here, here], there);
    }

    [Fact]
    public void A_log_whose_texts_were_erased_verifies_and_gives_the_same()
    {
        var blocks = LogMaker.Make(7, Entries);
        var erased = blocks.ConvertAll(Blocks.Erased);
        Assert.Equal(Chain(blocks), Chain(erased));
        Assert.All(Playing.Decode(erased), entry => Assert.True(entry.Text.IsEmpty));
        Assert.Equal(
            Playing.Of(Playing.Decode(blocks)).Summary,
            Playing.Of(Playing.Decode(erased)).Summary
        );
    }

    [Fact]
    public void Logs_reach_every_rule_and_nearly_every_refusal()
    {
        var entries = Enumerable
            .Range(1, 40)
            .SelectMany(seed => Playing.Decode(LogMaker.Make(seed, Entries)))
            .ToArray();
        Assert.Equal(
            RuleTable.All.Select(rule => rule.CommandType.Name).Order(),
            entries.Select(entry => entry.Command.GetType().Name).Distinct().Order()
        );
        var told = Enumerable
            .Range(1, 40)
            .SelectMany(seed => Playing.Of(Playing.Decode(LogMaker.Make(seed, Entries))).Told)
            .ToArray();
        Reason[] rare =
        [
            Reason.InternalError,
            Reason.MaskListFull,
            Reason.BoardFull,
            Reason.TooManyPinned,
            Reason.TooManyHanded,
        ];
        var never = Enum.GetValues<Reason>().Except(rare).Where(reason => !Holds(told, reason));
        Assert.Equal([], never);
    }

    // The fence must be able to fail.

    [Fact]
    public void Two_entries_that_changed_places_are_found()
    {
        var entries = Playing.Decode(LogMaker.Make(1, 300));
        var straight = Playing.Of(entries);
        var joins = entries.Where(entry => entry.Command is Attach).Take(2).ToArray();
        var swapped = entries.ToArray();
        Swap(swapped, (int)joins[0].Index - 1, (int)joins[1].Index - 1);
        Assert.NotEqual(straight.Told, Playing.Of(swapped).Told);
    }

    [Fact]
    public void One_entry_that_was_dropped_is_found_in_the_state()
    {
        var entries = Playing.Decode(LogMaker.Make(1, 300));
        var without = entries.ToArray();
        var at = Array.FindIndex(without, entry => entry.Command is SayToRoom);
        while (!Told(entries, at).Contains("SaidInRoom", StringComparison.Ordinal))
            at = Array.FindIndex(without, at + 1, entry => entry.Command is SayToRoom);
        without[at] = without[at] with { Command = new Skip(1) };
        Assert.NotEqual(Playing.Of(entries).Told, Playing.Of(without).Told);
    }

    [Fact]
    public void A_telling_in_the_order_of_a_hash_table_is_found()
    {
        // A Dictionary that has seen removals enumerates otherwise than one freshly filled.
        var worn = new Dictionary<int, string>
        {
            [1] = "a",
            [2] = "b",
            [3] = "c",
        };
        worn.Remove(1);
        worn[4] = "d";
        var fresh = worn.OrderBy(pair => pair.Key).ToDictionary();
        Assert.NotEqual(Canonical.Of(worn.Values), Canonical.Of(fresh.Values));
    }

    private static string Told(List<Entry> entries, int at) =>
        string.Join(
            '\n',
            Playing
                .Of(entries.Take(at + 1))
                .Told.Where(line => line.StartsWith($"{at + 1} ", StringComparison.Ordinal))
        );

    private static bool Holds(string[] told, Reason reason) =>
        told.Any(line => line.Contains($"Reason={reason} ", StringComparison.Ordinal));

    private static void Swap(Entry[] entries, int a, int b)
    {
        var (one, other) = (entries[a], entries[b]);
        entries[a] = other with { Index = one.Index, At = one.At };
        entries[b] = one with { Index = other.Index, At = other.At };
    }

    private static string Chain(IEnumerable<Block> blocks) =>
        Convert.ToHexString(
            blocks.Aggregate(new byte[32], (before, block) => block.ChainOn(before))
        );
}
