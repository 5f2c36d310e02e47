namespace Hubbub.Files;

/// <summary>A thread that does a transfer's slow work: disks and hashes.</summary>
internal sealed class Worker
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    // Nothing of the system's is behind it, so that whoever rings late rings in vain. A SemaphoreSlim would spin before
    // it sleeps, a hundred times a MiB, on processors that packets need.
    private readonly object _bell = new();
    private readonly Thread _thread;
    private readonly Func<bool> _step;
    private readonly Action _look;
    private readonly TaskCompletionSource _ended = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private volatile bool _isStopping;
    private bool _isRung;

    /// <param name="step">True: call it again.</param>
    /// <param name="look">Called about each second in which there is nothing to do.</param>
    public Worker(string name, Func<bool> step, Action look)
    {
        _step = step;
        _look = look;
        _thread = new Thread(Run) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>Faulted: a bug.</summary>
    public Task Ended => _ended.Task;

    public void Wake()
    {
        lock (_bell)
        {
            _isRung = true;
            Monitor.Pulse(_bell);
        }
    }

    /// <summary>Ends after the step that is under way.</summary>
    public void Stop()
    {
        _isStopping = true;
        Wake();
    }

    /// <summary>Waits for it.</summary>
    /// <returns>False: nobody has rung for so long.</returns>
    private bool IsRung()
    {
        lock (_bell)
        {
            if (!_isRung)
                Monitor.Wait(_bell, s_look);
            var isRung = _isRung;
            _isRung = false;
            return isRung;
        }
    }

    private void Run()
    {
        try
        {
            while (!_isStopping)
            {
                if (!_step() && !IsRung())
                    _look();
            }

            _ended.SetResult();
        }
#pragma warning disable CA1031 // Told to whoever waits for the end of the transfer.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            _ended.SetException(bug);
        }
    }
}
