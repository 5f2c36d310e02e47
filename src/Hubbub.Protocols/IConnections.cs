using Hubbub.Core;
using Hubbub.Protocols.Drop;

namespace Hubbub.Protocols;

/// <summary>What this node knows of its connections and never logs. Of the loop's thread only.</summary>
public interface IConnections
{
    /// <summary>Null: it is not this node's, or not open any more.</summary>
    ConnectionFacts? Of(SessionId session);

    /// <summary>Ends one, as if its line were cut. Where it is not this node's, or not open any more, nothing is done.</summary>
    void End(SessionId session, string reason);

    /// <summary>What comes next beside its lines goes to a room or a person. False: it carries no files, or not now.</summary>
    bool TryTakeFiles(SessionId session, FileTarget target);

    /// <summary>Sends a file of the drop beside its lines. False: the same.</summary>
    bool TrySendFile(SessionId session, DroppedFile file);
}

/// <param name="Address">To the person themselves and to operators only.</param>
/// <param name="IsLoopback">The other end is this machine.</param>
/// <param name="OpenFor">Since it was opened.</param>
/// <param name="SilentFor">Since they last said something.</param>
public readonly record struct ConnectionFacts(
    string Address,
    bool IsSecure,
    bool IsLoopback,
    TimeSpan OpenFor,
    TimeSpan SilentFor
);

/// <summary>Of which nothing is known.</summary>
internal sealed class NoConnections : IConnections
{
    public ConnectionFacts? Of(SessionId session) => null;

    public void End(SessionId session, string reason) { }

    public bool TryTakeFiles(SessionId session, FileTarget target) => false;

    public bool TrySendFile(SessionId session, DroppedFile file) => false;
}
