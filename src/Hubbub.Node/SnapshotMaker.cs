namespace Hubbub.Node;

/// <summary>
/// Makes snapshots, never from the live hub: a second hub is loaded from the last snapshot, brought
/// up to the same index, and compared with the live one's digest.
/// </summary>
public sealed class SnapshotMaker(ILog log, ISnapshots snapshots)
{
    /// <summary>A snapshot is due after so many entries or bytes.</summary>
    public const ulong DueAfterEntries = 50_000;

    public const long DueAfterBytes = 16 * 1024 * 1024;

    /// <summary>For a background thread.</summary>
    /// <param name="index">The end of a block.</param>
    /// <param name="liveDigest">The live hub's at <paramref name="index"/>.</param>
    /// <returns>False: the two differ, and nothing was saved.</returns>
    public bool TryMake(ulong index, ReadOnlySpan<byte> liveDigest)
    {
        var hub = new Recovery(log, snapshots).Load(upTo: index);
        if (!hub.Digest().AsSpan().SequenceEqual(liveDigest))
            return false;
        if (log.Find(index) is { } block)
            snapshots.Save(new StoredSnapshot(index, block.Digest, hub.ToSnapshot()));
        return true;
    }
}
