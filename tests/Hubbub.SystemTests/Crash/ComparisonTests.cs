namespace Hubbub.SystemTests.Crash;

/// <summary>The check of the kill -9 loop can fail.</summary>
public sealed class ComparisonTests
{
    private static readonly Message[] s_log =
    [
        new("#tea", "1"),
        new("#tea", "2"),
        new("bob", "3"),
        new("#cup", "4"),
        new("#tea", "5"),
    ];

    [Theory]
    [InlineData("1 2 3 4 5")]
    [InlineData("")]
    [InlineData("2 4 5")] // came later, and bob's was not for them
    [InlineData("1 2")] // the server was killed then
    public void Given_what_the_log_has_when_somebody_saw_it_in_order_then_there_is_no_fault(
        string seen
    ) => Assert.Empty(FaultsOf(s_log, Saw(seen)));

    [Theory]
    [InlineData("2 1", "after what stands behind")]
    [InlineData("1 2 4 3", "after what stands behind")]
    [InlineData("1 2 2", "after what stands behind")]
    [InlineData("1 5", "was not shown")]
    public void Given_a_swap_a_repeat_or_a_gap_when_compared_then_it_is_found(
        string seen,
        string fault
    ) => Assert.Contains(FaultsOf(s_log, Saw(seen)), f => f.Contains(fault));

    [Fact]
    public void Given_a_forged_message_when_compared_then_it_is_found() =>
        Assert.Contains("not in the log", Assert.Single(FaultsOf(s_log, [new("#tea", "6")])));

    [Fact]
    public void Given_a_message_in_another_room_when_compared_then_it_is_found() =>
        Assert.Contains("not in the log", Assert.Single(FaultsOf(s_log, [new("#cup", "1")])));

    [Fact]
    public void Given_a_message_that_the_log_has_twice_when_compared_then_it_is_found() =>
        Assert.Contains("twice", Assert.Single(FaultsOf([.. s_log, s_log[0]], [])));

    [Fact]
    public void Given_a_log_that_lost_its_last_message_when_compared_then_it_is_found() =>
        Assert.Contains("not in the log", Assert.Single(FaultsOf(s_log[..4], Saw("1 2 3 4 5"))));

    private static Message[] Saw(string texts) =>
        [
            .. texts
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(text => s_log.Single(m => m.Text == text)),
        ];

    private static List<string> FaultsOf(Message[] log, Message[] seen)
    {
        var comparison = new Comparison();
        foreach (var message in log)
            comparison.Keep(message);
        comparison.Check(seen);
        return comparison.Faults;
    }
}
