using Hubbub.Core;
using Hubbub.Node;
using Hubbub.Protocols;

namespace Hubbub.Net.Loop;

/// <summary>
/// Lines from connections to asks for the node: round robin, at most <see cref="LinesATurn"/> of
/// one connection, and none of a connection that has to wait (for an answer, for its flood limit,
/// for its reader).
/// </summary>
internal sealed class Intake(NodeLoop node, Sender sender, bool floodLimit, Action<Action> post)
{
    private const int LinesATurn = 32;

    private readonly Queue<Connection> _active = new();
    private readonly PriorityQueue<Connection, long> _throttled = new();
    private byte[] _line = new byte[1024];

    /// <summary>Lines wait that could be worked off now.</summary>
    public bool HasWork => _active.Count > 0 && node.HasRoom;

    /// <summary>When a throttled connection may go on; null: none waits.</summary>
    public TimeSpan? NextDue =>
        _throttled.TryPeek(out _, out var due)
            ? TimeSpan.FromMilliseconds(Math.Max(0, due - Environment.TickCount64))
            : null;

    public void Open(Connection connection)
    {
        if (!connection.IsGreeted)
            Take(connection, connection.Wire.OnOpen());
    }

    /// <summary>It has lines, or its end has come.</summary>
    public void Activate(Connection connection)
    {
        if (connection.IsActive || connection.IsThrottled || MustWait(connection))
            return;
        connection.IsActive = true;
        _active.Enqueue(connection);
    }

    public void Drain()
    {
        var now = Environment.TickCount64;
        while (_throttled.TryPeek(out var waiting, out var due) && due <= now)
        {
            _throttled.Dequeue();
            waiting.IsThrottled = false;
            Activate(waiting);
        }

        for (var rest = _active.Count; rest > 0 && node.HasRoom; rest--)
        {
            var connection = _active.Dequeue();
            connection.IsActive = false;
            Drain(connection, now);
        }
    }

    private void Drain(Connection connection, long now)
    {
        for (var lines = 0; lines < LinesATurn; lines++)
        {
            if (MustWait(connection))
                return;
            if (!node.HasRoom)
                break;
            if (connection.Inbound.IsEmpty)
            {
                EndIfOver(connection);
                return;
            }

            if (floodLimit && !connection.Tokens.TryTake(now))
            {
                connection.IsThrottled = true;
                _throttled.Enqueue(connection, now + (1000 / TokenBucket.PerSecond));
                return;
            }

            if (!TryReadLine(connection))
                return;
        }

        Activate(connection);
    }

    /// <summary>False: there is no whole line.</summary>
    private bool TryReadLine(Connection connection)
    {
        var wire = connection.Wire;
        var last = connection.InputEnd is not null;
        switch (connection.Inbound.TryTake(wire, last, ref _line, out var length))
        {
            case TakenLine.Line:
                Take(connection, wire.OnLine(_line.AsSpan(0, length)));
                return true;
            case TakenLine.TooLong:
                Take(connection, wire.OnTooLong());
                return true;
            case TakenLine.None:
            default:
                EndIfOver(connection);
                return false;
        }
    }

    private void Take(Connection connection, in Reaction reaction)
    {
        if (reaction.Ask is { } ask)
            Submit(connection, ask);
        else if (reaction.Later is { } later)
            _ = WhenKnownAsync(connection, later);
        if (connection.Wire.IsEnding)
            sender.Close(connection);
    }

    private void Submit(Connection connection, Ask ask)
    {
        connection.IsHeld |= ask.Holds;
        node.Submit(ask);
    }

    /// <summary>The answer to something slow comes back to the loop; the later lines wait for it.</summary>
    private async Task WhenKnownAsync(Connection connection, Task<Ask> later)
    {
        connection.IsHeld = true;
        Ask? ask = null;
        try
        {
            ask = await later.ConfigureAwait(false);
        }
        catch (Exception broken)
        {
            post(() => node.Notices.Warn($"a password could not be checked: {broken.Message}"));
        }

        post(() =>
        {
            connection.IsHeld = false;
            if (ask is not null && connection.State == ConnectionState.Open)
                Submit(connection, ask);
            Activate(connection);
        });
    }

    private static bool MustWait(Connection connection) =>
        connection.IsHeld
        || connection.IsPulling
        || connection.State != ConnectionState.Open
        || (connection.InputEnd is null && connection.Outbox.Waiting > Outbox.SoftLimit);

    /// <summary>Everything it sent is worked off and nothing more will come.</summary>
    private void EndIfOver(Connection connection)
    {
        if (connection.InputEnd is { } end && connection.Inbound.IsEmpty)
            sender.End(connection, end.Cause, end.Reason);
    }
}
