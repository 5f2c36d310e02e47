namespace Hubbub.Cli.Chatting;

/// <summary>
/// Keeps a client small, which stands open beside other work all day. Lines live long enough to
/// be promoted, then fall off the end of their conversation; .NET would look for such dead only
/// when the heap is many times as large. Measured after 100 000 lines: 106 MB without, 44 MB with it
/// (a collection of some milliseconds, every few seconds of a flood).
/// </summary>
internal sealed class Footprint
{
    private const long Growth = 4 * 1024 * 1024;

    private long _live;

    /// <summary>Cheap; to be called between frames.</summary>
    public void Tend()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) - _live < Growth)
            return;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _live = GC.GetTotalMemory(forceFullCollection: false);
    }
}
