using Hubbub.Core;
using Hubbub.Net.History;
using Hubbub.Node;
using Hubbub.Protocols.Boards;

namespace Hubbub.Net.Loop;

/// <summary>What is looked at once a second: who is silent, and what is due: posts that expire, what is too old, a snapshot, memory to give back.</summary>
internal sealed class Caretaker(
    NodeLoop node,
    Sender sender,
    SnapshotKeeper snapshots,
    SeenBook book,
    Keeper? keeper,
    Action<Action> post
)
{
    /// <summary>Silence after which an IRC client is asked whether it is there.</summary>
    private const long ProbeAfter = 120_000;

    /// <summary>How long its answer may take.</summary>
    private const long AnswerWithin = 60_000;

    /// <summary>How long somebody may take to say who they are.</summary>
    private const long RegisterWithin = 120_000;

    /// <summary>How often it is logged by whom posts were seen.</summary>
    private const long SeenEvery = 5_000;

    private readonly List<Connection> _silent = [];
    private readonly Thrift _thrift = new();
    private long _seenAt;

    public void Tidy(IReadOnlyDictionary<uint, Connection> connections, long now)
    {
        _silent.Clear();
        foreach (var connection in connections.Values)
        {
            var silence = now - connection.LastHeard;
            if (
                silence > ProbeAfter
                || silence > connection.LongestSilence
                || (connection.Name is null && silence > RegisterWithin)
            )
                _silent.Add(connection);
        }

        foreach (var connection in _silent)
            Ask(connection, now - connection.LastHeard);
        node.ProposeDue();
        if (now - _seenAt >= SeenEvery && node.HasRoom)
        {
            _seenAt = now;
            foreach (var seen in book.Take())
                node.Propose(seen);
        }

        keeper?.RunIfDue(node, post);
        snapshots.TakeIfDue(node, post);
        _thrift.Tend(node.Hub.Index, now);
    }

    private void Ask(Connection connection, long silence)
    {
        if (connection.Name is null)
            sender.Expel(connection, DetachCause.TimedOut, "Registration timed out");
        else if (silence > connection.LongestSilence)
            sender.Expel(
                connection,
                DetachCause.TimedOut,
                $"Nothing was heard for {silence / 1000} seconds"
            );
        else if (!connection.IsProbed)
            connection.IsProbed = sender.TryProbe(connection);
        else if (silence > ProbeAfter + AnswerWithin)
            sender.Expel(
                connection,
                DetachCause.TimedOut,
                $"Ping timeout: {silence / 1000} seconds"
            );
    }
}
