using Hubbub.Node.History;

namespace Hubbub.Net.History;

/// <summary>
/// The thread that brings a projection up to the log. Of low priority: rows gather for a moment, so
/// that a busy server writes thousands at once; unless somebody waits for them.
/// </summary>
internal sealed class ProjectionThread : IDisposable
{
    private static readonly TimeSpan s_gather = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_afterTrouble = TimeSpan.FromSeconds(2);

    private readonly IProjection _projection;
    private readonly Action<string> _warn;
    private readonly object _gate = new();
    private readonly Thread _thread;
    private ulong _applied;
    private ulong _wanted;
    private bool _sleeping;
    private bool _damaged;
    private bool _ending;
    private string _lastTrouble = "";

    public ProjectionThread(IProjection projection, Action<string> warn)
    {
        (_projection, _warn) = (projection, warn);
        _thread = new Thread(Run)
        {
            Name = $"hubbub {projection.Name}",
            IsBackground = true,
            Priority = ThreadPriority.Lowest,
        };
        _thread.Start();
    }

    /// <summary>Called after every block, so cheap: wakes the thread only where it has nothing else to do.</summary>
    public void Applied(ulong index)
    {
        if (index == Volatile.Read(ref _applied))
            return;
        Volatile.Write(ref _applied, index);
        // A full fence: either the thread sees the index before it sleeps, or this sees it asleep.
        Interlocked.MemoryBarrier();
        if (!Volatile.Read(ref _sleeping))
            return;
        lock (_gate)
            Monitor.PulseAll(_gate);
    }

    /// <summary>Somebody waits for what comes up to an entry: rows are not gathered any longer.</summary>
    public void Want(ulong upTo)
    {
        if (_projection.Position >= upTo)
            return;
        lock (_gate)
        {
            _wanted = Math.Max(_wanted, upTo);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Returns when it has seen an entry; false: it did not come so far in time.</summary>
    public bool WaitFor(ulong upTo, TimeSpan most)
    {
        if (_projection.Position >= upTo)
            return true;
        var until = Environment.TickCount64 + (long)most.TotalMilliseconds;
        lock (_gate)
        {
            _wanted = Math.Max(_wanted, upTo);
            Monitor.PulseAll(_gate);
            while (_projection.Position < upTo)
            {
                var left = until - Environment.TickCount64;
                if (_ending || left <= 0 || !Monitor.Wait(_gate, (int)left))
                    return _projection.Position >= upTo;
            }
        }

        return true;
    }

    /// <summary>What is kept is damaged: it is made again.</summary>
    public void StartAnew()
    {
        lock (_gate)
        {
            _damaged = true;
            Monitor.PulseAll(_gate);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _ending = true;
            Monitor.PulseAll(_gate);
        }

        _thread.Join();
    }

    private void Run()
    {
        LowPriority.Enter(_projection.Niceness);
        while (WaitForWork())
        {
            try
            {
                Work();
                _lastTrouble = "";
            }
            catch (HistoryBrokenException broken)
            {
                _damaged |= broken.IsDamage;
                Rest(broken.Message);
            }
            catch (Exception broken)
            {
                // The log has everything: nothing is lost but what can be read back now.
                Rest(broken.Message);
            }
        }
    }

    private void Work()
    {
        if (_damaged)
        {
            _warn($"The {_projection.Name} was damaged. It is made again.");
            _projection.StartAnew();
            _damaged = false;
        }

        bool more;
        do
        {
            more = _projection.Step(Volatile.Read(ref _applied));
            lock (_gate)
                Monitor.PulseAll(_gate);
        } while (more && !_ending);
    }

    /// <summary>False: it is time to end.</summary>
    private bool WaitForWork()
    {
        lock (_gate)
        {
            while (!_ending && !_damaged && !HasMore())
            {
                Volatile.Write(ref _sleeping, true);
                Interlocked.MemoryBarrier();
                if (!HasMore())
                    Monitor.Wait(_gate);
                Volatile.Write(ref _sleeping, false);
            }

            var until = Environment.TickCount64 + (long)s_gather.TotalMilliseconds;
            while (!_ending && !_damaged && _wanted <= _projection.Position)
            {
                var left = until - Environment.TickCount64;
                if (left <= 0 || !Monitor.Wait(_gate, (int)left))
                    break;
            }

            return !_ending;
        }
    }

    private bool HasMore() => Volatile.Read(ref _applied) > _projection.Position;

    private void Rest(string trouble)
    {
        if (trouble != _lastTrouble)
            _warn(
                $"The {_projection.Name} cannot be written: {trouble}. Chat goes on; it is tried again."
            );
        _lastTrouble = trouble;
        lock (_gate)
        {
            if (!_ending)
                Monitor.Wait(_gate, s_afterTrouble);
        }
    }
}
