using Hubbub.Core;
using Hubbub.Protocols.Drop;

namespace Hubbub.Net.Dropping;

/// <summary>A connection that carries files beside its lines. Of the loop's thread.</summary>
internal interface IFileWay
{
    /// <summary>What the other side offers next goes there.</summary>
    /// <returns>False: a transfer is under way, or as many as may be.</returns>
    bool TryTake(SessionId who, FileTarget target);

    /// <returns>False: the same.</returns>
    bool TrySend(DroppedFile file);
}
