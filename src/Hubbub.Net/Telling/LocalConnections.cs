using Hubbub.Core;
using Hubbub.Net.Dropping;
using Hubbub.Net.Loop;
using Hubbub.Protocols;
using Hubbub.Protocols.Drop;
using Hubbub.Protocols.Http;

namespace Hubbub.Net.Telling;

/// <summary>What protocols may know of this node's connections.</summary>
internal sealed class LocalConnections(
    IReadOnlyDictionary<uint, Connection> connections,
    ulong incarnation,
    Sender sender
) : IConnections
{
    public void End(SessionId session, string reason)
    {
        if (
            session.Incarnation == incarnation
            && connections.TryGetValue(session.Number, out var connection)
        )
            sender.Expel(connection, DetachCause.ConnectionLost, reason);
    }

    public bool TryTakeFiles(SessionId session, FileTarget target) =>
        WayOf(session)?.TryTake(session, target) == true;

    public bool TrySendFile(SessionId session, DroppedFile file) =>
        WayOf(session)?.TrySend(file) == true;

    private IFileWay? WayOf(SessionId session) =>
        session.Incarnation == incarnation
        && connections.TryGetValue(session.Number, out var connection)
            ? connection.Transport as IFileWay
            : null;

    /// <summary>Which person is logged on from an address; null: nobody, or several.</summary>
    public SessionId? OnlyOneAt(string address)
    {
        var here = connections
            .Values.Where(one =>
                one is { Name: not null, Wire: not BotWire } && one.Address == address
            )
            .Take(2)
            .ToList();
        return here is [var only] ? new SessionId(incarnation, only.Number) : null;
    }

    public ConnectionFacts? Of(SessionId session)
    {
        if (
            session.Incarnation != incarnation
            || !connections.TryGetValue(session.Number, out var connection)
        )
            return null;
        var now = Environment.TickCount64;
        return new ConnectionFacts(
            connection.Address,
            // "ONLY treat the connection as secure if this flag is sent and the connection from the gateway … is also" (webirc).
            connection.Transport.IsSecure
                && connection.Wire.Gateway?.IsSecure != false,
            connection.Transport.IsLoopback && connection.Wire.Gateway is null,
            TimeSpan.FromMilliseconds(now - connection.OpenedAt),
            TimeSpan.FromMilliseconds(now - connection.SpokeAt)
        );
    }
}
