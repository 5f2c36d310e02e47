namespace Hubbub.Node;

/// <summary>Where snapshots of the hub are kept. They only save replaying: the log is the truth.</summary>
public interface ISnapshots
{
    /// <summary>Those that are whole. The newest need not fit the log: its tail may have been cut off.</summary>
    IEnumerable<StoredSnapshot> NewestFirst();

    /// <summary>Keeps it, durably, then lets older ones go.</summary>
    void Save(StoredSnapshot snapshot);
}

/// <param name="Index">The last entry in it.</param>
/// <param name="ChainDigest">The log's digest at the end of the block with that entry.</param>
/// <param name="Hub">The canonical bytes of the hub (<see cref="Core.Hub.ToSnapshot"/>).</param>
public sealed record StoredSnapshot(ulong Index, byte[] ChainDigest, byte[] Hub);
