namespace Hubbub.Datagrams;

/// <summary>
/// What each side tells the other about itself in the handshake. On the wire pairs of varints (id,
/// value); unknown ids are passed over, so that later versions can add some; one twice is an error.
/// </summary>
public sealed record Parameters
{
    /// <summary>The connection ends after so long without a word from the other side. 1 s – 10 min.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The largest datagram that this side takes: 1 200 – 9 000 bytes.</summary>
    public int LargestDatagram { get; init; } = Packet.Largest;

    /// <summary>What may be sent on a stream before any of it has been read: 4 KiB – 16 MiB.</summary>
    public int StreamWindow { get; init; } = 64 * 1024;

    /// <summary>Streams that the other side may have open at once: 0 – 256.</summary>
    public int Streams { get; init; } = 8;

    internal int Write(Span<byte> to)
    {
        var writer = new WireWriter(to);
        Pair(ref writer, 1, (long)IdleTimeout.TotalMilliseconds);
        Pair(ref writer, 2, LargestDatagram);
        Pair(ref writer, 3, StreamWindow);
        Pair(ref writer, 4, Streams);
        return writer.Position;
    }

    internal static bool TryRead(ReadOnlySpan<byte> from, out Parameters parameters)
    {
        parameters = new Parameters();
        var reader = new WireReader(from);
        var seen = 0UL;
        while (!reader.IsEmpty)
        {
            var id = reader.Varint();
            var value = reader.Varint();
            if (reader.Failed || (id < 64 && (seen & (1UL << (int)id)) != 0))
                return false;
            if (id < 64)
                seen |= 1UL << (int)id;
            if (!IsWithin(id, value))
                return false;
            parameters = id switch
            {
                1 => parameters with { IdleTimeout = TimeSpan.FromMilliseconds(value) },
                2 => parameters with { LargestDatagram = (int)value },
                3 => parameters with { StreamWindow = (int)value },
                4 => parameters with { Streams = (int)value },
                _ => parameters,
            };
        }

        return true;
    }

    private static bool IsWithin(long id, long value) =>
        id switch
        {
            1 => value is >= 1_000 and <= 600_000,
            2 => value is >= Packet.Base and <= Packet.Largest,
            3 => value is >= 4 * 1024 and <= 16 * 1024 * 1024,
            4 => value is >= 0 and <= 256,
            _ => true,
        };

    private static void Pair(ref WireWriter to, long id, long value)
    {
        to.Varint(id);
        to.Varint(value);
    }
}
