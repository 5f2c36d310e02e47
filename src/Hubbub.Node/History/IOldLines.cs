using Hubbub.Core;

namespace Hubbub.Node.History;

/// <summary>
/// What is asked of a history to forget. A place is a room's id, or a talk's (negative), or 0: texts in
/// the log that nobody reads back.
/// </summary>
public interface IOldLines
{
    /// <summary>The last entry with a line in a room before a time; 0: none.</summary>
    /// <param name="at">Microseconds since 1970 UTC.</param>
    /// <exception cref="HistoryBrokenException" />
    ulong LastBefore(RoomId room, long at);

    /// <summary>The next place that has lines; null: there is none.</summary>
    /// <exception cref="HistoryBrokenException" />
    long? NextPlace(long after);

    /// <summary>The first entries with lines in a place, after one and up to one, ascending.</summary>
    /// <exception cref="HistoryBrokenException" />
    IReadOnlyList<ulong> Old(long place, ulong after, ulong upTo, int most);

    /// <summary>The lines go. Again changes nothing.</summary>
    /// <exception cref="HistoryBrokenException" />
    void Remove(long place, IReadOnlyList<ulong> entries);
}
