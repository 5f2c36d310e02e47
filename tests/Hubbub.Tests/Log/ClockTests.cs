using Hubbub.Node;

namespace Hubbub.Tests.Log;

/// <summary>Nothing irreversible is done by a clock that leapt, before it has run on steadily for ten minutes.</summary>
public sealed class ClockTests : INodeNotices
{
    private readonly LeapingTime _time = new();
    private readonly List<string> _warnings = [];

    [Fact]
    public void Given_a_clock_that_runs_on_when_asked_then_it_is_sure()
    {
        var clock = new Clock(_time, last: 0, this);
        _time.Run(TimeSpan.FromDays(400));
        Assert.True(clock.IsSure);
        Assert.Empty(_warnings);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(-400)]
    public void Given_a_leap_when_asked_then_it_is_in_doubt_for_ten_minutes(int days)
    {
        var clock = new Clock(_time, last: 0, this);
        Assert.True(clock.IsSure);
        _time.Leap(TimeSpan.FromDays(days));
        Assert.False(clock.IsSure);
        _time.Run(TimeSpan.FromMinutes(9));
        Assert.False(clock.IsSure);
        // Put right: that is a leap, too.
        _time.Leap(TimeSpan.FromDays(-days));
        Assert.False(clock.IsSure);
        _time.Run(TimeSpan.FromMinutes(9));
        Assert.False(clock.IsSure);
        _time.Run(TimeSpan.FromMinutes(1));
        Assert.True(clock.IsSure);
        Assert.Equal(2, _warnings.Count);
    }

    [Fact]
    public void Given_a_start_before_the_logs_last_entry_when_asked_then_it_is_in_doubt()
    {
        var now = (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / 10;
        var clock = new Clock(_time, now + (2 * 3_600_000_000L), this);
        Assert.False(clock.IsSure);
        _time.Run(TimeSpan.FromMinutes(10));
        Assert.True(clock.IsSure);
    }

    void INodeNotices.Warn(string sentence) => _warnings.Add(sentence);

    private sealed class LeapingTime : TimeProvider
    {
        private TimeSpan _steady;
        private DateTimeOffset _wall = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _steady.Ticks;

        public override DateTimeOffset GetUtcNow() => _wall;

        public void Run(TimeSpan span) => (_steady, _wall) = (_steady + span, _wall + span);

        public void Leap(TimeSpan span) => _wall += span;
    }
}
