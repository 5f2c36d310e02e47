namespace Hubbub.Net.Loop;

/// <summary>How the loop waits for something to do.</summary>
internal interface IWaiting
{
    /// <summary>Returns when <see cref="Wake"/> was called since the last return; at most so long after.</summary>
    void Wait(TimeSpan most);

    /// <summary>A wait within a turn: whatever it returned for, the next wait returns at once.</summary>
    void Look(TimeSpan most)
    {
        Wait(most);
        Wake();
    }

    /// <summary>Any thread.</summary>
    void Wake();

    /// <summary>The loop has ended; its thread's last call.</summary>
    void End();
}

/// <summary>Where nothing but other threads wakes the loop.</summary>
internal sealed class PlainWaiting : IWaiting
{
    private readonly AutoResetEvent _wake = new(initialState: false);
    private int _awake;

    public void Wait(TimeSpan most)
    {
        _wake.WaitOne(most);
        // A full fence: what is looked at from here on must not be read before this is seen.
        Interlocked.Exchange(ref _awake, 0);
    }

    public void Wake()
    {
        if (Interlocked.Exchange(ref _awake, 1) == 0)
            _wake.Set();
    }

    public void End() { }
}
