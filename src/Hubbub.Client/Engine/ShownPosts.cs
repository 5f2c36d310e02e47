using Hubbub.Protocols.Irc.Client;

namespace Hubbub.Client.Engine;

/// <summary>Posts that were shown to the person; told to the server now and then, as ranges.</summary>
internal sealed class ShownPosts
{
    private const int MostRanges = 8;

    private static readonly TimeSpan s_every = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, SortedSet<int>> _rooms = new(
        StringComparer.OrdinalIgnoreCase
    );
    private long _toldAt;

    public void Note(string room, int number)
    {
        if (!_rooms.TryGetValue(room, out var numbers))
            _rooms.Add(room, numbers = []);
        numbers.Add(number);
    }

    /// <param name="atOnce">It is the last that we say.</param>
    public void Tell(ILink link, TimeProvider time, bool atOnce)
    {
        if (_rooms.Count == 0 || (!atOnce && time.GetElapsedTime(_toldAt) < s_every))
            return;
        _toldAt = time.GetTimestamp();
        foreach (var (room, numbers) in _rooms)
        {
            foreach (var (from, to) in Ranges(numbers).TakeLast(MostRanges))
                link.Send(ClientLine.Of("BOARD", room, "SEEN", $"{from}", $"{to}"));
        }

        _rooms.Clear();
    }

    private static IEnumerable<(int From, int To)> Ranges(SortedSet<int> numbers)
    {
        var (from, to) = (numbers.Min, numbers.Min);
        foreach (var number in numbers)
        {
            if (number > to + 1)
            {
                yield return (from, to);
                from = number;
            }

            to = number;
        }

        yield return (from, to);
    }
}
