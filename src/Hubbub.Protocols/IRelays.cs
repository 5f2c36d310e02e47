using Hubbub.Core;

namespace Hubbub.Protocols;

/// <summary>Passes packets between two who find no way to each other (docs/datagrams.md, "Relays"). Any thread.</summary>
public interface IRelays
{
    /// <summary>The first end of the session's relay: there is one for each. The second is the next number.</summary>
    /// <returns>Null: all are in use.</returns>
    ulong? For(SessionId session);
}
