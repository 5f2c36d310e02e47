namespace Hubbub.Net.Listening;

/// <summary>
/// How many connections there are. Beyond <paramref name="most"/> newcomers are told that the
/// server is full; far beyond, in one word, without finding out what they speak; beyond that,
/// without waiting for them to read it.
/// </summary>
internal sealed class Seats(int most)
{
    /// <summary>Newcomers who are being told. Twice this is less than <see cref="OpenFiles.Spare"/>.</summary>
    private const int Standing = 64;

    private int _taken;

    public bool IsFull => Volatile.Read(ref _taken) > most;

    public bool IsCrowded => Volatile.Read(ref _taken) > most + Standing;

    public bool IsPacked => Volatile.Read(ref _taken) > most + 2 * Standing;

    public void Take() => Interlocked.Increment(ref _taken);

    public void Leave() => Interlocked.Decrement(ref _taken);
}
