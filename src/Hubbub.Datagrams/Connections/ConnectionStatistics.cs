namespace Hubbub.Datagrams;

/// <param name="Bandwidth">Bytes a second, as the path is known.</param>
/// <param name="Window">Bytes that may be under way.</param>
/// <param name="Sent">Packets.</param>
/// <param name="Lost">Packets that were taken for lost, <paramref name="Spurious"/> of them wrongly.</param>
/// <param name="PacketSize">The largest packet that the path is known to carry.</param>
public sealed record ConnectionStatistics(
    TimeSpan RoundTrip,
    long Bandwidth,
    long Window,
    long InFlight,
    long Sent,
    long Lost,
    long Spurious,
    int PacketSize
);
