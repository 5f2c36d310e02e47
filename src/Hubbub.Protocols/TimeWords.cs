namespace Hubbub.Protocols;

/// <summary>When something was said, as people read it.</summary>
internal static class TimeWords
{
    /// <summary>The hour; with the day where it is not the same.</summary>
    /// <param name="at">Microseconds since 1970 UTC; <paramref name="now"/> too.</param>
    public static string Of(long at, long now, TimeZoneInfo zone)
    {
        var then = Local(at, zone);
        return then.ToString(then.Date == Local(now, zone).Date ? "HH:mm" : "yyyy-MM-dd HH:mm");
    }

    private static DateTimeOffset Local(long micros, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(DateTimeOffset.UnixEpoch.AddMicroseconds(micros), zone);
}
