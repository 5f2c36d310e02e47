using Hubbub.Core;

namespace Hubbub.Storage.Sqlite.History;

/// <summary>The lines of a place between two messages, neither of them.</summary>
internal readonly record struct Range(long Place, MessageId Low, MessageId High)
{
    /// <param name="after">All of this entry is left out.</param>
    public static Range All(long place, ulong after) =>
        new(place, new MessageId(after, int.MaxValue), new MessageId(long.MaxValue, 0));

    public Range After(MessageId low) => low.CompareTo(Low) > 0 ? this with { Low = low } : this;

    public Range Before(MessageId high) =>
        high.CompareTo(High) < 0 ? this with { High = high } : this;

    public bool Holds(MessageId id) => id.CompareTo(Low) > 0 && id.CompareTo(High) < 0;
}
