namespace Hubbub.SystemTests.Crash;

/// <summary>Holds what somebody was shown against what the log has kept.</summary>
internal sealed class Comparison
{
    private readonly Dictionary<Message, Place> _places = [];
    private readonly Dictionary<string, int> _counts = [];
    private int _kept;

    /// <summary>What was kept more than once. Every message is said once only.</summary>
    public List<string> Faults { get; } = [];

    public int Kept => _kept;

    /// <summary>The next message of the log.</summary>
    public void Keep(Message message)
    {
        var to = message.To;
        var count = _counts.GetValueOrDefault(to);
        _counts[to] = count + 1;
        if (!_places.TryAdd(message, new Place(_kept++, count)))
            Faults.Add($"{message} is in the log twice");
    }

    /// <summary>
    /// Everything is in the log, in the order in which it was shown; and of the rooms, nothing
    /// that the log has was left out in between.
    /// </summary>
    public void Check(IReadOnlyList<Message> seen)
    {
        var before = -1;
        var inRooms = new Dictionary<string, int>();
        foreach (var message in seen)
        {
            if (!_places.TryGetValue(message, out var place))
            {
                Faults.Add($"{message} was shown and is not in the log");
                continue;
            }

            if (place.OfAll <= before)
                Faults.Add($"{message} was shown after what stands behind it in the log");
            before = place.OfAll;
            if (message.To[0] != '#')
                continue;
            if (inRooms.TryGetValue(message.To, out var last) && place.OfItsOwn > last + 1)
                Faults.Add($"before {message} something in the log was not shown");
            inRooms[message.To] = place.OfItsOwn;
        }
    }

    /// <param name="OfAll">Its place among all messages.</param>
    /// <param name="OfItsOwn">Its place among those to the same room or person.</param>
    private readonly record struct Place(int OfAll, int OfItsOwn);
}
