namespace Hubbub.Protocols.Logs;

/// <summary>
/// From the times in a log to times of the world. Logs have local times: they go back by an hour when
/// summer ends, and by a day at midnight where nothing tells the new day.
/// </summary>
/// <param name="day">As the file's name tells; null: it does not.</param>
public sealed class ForeignTimes(TimeZoneInfo zone, DateOnly? day)
{
    /// <summary>So far a time may be behind the one before: then it stands still.</summary>
    private static readonly TimeSpan s_slack = TimeSpan.FromHours(2);

    private static readonly TimeSpan s_halfADay = TimeSpan.FromHours(12);

    private DateOnly? _day = day;
    private DateTime _last = DateTime.MinValue;
    private long _lastMicros;

    public void Turn(DateOnly to) => _day = to;

    /// <summary>Microseconds since 1970 UTC, never less than before; null: the day is not known, or it goes back.</summary>
    public long? Of(ForeignSaid said)
    {
        if ((said.Day ?? _day) is not { } on)
            return null;
        var at = on.ToDateTime(said.Time);
        if (said.Day is null && _last - at > s_halfADay && _last - at < 2 * s_halfADay)
        {
            _day = on.AddDays(1);
            at = at.AddDays(1);
        }

        if (_last - at > s_slack)
            return null;
        if (at > _last)
            _last = at;
        // Of the hour that comes twice the first is taken for the second; then time stands still.
        var utc = at - zone.GetUtcOffset(at);
        var micros = (utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        return _lastMicros = Math.Max(Math.Max(1, micros), _lastMicros);
    }
}
