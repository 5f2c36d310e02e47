using System.Collections.Concurrent;

namespace Hubbub.Net.Loop.Polling;

/// <summary>Something with a file descriptor that the loop looks after. Of the loop's thread only.</summary>
internal interface IPolled
{
    /// <summary>Milliseconds of the loop's clock; 0: at no time.</summary>
    long DueAt { get; }

    /// <summary>A hint: it may have nothing after all.</summary>
    void OnReady(Readiness what);

    /// <summary><see cref="DueAt"/> has come.</summary>
    void OnDue(long now);

    /// <summary>It is cut off at once.</summary>
    void Cut();
}

/// <summary>
/// The loop's wait: for wake-ups, for sockets that have something, for deadlines. Each socket that
/// has something is attended to once a wait. What is not marked otherwise is of the loop's thread
/// only.
/// </summary>
internal sealed class Poller : IWaiting
{
    private readonly Epoll _epoll;
    private readonly ConcurrentQueue<Action> _posted = new();
    private readonly PriorityQueue<IPolled, long> _due = new();
    private readonly TaskCompletionSource _over = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private IPolled?[] _byFd = new IPolled?[64];
    private int _asleep;
    private int _woken;
    private int _thread;
    private int _holders;

    private Poller(Epoll epoll) => _epoll = epoll;

    /// <summary>Completes when nobody waits any more: what is posted from then on is lost.</summary>
    public Task Over => _over.Task;

    /// <summary>This is the loop's thread.</summary>
    public bool IsHere => Environment.CurrentManagedThreadId == Volatile.Read(ref _thread);

    /// <summary>What connections are read into. Its content is no one's between two calls.</summary>
    public byte[] Scratch { get; } = GC.AllocateUninitializedArray<byte>(16 * 1024, pinned: true);

    /// <summary>Milliseconds of the loop's clock.</summary>
    public static long Now => Environment.TickCount64;

    /// <summary>Null: this system has no epoll.</summary>
    public static Poller? TryCreate() => Epoll.TryCreate() is { } epoll ? new Poller(epoll) : null;

    public void Wait(TimeSpan most)
    {
        _thread = Environment.CurrentManagedThreadId;
        // Either a waker sees that it sleeps, or it sees that it was woken: both are full fences.
        Interlocked.Exchange(ref _asleep, 1);
        var ready = _epoll.Wait(Volatile.Read(ref _woken) != 0 ? 0 : Milliseconds(most));
        Volatile.Write(ref _asleep, 0);
        for (var i = 0; i < ready; i++)
        {
            var (fd, what) = _epoll[i];
            if (Find(fd) is { } polled)
                Attend(polled, what);
        }

        AttendDue();
        // After what wakes from here on the loop looks, so it need not wake it once more; before
        // what others posted is looked at, so that none of it is overlooked.
        Interlocked.Exchange(ref _woken, 0);
        while (_posted.TryDequeue(out var action))
            action();
    }

    public void Wake()
    {
        if (Interlocked.Exchange(ref _woken, 1) == 0 && Volatile.Read(ref _asleep) != 0)
            _epoll.Wake();
    }

    /// <summary>Runs on the loop's thread, between two waits. Any thread.</summary>
    public void Post(Action action)
    {
        _posted.Enqueue(action);
        Wake();
    }

    /// <summary>The wait goes on after the loop's end until <see cref="Release"/>. Any thread.</summary>
    public void Hold() => Interlocked.Increment(ref _holders);

    public void Release() => Interlocked.Decrement(ref _holders);

    public void End()
    {
        while (Volatile.Read(ref _holders) > 0)
            Wait(TimeSpan.FromSeconds(1));
        _over.SetResult();
        _epoll.Dispose();
    }

    /// <summary>Whoever looked after it before does so no more.</summary>
    public void Attach(int fd, IPolled polled)
    {
        if (fd >= _byFd.Length)
            Array.Resize(ref _byFd, Math.Max(fd + 1, _byFd.Length * 2));
        _byFd[fd] = polled;
    }

    /// <summary>Before its file descriptor is closed or given away.</summary>
    /// <param name="wanted">What was asked for last.</param>
    public void Detach(int fd, Readiness wanted)
    {
        TryWant(fd, Readiness.None, wanted);
        _byFd[fd] = null;
    }

    /// <summary>
    /// What is told of it from now on. Of what is not wanted at all nothing is told, not even that
    /// it broke: that would be told again and again. False: the kernel has no memory for it.
    /// </summary>
    /// <param name="before">What was asked for last.</param>
    public bool TryWant(int fd, Readiness wanted, Readiness before)
    {
        if (wanted == before)
            return true;
        if (before == Readiness.None)
            return _epoll.TryAdd(fd, wanted);
        if (wanted == Readiness.None)
            _epoll.Remove(fd);
        else
            _epoll.Change(fd, wanted);
        return true;
    }

    /// <summary><see cref="IPolled.DueAt"/> was set.</summary>
    public void Remind(IPolled polled) => _due.Enqueue(polled, polled.DueAt);

    public void Cut(Func<IPolled, bool> which)
    {
        foreach (var polled in _byFd)
        {
            if (polled is not null && which(polled))
                polled.Cut();
        }
    }

    private IPolled? Find(int fd) => fd < _byFd.Length ? _byFd[fd] : null;

    /// <summary>A bug in one connection ends that connection.</summary>
    private static void Attend(IPolled polled, Readiness what)
    {
        try
        {
            polled.OnReady(what);
        }
        catch (Exception)
        {
            polled.Cut();
        }
    }

    private static void Remind(IPolled polled, long now)
    {
        try
        {
            polled.OnDue(now);
        }
        catch (Exception)
        {
            polled.Cut();
        }
    }

    private void AttendDue()
    {
        if (_due.Count == 0)
            return;
        var now = Now;
        while (_due.TryPeek(out var polled, out var at) && at <= now)
        {
            _due.Dequeue();
            // Reminders are not taken back: it may have been settled, or put off (and reminded of again).
            if (polled.DueAt == at)
                Remind(polled, now);
        }
    }

    private int Milliseconds(TimeSpan most)
    {
        var wait = (long)Math.Ceiling(most.TotalMilliseconds);
        if (_due.TryPeek(out _, out var at))
            wait = Math.Min(wait, at - Now);
        return (int)Math.Clamp(wait, 0, int.MaxValue);
    }
}
