namespace Hubbub.Net.Loop;

/// <summary>
/// Gives memory back when nobody speaks. What thousands of registrations leave behind is promoted, and .NET looks for such dead
/// only when the heap is many times as large: 10 000 idle sessions over UDP kept 7.9 KiB each, and 4.3 after one
/// collection of 70 ms (docs/performance.md).
/// </summary>
internal sealed class Thrift
{
    /// <summary>It is not worth a pause for less.</summary>
    private const long Growth = 16 * 1024 * 1024;

    /// <summary>About 1.7 ms a MiB: above this somebody who begins to speak would notice.</summary>
    private const long MostLive = 128 * 1024 * 1024;

    /// <summary>Milliseconds without an entry.</summary>
    private const long Quiet = 10_000;

    private ulong _index;
    private long _spokenAt;
    private long _kept;

    /// <summary>Once a second.</summary>
    /// <param name="index">The last entry applied.</param>
    /// <param name="now">Milliseconds of the loop's clock.</param>
    public void Tend(ulong index, long now)
    {
        if (index != _index)
            (_index, _spokenAt) = (index, now);
        if (now - _spokenAt < Quiet)
            return;
        var memory = GC.GetGCMemoryInfo(GCKind.Any);
        if (memory.TotalCommittedBytes - _kept < Growth || memory.HeapSizeBytes > MostLive)
            return;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _kept = GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes;
    }
}
