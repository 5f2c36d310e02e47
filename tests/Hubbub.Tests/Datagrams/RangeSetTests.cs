using FsCheck.Fluent;
using Hubbub.Datagrams;
using Hubbub.Tests.Log;

namespace Hubbub.Tests.Datagrams;

/// <summary>Against a set of single numbers, which is slow and plain.</summary>
public sealed class RangeSetTests
{
    private const int Numbers = 40;

    [Fact]
    public void Whatever_is_added_and_taken_it_is_a_set() =>
        Prop.ForAll<(byte, byte, byte)[]>(
                ArbMap.Default.ArbFor<(byte, byte, byte)[]>(),
                steps =>
                {
                    var ranges = new RangeSet();
                    var plain = new SortedSet<long>();
                    foreach (var (what, from, length) in steps)
                    {
                        var start = (long)(from % Numbers);
                        var end = start + (length % 8);
                        if (!Step(what % 4, start, end, ranges, plain))
                            return false;
                    }

                    return true;
                }
            )
            .Check();

    private static bool Step(int what, long start, long end, RangeSet ranges, SortedSet<long> plain)
    {
        var before = plain.Count;
        switch (what)
        {
            case 0:
            case 1:
                var added = ranges.Add(start, end);
                plain.UnionWith(Between(start, end));
                if (added != plain.Count - before)
                    return false;
                break;
            case 2:
                var removed = ranges.Remove(start, end);
                plain.ExceptWith(Between(start, end));
                if (removed != before - plain.Count)
                    return false;
                break;
            case 3 when !ranges.IsEmpty:
                var taken = ranges.TakeFirst(3);
                if (taken.Length is < 1 or > 3 || taken.Start != plain.Min)
                    return false;
                plain.ExceptWith(Between(taken.Start, taken.End));
                break;
        }

        var common = new RangeSet();
        common.AddFrom(ranges, start, end);
        var missing = ranges.Missing(start, end, out var to);
        return All(ranges).SequenceEqual(plain)
            && All(common).SequenceEqual(plain.Where(n => n >= start && n < end))
            && Enumerable.Range(0, Numbers).All(n => ranges.Contains(n) == plain.Contains(n))
            && missing == Between(start, end).FirstOrDefault(n => !plain.Contains(n), end)
            && Between(missing, to).All(n => !plain.Contains(n))
            && AreApart(ranges);
    }

    private static bool AreApart(RangeSet ranges) =>
        Enumerable
            .Range(1, Math.Max(0, ranges.Count - 1))
            .All(i => ranges[i - 1].End < ranges[i].Start);

    private static IEnumerable<long> All(RangeSet ranges) =>
        Enumerable.Range(0, ranges.Count).SelectMany(i => Between(ranges[i].Start, ranges[i].End));

    private static IEnumerable<long> Between(long start, long end)
    {
        for (var number = start; number < end; number++)
            yield return number;
    }
}
