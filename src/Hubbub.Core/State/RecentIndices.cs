namespace Hubbub.Core;

/// <summary>Where something said stands in the log, and the nick under which it was said.</summary>
internal readonly record struct RecentlySaid(ulong Index, string By);

/// <summary>The last messages of a room, at most <see cref="Most"/>: a ring.</summary>
internal sealed class RecentIndices
{
    public const int Most = 200;

    private readonly List<RecentlySaid> _ring = new(0);
    private int _oldest;

    public int Count => _ring.Count;

    /// <param name="by">Kept here because entries know sessions only, and sessions end.</param>
    public void Add(ulong index, string by)
    {
        var said = new RecentlySaid(index, by);
        if (_ring.Count < Most)
        {
            _ring.Add(said);
            return;
        }

        _ring[_oldest] = said;
        _oldest = (_oldest + 1) % Most;
    }

    public void Remove(ulong index) => Keep(said => said.Index != index);

    public void RemoveUpTo(ulong index)
    {
        if (_ring.Count > 0 && _ring[_oldest].Index <= index)
            Keep(said => said.Index > index);
    }

    private void Keep(Func<RecentlySaid, bool> stays)
    {
        var kept = Last(Most).Where(stays).ToArray();
        _ring.Clear();
        _ring.AddRange(kept);
        _oldest = 0;
    }

    /// <summary>Nothing was said.</summary>
    public void Clear()
    {
        _ring.Clear();
        _oldest = 0;
    }

    /// <summary>The last <paramref name="count"/>, the oldest of them first.</summary>
    public IReadOnlyList<RecentlySaid> Last(int count)
    {
        var wanted = Math.Min(count, _ring.Count);
        var last = new RecentlySaid[wanted];
        for (var i = 0; i < wanted; i++)
            last[i] = _ring[(_oldest + _ring.Count - wanted + i) % _ring.Count];
        return last;
    }
}
