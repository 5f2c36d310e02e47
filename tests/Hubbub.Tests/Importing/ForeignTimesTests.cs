using Hubbub.Core;
using Hubbub.Protocols.Logs;

namespace Hubbub.Tests.Importing;

/// <summary>Local times to times of the world, which never go back.</summary>
public sealed class ForeignTimesTests
{
    private static readonly TimeZoneInfo s_berlin = TimeZoneInfo.FindSystemTimeZoneById(
        "Europe/Berlin"
    );

    [Fact]
    public void Given_a_zone_when_read_then_summer_and_winter_are_heeded()
    {
        Assert.Equal("2024-01-31 11:00", Read(new(2024, 1, 31), "12:00"));
        Assert.Equal("2024-07-31 10:00", Read(new(2024, 7, 31), "12:00"));
    }

    [Fact]
    public void Given_the_hour_that_comes_twice_when_read_then_time_stands_still_and_goes_on() =>
        Assert.Equal(
            "2024-10-27 01:10, 2024-10-27 01:50, 2024-10-27 01:50, 2024-10-27 02:30",
            Read(new(2024, 10, 27), "02:10", "02:50", "02:20", "03:30")
        );

    [Fact]
    public void Given_midnight_with_nothing_that_tells_it_when_read_then_it_is_the_next_day() =>
        Assert.Equal(
            "2024-01-31 22:59, 2024-01-31 23:01",
            Read(new(2024, 1, 31), "23:59", "00:01")
        );

    [Fact]
    public void Given_a_time_hours_before_the_one_above_when_read_then_it_is_no_time() =>
        Assert.Equal("2024-01-31 11:00, none", Read(new(2024, 1, 31), "12:00", "09:00"));

    [Fact]
    public void Given_no_day_when_read_then_it_is_no_time() =>
        Assert.Equal("none", Read(null, "12:00"));

    private static string Read(DateOnly? day, params string[] times)
    {
        var reading = new ForeignTimes(s_berlin, day);
        return string.Join(
            ", ",
            times.Select(time =>
                reading.Of(
                    new ForeignSaid(null, TimeOnly.Parse(time), MessageKind.Said, "ada", "x")
                )
                    is { } at
                    ? $"{DateTimeOffset.UnixEpoch.AddMicroseconds(at):yyyy-MM-dd HH:mm}"
                    : "none"
            )
        );
    }
}
