using Hubbub.Node;

namespace Hubbub.Tests.Simulated;

internal sealed class VirtualTime : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.UtcTicks;

    public void Advance(TimeSpan by) => _now += by;
}

internal sealed class MemorySnapshotShelf : ISnapshots
{
    private StoredSnapshot? _newest;

    public IEnumerable<StoredSnapshot> NewestFirst() => _newest is { } newest ? [newest] : [];

    public void Save(StoredSnapshot snapshot) => _newest = snapshot;
}

internal sealed class SimulatedReserve : IReserve
{
    public void Free() { }

    public bool TryRestore() => true;
}

internal sealed class Silence : INodeNotices
{
    public void Warn(string sentence) { }
}
