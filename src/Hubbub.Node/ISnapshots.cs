namespace Hubbub.Node;

/// <summary>Where snapshots of the hub are kept. They only save replaying: the log is the truth.</summary>
public interface ISnapshots
{
    /// <summary>The newest one that is whole; null: none.</summary>
    StoredSnapshot? Newest();

    /// <summary>Keeps it, durably, then lets older ones go.</summary>
    void Save(StoredSnapshot snapshot);
}

/// <param name="Index">The last entry in it.</param>
/// <param name="ChainDigest">The log's digest at the end of the block with that entry.</param>
/// <param name="Hub">The canonical bytes of the hub (<see cref="Core.Hub.ToSnapshot"/>).</param>
public sealed record StoredSnapshot(ulong Index, byte[] ChainDigest, byte[] Hub);
