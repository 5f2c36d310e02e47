namespace Hubbub.Net.Listening;

/// <summary>
/// How many connections there are. Beyond <paramref name="most"/> newcomers are told that the
/// server is full; a few at a time, the others wait in the kernel's queue. Invariant: the process
/// never runs out of file descriptors by connections: the runtime itself does not survive that.
/// </summary>
internal sealed class Seats(int most) : IDisposable
{
    private readonly SemaphoreSlim _doors = new(Math.Min(most, 10_000_000) + Standing(most));
    private int _taken;

    public bool IsFull => Volatile.Read(ref _taken) > most;

    /// <summary>Before a connection is accepted.</summary>
    public Task WaitAsync(CancellationToken ct) => _doors.WaitAsync(ct);

    /// <summary>None was accepted after all.</summary>
    public void GiveUp() => _doors.Release();

    public void Take() => Interlocked.Increment(ref _taken);

    public void Leave()
    {
        Interlocked.Decrement(ref _taken);
        _doors.Release();
    }

    public void Dispose() => _doors.Dispose();

    /// <summary>Newcomers who are being told, at once. Less than <see cref="OpenFiles.Spare"/>.</summary>
    private static int Standing(int most) => Math.Clamp(most / 4, 4, 64);
}
