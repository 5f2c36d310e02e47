namespace Hubbub.Tests.Datagrams.Simulated;

/// <summary>What a link does to datagrams, each direction alike. Shares are of one; times microseconds.</summary>
internal sealed record Link
{
    public long Delay { get; init; } = 10_000;
    public long Jitter { get; init; }
    public double Loss { get; init; }
    public double Doubled { get; init; }
    public double Damaged { get; init; }

    /// <summary>So many come later than others, by <see cref="LateBy"/>.</summary>
    public double Late { get; init; }
    public long LateBy { get; init; } = 5_000;

    /// <summary>Bytes per microsecond; 0: without bound.</summary>
    public double Rate { get; init; }

    /// <summary>Bytes that wait for their turn; what comes more is lost.</summary>
    public long Queue { get; init; } = 512 * 1024;

    /// <summary>Larger datagrams are lost.</summary>
    public int Largest { get; init; } = 9_000;
}
