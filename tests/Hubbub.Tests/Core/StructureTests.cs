using Hubbub.Core;

namespace Hubbub.Tests.Core;

public sealed class StructureTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("*", "", true)]
    [InlineData("?", "", false)]
    [InlineData("**", "abc", true)]
    [InlineData("a*c", "abbbc", true)]
    [InlineData("a*c", "abbbd", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("A!B@C", "a!b@c", true)]
    [InlineData("*aab", "aaaab", true)]
    [InlineData("*a*b*", "xxaxxbxx", true)]
    [InlineData("*b*a*", "aab", false)]
    [InlineData("é", "É", false)]
    [InlineData("[a]", "{a}", false)]
    [InlineData("*!*@*.host", "ada!ada@ada.HOST", true)]
    [InlineData("abc*", "ab", false)]
    [InlineData("*?", "", false)]
    [InlineData("*?*?", "ab", true)]
    public void Given_a_pattern_when_a_text_is_held_against_it_then_it_fits_or_not(
        string pattern,
        string text,
        bool fits
    ) => Assert.Equal(fits, Glob.IsMatch(pattern, text));

    [Theory]
    [InlineData("*a*a*a*a*a*a*a*a*a*a*a*b")]
    [InlineData("*aaaaaaaaaaaaaaaaaaaaaaab")]
    [InlineData("**********************b")]
    [InlineData("*?*?*?*?*?*?*?*?*?*?*?*b")]
    public void Given_a_hostile_pattern_when_it_is_matched_then_the_steps_stay_bounded(
        string pattern
    )
    {
        var text = new string('a', 2000);
        Assert.False(Glob.IsMatch(pattern, text, out var steps));
        Assert.InRange(steps, 1, (pattern.Length + 1) * (text.Length + 1));
    }

    [Fact]
    public void Given_mostly_gaps_when_a_roster_closes_them_then_order_and_place_stay()
    {
        var roster = new Roster<string>();
        for (ulong i = 1; i <= 100; i++)
            roster.Add(i, $"{i}");
        for (ulong i = 1; i <= 100; i++)
        {
            if (i % 10 != 0)
                roster.Remove(i);
        }

        Assert.Equal(10, roster.Count);
        Assert.Equal(["60", "70", "80", "90", "100"], roster.After(57));
        Assert.Equal(["70", "80", "90", "100"], roster.After(60));
        Assert.Equal(10, roster.After().Count());
    }

    [Fact]
    public void Given_a_roster_when_what_is_not_there_is_removed_then_nothing_happens()
    {
        var roster = new Roster<string>();
        roster.Add(3, "three");
        roster.Remove(2);
        roster.Remove(3);
        roster.Remove(3);
        Assert.Equal(0, roster.Count);
        Assert.Empty(roster.After());
    }

    [Fact]
    public void Given_a_roster_when_an_ordinal_does_not_grow_then_it_is_a_bug()
    {
        var roster = new Roster<string>();
        roster.Add(3, "three");
        Assert.Throws<InvalidOperationException>(() => roster.Add(3, "again"));
        Assert.False(roster.MayAdd(2));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(3, 5)]
    [InlineData(200, 200)]
    [InlineData(201, 200)]
    [InlineData(517, 7)]
    [InlineData(1000, 1000)]
    public void Given_a_ring_when_more_comes_than_it_holds_then_the_last_are_kept_in_order(
        int added,
        int asked
    )
    {
        var ring = new RecentIndices();
        for (var i = 1; i <= added; i++)
            ring.Add((ulong)i, "ada");
        var count = Math.Min(Math.Min(added, asked), RecentIndices.Most);
        var expected = Enumerable.Range(added - count + 1, count).Select(i => (ulong)i);
        Assert.Equal(expected, ring.Last(asked).Select(said => said.Index));
        Assert.Equal(Math.Min(added, RecentIndices.Most), ring.Count);
    }

    [Fact]
    public void Given_a_mask_list_when_a_mask_goes_then_only_that_one()
    {
        var masks = new MaskList();
        masks.Add(new MaskEntry("a*", "ada", 1));
        masks.Add(new MaskEntry("b*", "ada", 2));
        masks.Remove("A*");
        masks.Remove("nothing");
        Assert.Equal(1, masks.Count);
        Assert.True(masks.Match("bob"));
        Assert.False(masks.Match("ada"));
        Assert.True(masks.Contains("B*"));
    }

    [Fact]
    public void Given_two_keys_when_they_are_hashed_then_they_differ_and_neither_is_none()
    {
        Assert.NotEqual(RoomKey.HashOf("a"), RoomKey.HashOf("b"));
        Assert.NotEqual(0UL, RoomKey.HashOf(""));
        Assert.Equal(
            0x8D969EEF6ECAD3C2UL,
            System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(RoomKey.HashOf("123456"))
        );
    }
}
