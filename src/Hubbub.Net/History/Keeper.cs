using Hubbub.Core;
using Hubbub.Node;
using Hubbub.Node.History;

namespace Hubbub.Net.History;

/// <summary>
/// Sees to it that what was said stays as long as was decided, and no longer (ADR 14): looks now and
/// then what is too old, proposes to forget it, and erases what was forgotten long enough; on a
/// thread of its own, that lives only while there is something to do.
/// </summary>
public sealed class Keeper : IDisposable
{
    /// <summary>Marks in one entry.</summary>
    private const int MarksAtOnce = 500;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>Erasing rests then, so that hiding is not late.</summary>
    private static readonly TimeSpan s_erasing = TimeSpan.FromMilliseconds(500);

    private readonly HistoryDesk _desk;
    private readonly ForgetPlan _plan;
    private readonly Eraser _eraser;
    private readonly TimeProvider _time;
    private Thread? _thread;
    private volatile bool _ending;
    private bool _underWay;
    private int _seen = -1;
    private long? _dueAt = 0;

    /// <param name="span">How long the server keeps what nobody has decided on; see <see cref="Keep"/>.</param>
    public Keeper(ILog log, HistoryParts parts, HistoryDesk desk, long span, TimeProvider time)
    {
        (_desk, _time) = (desk, time);
        _plan = new ForgetPlan(log, parts.Store, span);
        _eraser = new Eraser(log, parts.Store, parts.Search);
    }

    /// <summary>The loop's, once a second. While the time is in doubt nothing is forgotten.</summary>
    internal void RunIfDue(NodeLoop node, Action<Action> post)
    {
        var isDue = _dueAt is { } due && Environment.TickCount64 >= due;
        if (_underWay || !(isDue || node.Hub.KeepChanges != _seen) || !node.IsTimeSure)
            return;
        (_underWay, _seen) = (true, node.Hub.KeepChanges);
        var hub = (ForgettingsAnswer)node.Hub.Answer(default, new Forgettings());
        _thread = new Thread(() => Run(hub, node, post))
        {
            Name = "hubbub keeper",
            IsBackground = true,
            Priority = ThreadPriority.Lowest,
        };
        _thread.Start();
    }

    /// <summary>The loop has ended.</summary>
    public void Dispose()
    {
        _ending = true;
        _thread?.Join();
    }

    private void Run(ForgettingsAnswer hub, NodeLoop node, Action<Action> post)
    {
        // No less: the log waits for whoever writes into it.
        LowPriority.Enter(LowPriority.Soon);
        var trouble = "";
        var next = _plan.Interval(hub);
        try
        {
            if (!Work(hub, node, post))
                next = TimeSpan.Zero;
        }
        catch (Exception broken)
        {
            // Nothing is lost by it: the same is to be done the next time.
            trouble = broken.Message;
            next ??= s_patience;
        }

        post(() =>
        {
            _underWay = false;
            _dueAt = next is { } span
                ? Environment.TickCount64 + (long)span.TotalMilliseconds
                : null;
            if (trouble.Length > 0)
                node.Notices.Warn($"What is too old could not be forgotten: {trouble}.");
        });
    }

    /// <summary>False: there is more to do.</summary>
    private bool Work(ForgettingsAnswer hub, NodeLoop node, Action<Action> post)
    {
        // Where the history lags it would seem that less is old.
        if (!_desk.WaitFor(hub.At, s_patience))
            return false;
        var now =
            (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        var marks = _plan.Make(hub, now);
        foreach (var some in marks.Chunk(MarksAtOnce))
            post(() => node.Propose(new Forget(some)));
        var until = Environment.TickCount64 + (long)s_erasing.TotalMilliseconds;
        return !_eraser.Run(hub, () => !_ending && Environment.TickCount64 < until)
            && marks.Count == 0;
    }
}
