using System.Diagnostics;
using Hubbub.Net.Loop;

namespace Hubbub.Tests.Net;

public sealed class CompanyTests
{
    private readonly Lines _lines = new();

    [Fact]
    public void Given_a_room_of_thousands_when_others_come_then_the_turn_waits_for_them_and_not_for_ever()
    {
        _lines.Coming = true;
        var company = new Company(_lines, () => _lines.Count);
        company.Sent(sends: 5_000, entries: 1, AgoMilliseconds(40));

        var began = Stopwatch.GetTimestamp();
        company.Gather();

        Assert.InRange(_lines.Count, 2, 12);
        Assert.True(Stopwatch.GetElapsedTime(began) > TimeSpan.FromMilliseconds(4));
    }

    [Fact]
    public void Given_nobody_comes_when_waited_then_it_is_given_up_at_once()
    {
        var company = new Company(_lines, () => _lines.Count);
        company.Sent(sends: 5_000, entries: 1, AgoMilliseconds(40));

        company.Gather();

        Assert.Equal(1, _lines.Waits);
    }

    [Theory]
    [InlineData(100, 1UL, 1)] // a small room: sent in no time
    [InlineData(5_000, 1_000UL, 40)] // much was told: more would cost more
    [InlineData(5_000, 0UL, 40)] // nothing was told: pages of long answers
    public void Given_a_turn_that_company_would_not_make_cheaper_then_nobody_waits(
        int sends,
        ulong entries,
        int took
    )
    {
        _lines.Coming = true;
        var company = new Company(_lines, () => _lines.Count);
        company.Sent(sends, entries, AgoMilliseconds(took));

        company.Gather();

        Assert.Equal(0, _lines.Waits);
    }

    [Fact]
    public void Given_a_dear_turn_was_waited_for_once_then_the_next_is_not()
    {
        _lines.Coming = true;
        var company = new Company(_lines, () => _lines.Count);
        company.Sent(sends: 5_000, entries: 1, AgoMilliseconds(40));
        company.Gather();
        var waits = _lines.Waits;

        company.Gather();

        Assert.Equal(waits, _lines.Waits);
    }

    [Fact]
    public void Given_a_block_under_way_before_a_dear_turn_is_sent_then_it_is_told_too_if_it_is_soon_durable()
    {
        var company = new Company(_lines, () => _lines.Count);
        company.Sent(sends: 5_000, entries: 1, AgoMilliseconds(40));
        var looks = 0;

        // Three looks until the two of them are told. What came meanwhile has ended a wait: the next does not wait for it.
        company.Await(blocks: 2, () => looks++ < 2 ? 0 : 2);
        Assert.Equal((3, 3), (looks, _lines.Wakes));

        // Never longer than it is worth, and once.
        company.Sent(sends: 5_000, entries: 1, AgoMilliseconds(8));
        company.Await(blocks: 1, Nothing);
        looks = 0;
        company.Await(blocks: 1, () => looks++);
        Assert.Equal(0, looks);

        static int Nothing()
        {
            Thread.Sleep(1);
            return 0;
        }
    }

    [Fact]
    public void Given_a_turn_that_is_not_dear_when_a_block_is_under_way_then_nobody_waits_for_it()
    {
        var company = new Company(_lines, () => _lines.Count);
        company.Sent(sends: 100, entries: 1, AgoMilliseconds(0));
        company.Await(blocks: 1, () => throw new InvalidOperationException("it waited"));
    }

    private static long AgoMilliseconds(int time) =>
        Stopwatch.GetTimestamp() - (Stopwatch.Frequency / 1000 * time);

    /// <summary>Where at each look one more has come, or none.</summary>
    private sealed class Lines : IWaiting
    {
        public bool Coming { get; set; }

        public int Count { get; private set; }

        public int Waits { get; private set; }

        public int Wakes { get; private set; }

        public void Wait(TimeSpan most)
        {
            Waits++;
            if (Coming)
                Count++;
        }

        public void Wake() => Wakes++;

        public void End() { }
    }
}
