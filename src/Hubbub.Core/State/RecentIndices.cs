namespace Hubbub.Core;

/// <summary>The indices of the last messages of a room, at most <see cref="Most"/>: a ring.</summary>
internal sealed class RecentIndices
{
    public const int Most = 200;

    private readonly List<ulong> _ring = new(0);
    private int _oldest;

    public int Count => _ring.Count;

    public void Add(ulong index)
    {
        if (_ring.Count < Most)
        {
            _ring.Add(index);
            return;
        }

        _ring[_oldest] = index;
        _oldest = (_oldest + 1) % Most;
    }

    /// <summary>The last <paramref name="count"/>, the oldest of them first.</summary>
    public IReadOnlyList<ulong> Last(int count)
    {
        var wanted = Math.Min(count, _ring.Count);
        var last = new ulong[wanted];
        for (var i = 0; i < wanted; i++)
            last[i] = _ring[(_oldest + _ring.Count - wanted + i) % _ring.Count];
        return last;
    }
}
