namespace Hubbub.Tests.Datagrams.Simulated;

/// <summary>The network's time, as a clock on the wall shows it.</summary>
internal sealed class NetworkTime(Network network) : TimeProvider
{
    private static readonly DateTimeOffset s_start = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => 1_000_000;

    public override DateTimeOffset GetUtcNow() => s_start.AddMicroseconds(network.Now);

    public override long GetTimestamp() => network.Now;
}
