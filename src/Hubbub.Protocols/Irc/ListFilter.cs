using Hubbub.Core;

namespace Hubbub.Protocols.Irc;

/// <summary>
/// What LIST asks for: names, and conditions that all have to hold
/// (<see href="https://modern.ircdocs.horse/#elist-parameter"/>, <c>ELIST=CMNTU</c>).
/// </summary>
internal sealed class ListFilter
{
    private readonly List<Predicate<RoomInfo>> _conditions = [];

    private ListFilter() { }

    /// <summary>Rooms asked for by their names.</summary>
    public List<string> Names { get; } = [];

    public bool HasConditions => _conditions.Count > 0;

    public bool Fits(RoomInfo room) => _conditions.TrueForAll(holds => holds(room));

    /// <param name="now">Microseconds since 1970 UTC: C and T count minutes back from it.</param>
    public static ListFilter Parse(string list, long now)
    {
        var filter = new ListFilter();
        foreach (var item in list.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Condition(item, now) is { } condition)
                filter._conditions.Add(condition);
            else
                filter.Names.Add(item);
        }

        return filter;
    }

    private static Predicate<RoomInfo>? Condition(string item, long now)
    {
        switch (item)
        {
            case ['<', .. var most] when int.TryParse(most, out var n):
                return room => room.Members < n;
            case ['>', .. var least] when int.TryParse(least, out var n):
                return room => room.Members > n;
            case ['C' or 'c', '<', .. var minutes] when int.TryParse(minutes, out var n):
                return room => room.CreatedAt > Before(now, n);
            case ['C' or 'c', '>', .. var minutes] when int.TryParse(minutes, out var n):
                return room => room.CreatedAt < Before(now, n);
            case ['T' or 't', '<', .. var minutes] when int.TryParse(minutes, out var n):
                return room => room.Topic is { } topic && topic.At > Before(now, n);
            case ['T' or 't', '>', .. var minutes] when int.TryParse(minutes, out var n):
                return room => room.Topic is { } topic && topic.At < Before(now, n);
            case ['!', .. var mask]:
                return room => !Glob.IsMatch(mask, room.Name);
            case var mask when mask.AsSpan().IndexOfAny('*', '?') >= 0:
                return room => Glob.IsMatch(mask, room.Name);
            default:
                return null;
        }
    }

    private static long Before(long now, int minutes) => now - (minutes * 60_000_000L);
}
