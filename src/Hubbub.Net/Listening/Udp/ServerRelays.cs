using Hubbub.Core;
using Hubbub.Datagrams;
using Hubbub.Protocols;

namespace Hubbub.Net.Listening.Udp;

/// <summary>Gives each session that asks a relay of its own.</summary>
public sealed class ServerRelays(RelayTable table) : IRelays
{
    public ulong? For(SessionId session) =>
        table.TryOpen(new UInt128(session.Incarnation, session.Number));
}
