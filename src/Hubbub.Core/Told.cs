namespace Hubbub.Core;

/// <summary>One event with the entry that it came of: all that an encoding needs, now or years later.</summary>
/// <param name="Ordinal">The event's place among those of its entry, from 0.</param>
/// <param name="Index">0: of a signal, which stands in no log.</param>
/// <param name="At">Microseconds since 1970 UTC.</param>
public readonly record struct Told(
    Event Event,
    ulong Index,
    int Ordinal,
    long At,
    ReadOnlyMemory<byte> Text,
    ReadOnlyMemory<byte> Tags = default
)
{
    public MessageId Id => new(Index, Ordinal);

    public static Told Of(Event came, int ordinal, in Entry entry) =>
        new(came, entry.Index, ordinal, came.HappenedAt ?? entry.At, entry.Text, entry.Tags);
}
