using System.Collections.Concurrent;
using System.Diagnostics;
using Hubbub.Net.History;
using Hubbub.Net.Loop.Polling;
using Hubbub.Net.Telling;
using Hubbub.Node;
using Hubbub.Protocols;
using Hubbub.Protocols.Boards;

namespace Hubbub.Net.Loop;

/// <summary>
/// The thread that drives the node: takes lines from connections, round robin; lets the node step;
/// sends to each connection once ("tick"). No timer: under light load a tick is one message, under
/// heavy load it grows by itself, and after a dear one it waits for <see cref="Company"/>.
/// </summary>
internal sealed class ServerLoop
{
    /// <summary>How often the loop looks at time-outs.</summary>
    private static readonly TimeSpan Tidy = TimeSpan.FromSeconds(1);

    private readonly Dictionary<uint, Connection> _connections = [];
    private readonly ConcurrentQueue<Action> _posted = new();
    private readonly Presence _presence = new();
    private readonly LineWriter _tick = new(1024 * 1024);
    private readonly IWaiting _waiting;
    private readonly Intake _intake;
    private readonly Sender _sender;
    private readonly Company _company;
    private readonly Caretaker _caretaker;
    private readonly HistoryDesk? _history;
    private readonly Func<int> _step;
    private readonly Action _meanwhile;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly TaskCompletionSource _serving = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private long _tidiedAt;
    private volatile bool _stopping;
    private ulong _index;
    private int _attached;

    public ServerLoop(LoopParts parts, Func<ITeller, Action, NodeLoop> makeNode)
    {
        Poller = parts.Polls ? Poller.TryCreate() : null;
        _waiting = Poller ?? (IWaiting)new PlainWaiting();
        Ready = new ReadyQueue(_waiting);
        _company = new Company(_waiting, () => Ready.Count);
        _history = parts.History;
        _sender = new Sender(_tick, parts.Notices, _connections, Enqueue, _presence);
        var fanout = new Fanout(_tick, _connections, parts.Incarnation, _sender, parts.Watches);
        Connections = new LocalConnections(_connections, parts.Incarnation, _sender);
        _sender.Fanout = fanout;
        Fanout = fanout;
        Node = makeNode(fanout, _waiting.Wake);
        _step = Node.Step;
        _meanwhile = Meanwhile;
        _sender.Node = Node;
        _intake = new Intake(Node, _sender, parts.FloodLimit, Post);
        _caretaker = new Caretaker(Node, _sender, parts.Snapshots, parts.Seen, parts.Keeper, Post);
        _thread = new Thread(Run) { Name = "hubbub loop", IsBackground = true };
    }

    public ReadyQueue Ready { get; }

    public LocalConnections Connections { get; }

    public Fanout Fanout { get; }

    /// <summary>Where this loop reads sockets itself; null: it does not.</summary>
    public Poller? Poller { get; }

    public NodeLoop Node { get; }

    /// <summary>Completes when the loop has ended; faults when the log failed or the loop broke.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Completes when the first entries of the start are applied: from then on it may be served.</summary>
    public Task Serving => _serving.Task;

    public Task Emptied => _presence.Emptied;

    /// <summary>The last entry applied. Any thread.</summary>
    public ulong Index => Volatile.Read(ref _index);

    /// <summary>Connections open. Any thread.</summary>
    public int ConnectionCount => Volatile.Read(ref _attached);

    public void Start()
    {
        // The node's first entries wait for the first turn, and nobody else wakes the loop for them.
        _waiting.Wake();
        _thread.Start();
    }

    /// <summary>Runs on the loop's thread. Any thread.</summary>
    public void Post(Action action)
    {
        _posted.Enqueue(action);
        _waiting.Wake();
    }

    /// <summary>Ends when what is under way is done and sent, or at the deadline.</summary>
    public void Stop() => Post(() => _stopping = true);

    private void Enqueue(Connection connection) => _intake.Activate(connection);

    private void Run()
    {
        try
        {
            while (!IsDone())
            {
                // Also where there is work: what else has come by now belongs into this turn.
                _waiting.Wait(HasWork ? TimeSpan.Zero : NextDue());
                _company.Gather();
                Turn();
            }

            if (Node.Failure is { } failure)
                _ended.SetException(new LogFailedException(failure));
            else
                _ended.SetResult();
        }
        catch (Exception broken)
        {
            _ended.SetException(broken);
        }

        _waiting.End();
    }

    private bool HasWork => _intake.HasWork || _sender.HasWork || !_posted.IsEmpty;

    private bool IsDone() =>
        Node.Failure is not null || (_stopping && Node.IsIdle && !_sender.HasWaiting());

    private TimeSpan NextDue()
    {
        var due = Node.DueIn is { } retry && retry < Tidy ? retry : Tidy;
        return _intake.NextDue is { } resume && resume < due ? resume : due;
    }

    private void Turn()
    {
        while (_posted.TryDequeue(out var action))
            action();
        TakeIn();
        Node.Step();
        _company.Await(Node.UnderWay, _step);
        _sender.PullPages();
        var began = Stopwatch.GetTimestamp();
        _company.Sent(_sender.Flush(_meanwhile), Node.Hub.Index - _index, began);
        Volatile.Write(ref _index, Node.Hub.Index);
        _history?.Applied(Node.Hub.Index);
        Volatile.Write(ref _attached, _connections.Count);
        if (Node.IsIdle)
            _serving.TrySetResult();
        var now = Environment.TickCount64;
        if (now - _tidiedAt < (long)Tidy.TotalMilliseconds)
            return;
        _tidiedAt = now;
        _caretaker.Tidy(_connections, now);
        _sender.Flush(_meanwhile);
    }

    private void TakeIn()
    {
        foreach (var connection in Ready.TakeAll())
            Attend(connection);
        _intake.Drain();
    }

    /// <summary>What has come by now can be on its way to a slow disk while the others are still being sent to.</summary>
    private void Meanwhile()
    {
        if (!Node.IsLogSlow)
            return;
        _waiting.Look(TimeSpan.Zero);
        TakeIn();
        Node.BeginEarly();
        // Those who write and sync get their turn at once, also where there is one processor for all.
        Thread.Yield();
    }

    /// <summary>Something is new with a connection: bytes, an end, room to send, or itself.</summary>
    private void Attend(Connection connection)
    {
        connection.Unqueue();
        if (connection.State == ConnectionState.Fresh)
        {
            connection.State = ConnectionState.Open;
            _connections.Add(connection.Number, connection);
            _intake.Open(connection);
        }

        if (connection.TakeWritable())
            _sender.Resume(connection);
        if (!connection.Inbound.IsEmpty || connection.InputEnd is not null)
        {
            connection.LastHeard = Environment.TickCount64;
            connection.IsProbed = false;
            _intake.Activate(connection);
        }
    }
}

/// <summary>The log could not be written: nothing more may be told.</summary>
public sealed class LogFailedException(string why)
    : Exception($"The log could not be written: {why}. Nothing that was not saved was shown.");

/// <param name="FloodLimit">Lines over the limit wait.</param>
/// <param name="Polls">It reads plain connections itself where the system can.</param>
internal sealed record LoopParts(
    ulong Incarnation,
    IServerNotices Notices,
    SnapshotKeeper Snapshots,
    bool FloodLimit,
    bool Polls,
    WatchBook Watches,
    SeenBook Seen,
    HistoryDesk? History = null,
    Keeper? Keeper = null
);
