namespace Hubbub.Node;

/// <summary>The newest snapshot in memory: beside a <see cref="MemoryLog"/>.</summary>
public sealed class MemorySnapshots : ISnapshots
{
    private volatile StoredSnapshot? _newest;

    public IEnumerable<StoredSnapshot> NewestFirst() => _newest is { } newest ? [newest] : [];

    public void Save(StoredSnapshot snapshot) => _newest = snapshot;
}
