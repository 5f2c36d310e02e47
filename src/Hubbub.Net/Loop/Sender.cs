using System.Text;
using Hubbub.Core;
using Hubbub.Net.Telling;
using Hubbub.Node;
using Hubbub.Protocols;

namespace Hubbub.Net.Loop;

/// <summary>The end of a tick: each connection's bytes, once; and the ends of connections.</summary>
internal sealed class Sender(
    LineWriter tick,
    IServerNotices notices,
    Dictionary<uint, Connection> connections,
    Action<Connection> activate,
    Presence presence
) : IConnectionKeeper
{
    /// <summary>
    /// How much of a long answer goes out in one tick. The names of 5 000 members fit: who joins with
    /// others is then done in the tick that tells of all of them, not some ticks later, each of
    /// which would tell the room of a few.
    /// </summary>
    private const int PageBytes = 64 * 1024;

    /// <summary>Long answers wait for the next tick when this one has as much to send.</summary>
    private const int MostBytes = 1024 * 1024;

    /// <summary>About a fifth of a millisecond's.</summary>
    private const int SendsBetween = 32;

    private const int LingerMilliseconds = 2_000;

    private readonly List<Connection> _dirty = [];
    private readonly Queue<Connection> _pulling = [];
    private readonly List<Connection> _closing = [];
    private byte[] _scratch = new byte[64 * 1024];

    public Fanout Fanout { get; set; } = null!;

    public NodeLoop Node { get; set; } = null!;

    /// <summary>Pages could be written now.</summary>
    public bool HasWork => _dirty.Count > 0 || MayPull();

    /// <summary>Somebody has still to be sent something.</summary>
    public bool HasWaiting() => _closing.Count > 0;

    public void Dirty(Connection connection) => _dirty.Add(connection);

    public void Release(Connection connection)
    {
        connection.IsHeld = false;
        activate(connection);
    }

    public void Follow(Connection connection, Ask next)
    {
        if (connection.State != ConnectionState.Open || connection.IsEndAsked)
            return;
        connection.IsHeld = true;
        Node.Submit(next);
    }

    public void Pull(Connection connection)
    {
        if (connection.IsPulling)
            return;
        connection.IsPulling = true;
        _pulling.Enqueue(connection);
    }

    public void Came(Connection connection, string name)
    {
        connection.Name = name;
        presence.Came(connection);
        // "SHOULD show when a WebIRC connection is in use".
        var gateway = connection.Wire.Gateway is { } by ? $" through {by.Name}" : "";
        notices.Came(name, connection.Address + gateway);
    }

    public void Went(Connection connection, Detached detached, ReadOnlyMemory<byte> reason)
    {
        if (connection.Name is not null)
        {
            notices.Went(detached.Who.Nick, Encoding.UTF8.GetString(reason.Span));
            presence.Went(connection);
        }

        connection.Name = null;
        Close(connection);
    }

    public void Close(Connection connection)
    {
        if (connection.State != ConnectionState.Open)
            return;
        connection.State = ConnectionState.Closing;
        connection.CloseBy = Environment.TickCount64 + LingerMilliseconds;
        connection.Inbound.Clear();
        _closing.Add(connection);
        if (connection.IsDirty)
            return;
        connection.IsDirty = true;
        _dirty.Add(connection);
    }

    /// <summary>The transport fits more.</summary>
    public void Resume(Connection connection)
    {
        connection.Outbox.Resume(connection.Transport);
        if (connection.State == ConnectionState.Open)
            activate(connection);
    }

    /// <summary>Long answers go on, in turn, where their reader has taken what was sent.</summary>
    public void PullPages()
    {
        for (var rest = _pulling.Count; rest > 0 && tick.Position < MostBytes; rest--)
        {
            var connection = _pulling.Dequeue();
            if (PullPage(connection))
            {
                _pulling.Enqueue(connection);
                continue;
            }

            connection.IsPulling = false;
            activate(connection);
        }
    }

    /// <param name="meanwhile">Called now and then while there is much to send.</param>
    /// <returns>To how many connections something was sent.</returns>
    public int Flush(Action meanwhile)
    {
        var sends = _dirty.Count;
        // An overflow may add to them.
        for (var i = 0; i < _dirty.Count; i++)
        {
            Flush(_dirty[i]);
            if (i % SendsBetween == SendsBetween - 1)
                meanwhile();
        }

        _dirty.Clear();
        tick.Rewind(0);
        CloseSent();
        return sends;
    }

    /// <summary>The other end has gone: its session detaches; without one it is closed at once.</summary>
    public void End(Connection connection, DetachCause cause, string reason)
    {
        if (connection.State != ConnectionState.Open || connection.IsEndAsked)
            return;
        if (connection.Wire.OnClosed(cause, reason).Ask is not { } ask)
        {
            Close(connection);
            return;
        }

        connection.IsEndAsked = true;
        connection.IsHeld = true;
        Node.Submit(ask);
    }

    /// <summary>The server ends it: the reason is the last that it reads.</summary>
    public void Expel(Connection connection, DetachCause cause, string reason)
    {
        connection.EndReason = reason;
        if (!connection.Wire.IsAttached)
        {
            var start = tick.Position;
            connection.Wire.SayGoodbye(reason, tick);
            Fanout.Pend(connection, start, tick.Position - start);
        }

        End(connection, cause, reason);
    }

    /// <summary>Asks whether somebody is there; false: this kind of client cannot be asked.</summary>
    public bool TryProbe(Connection connection)
    {
        var start = tick.Position;
        var asked = connection.Wire.TryProbe(tick);
        Fanout.Pend(connection, start, tick.Position - start);
        return asked;
    }

    /// <summary>It reads too slowly: nothing more is kept for it, so nobody else waits for it.</summary>
    private void Overflow(Connection connection)
    {
        connection.Outbox.Drop();
        Expel(connection, DetachCause.OutboxFull, "SendQ exceeded");
    }

    /// <summary>Asked every turn: makes no garbage.</summary>
    private bool MayPull()
    {
        foreach (var connection in _pulling)
        {
            if (connection.Outbox.Waiting == 0)
                return true;
        }

        return false;
    }

    /// <summary>False: that was the last, or nobody reads it any more.</summary>
    private bool PullPage(Connection connection)
    {
        if (connection.State != ConnectionState.Open)
            return false;
        if (connection.Outbox.Waiting > 0)
            return true;
        var start = tick.Position;
        connection.Wire.Pull(Node.Hub, tick, PageBytes);
        Fanout.Pend(connection, start, tick.Position - start);
        return connection.Wire.HasMore;
    }

    private void Flush(Connection connection)
    {
        connection.IsDirty = false;
        if (connection.Outbox.HasRanges)
            connection.Outbox.Flush(tick, connection.Transport, ref _scratch);
        if (connection.Outbox.Waiting > Outbox.HardLimit)
            Overflow(connection);
    }

    private void CloseSent()
    {
        if (_closing.Count == 0)
            return;
        var now = Environment.TickCount64;
        for (var i = _closing.Count - 1; i >= 0; i--)
        {
            var connection = _closing[i];
            if (
                connection.Outbox.HasRanges
                || (connection.Outbox.Waiting > 0 && now < connection.CloseBy)
            )
                continue;
            _closing.RemoveAt(i);
            connection.State = ConnectionState.Closed;
            connection.Outbox.Drop();
            connections.Remove(connection.Number);
            connection.Wire.Forget();
            connection.Transport.Close(connection.EndReason);
        }
    }
}
