namespace Hubbub.Node;

/// <summary>The newest snapshot in memory: beside a <see cref="MemoryLog"/>.</summary>
public sealed class MemorySnapshots : ISnapshots
{
    private volatile StoredSnapshot? _newest;

    public StoredSnapshot? Newest() => _newest;

    public void Save(StoredSnapshot snapshot) => _newest = snapshot;
}
