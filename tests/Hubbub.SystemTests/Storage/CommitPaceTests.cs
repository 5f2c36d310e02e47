using Hubbub.Storage.Sqlite;

namespace Hubbub.SystemTests.Storage;

public sealed class CommitPaceTests
{
    private readonly CommitPace _pace = new();

    [Fact]
    public void Given_fewer_than_eight_commits_when_asked_then_nothing_is_known_yet()
    {
        Took(0.1, times: 7);

        Assert.False(_pace.IsShort);
    }

    [Fact]
    public void Given_a_disk_that_answers_at_once_when_asked_then_commits_are_short()
    {
        Took(0.1, times: 8);

        Assert.True(_pace.IsShort);
    }

    [Fact]
    public void Given_a_thread_that_mostly_waits_for_its_turn_when_asked_then_its_shortest_commit_counts()
    {
        Took(9, times: 7);
        Took(0.1);

        Assert.True(_pace.IsShort);
    }

    [Fact]
    public void Given_a_slow_disk_when_asked_then_commits_are_not_short()
    {
        Took(5, times: 100);

        Assert.False(_pace.IsShort);
    }

    [Fact]
    public void Given_short_commits_when_one_takes_longer_then_they_still_are()
    {
        Took(0.1, times: 16);
        Took(3);

        Assert.True(_pace.IsShort);
    }

    [Fact]
    public void Given_short_commits_when_the_disk_becomes_slow_then_they_are_no_longer_and_come_back_with_it()
    {
        Took(0.1, times: 16);

        Took(5, times: 20);
        Assert.False(_pace.IsShort);

        Took(0.1, times: 16);
        Assert.True(_pace.IsShort);
    }

    private void Took(double milliseconds, int times = 1)
    {
        for (var i = 0; i < times; i++)
            _pace.Took(TimeSpan.FromMilliseconds(milliseconds));
    }
}
