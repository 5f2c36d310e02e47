namespace Hubbub.Datagrams;

/// <summary>To close when all that was written has arrived.</summary>
/// <param name="most">From then on it closes whether it has arrived or not; null: as long as it takes.</param>
internal sealed class LastWish(long code, string text, TimeSpan? most)
{
    public long Code => code;

    public string Text => text;

    /// <summary>When it is due at the latest; <see cref="Moment.Never"/>: never, or nobody who knows the time has asked yet.</summary>
    public long By { get; private set; } = Moment.Never;

    public bool IsDue(bool isAllSent, long now)
    {
        // It was asked for by somebody who knows no time.
        if (By == Moment.Never && most is { } patience)
            By = now + Quiet.Micros(patience);
        return isAllSent || now >= By;
    }
}
