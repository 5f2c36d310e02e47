namespace Hubbub.Net.Listening;

/// <summary>
/// How many connections there are. Beyond <paramref name="most"/> newcomers are told that the
/// server is full; a few at a time, the others wait in the kernel's queue. Invariant: the process
/// never runs out of file descriptors by connections: the runtime itself does not survive that.
/// </summary>
internal sealed class Seats(int most) : IDisposable
{
    private readonly SemaphoreSlim _doors = new(Math.Min(most, 10_000_000) + Standees(most));
    private int _taken;

    /// <summary>Before a connection is accepted.</summary>
    public Task WaitAsync(CancellationToken ct) => _doors.WaitAsync(ct);

    /// <summary>The same without waiting. False: not now.</summary>
    public bool TryEnter() => _doors.Wait(0);

    /// <summary>None was accepted after all.</summary>
    public void GiveUp() => _doors.Release();

    /// <summary>A connection was accepted. False: there is no seat for it, it may only be told so.</summary>
    public bool TryTake() => Interlocked.Increment(ref _taken) <= most;

    public void Leave()
    {
        Interlocked.Decrement(ref _taken);
        _doors.Release();
    }

    public void Dispose() => _doors.Dispose();

    /// <summary>Newcomers who are being told, at once. Less than <see cref="OpenFiles.Spare"/>.</summary>
    private static int Standees(int most) => Math.Clamp(most / 4, 4, 64);
}

/// <summary>Marks a connection that there is no seat for, among its features.</summary>
internal sealed class Standing
{
    public static readonly Standing Mark = new();

    private Standing() { }
}
