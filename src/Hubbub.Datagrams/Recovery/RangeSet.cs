namespace Hubbub.Datagrams;

/// <param name="End">The first number that is not in it.</param>
internal readonly record struct NumberRange(long Start, long End)
{
    public long Length => End - Start;
}

/// <summary>
/// Numbers as ranges in ascending order that neither touch nor overlap. Costs memory by the gaps in
/// it: whoever lets strangers make gaps bounds <see cref="Count"/>.
/// </summary>
internal sealed class RangeSet
{
    private NumberRange[] _ranges = [];

    public int Count { get; private set; }

    public bool IsEmpty => Count == 0;

    public NumberRange First => _ranges[0];

    public NumberRange Last => _ranges[Count - 1];

    public NumberRange this[int index] => _ranges[index];

    /// <returns>How many numbers were not in it before.</returns>
    public long Add(long start, long end)
    {
        if (start >= end)
            return 0;
        // Most come in order.
        if (Count > 0 && Last.End == start)
        {
            _ranges[Count - 1] = Last with { End = end };
            return end - start;
        }

        var from = Find(start);
        if (from == Count || _ranges[from].Start > end)
        {
            Insert(from, new(start, end));
            return end - start;
        }

        var to = from;
        var known = 0L;
        var whole = new NumberRange(start, end);
        for (; to < Count && _ranges[to].Start <= end; to++)
        {
            var other = _ranges[to];
            known += Math.Max(0, Math.Min(end, other.End) - Math.Max(start, other.Start));
            whole = new(Math.Min(whole.Start, other.Start), Math.Max(whole.End, other.End));
        }

        _ranges[from] = whole;
        Close(from + 1, to);
        return end - start - known;
    }

    /// <returns>How many numbers were in it.</returns>
    public long Remove(long start, long end)
    {
        if (start >= end)
            return 0;
        var from = Find(start + 1);
        var removed = 0L;
        while (from < Count && _ranges[from].Start < end)
        {
            var range = _ranges[from];
            removed += Math.Min(end, range.End) - Math.Max(start, range.Start);
            if (range.Start < start && range.End > end)
            {
                _ranges[from] = range with { End = start };
                Insert(from + 1, new(end, range.End));
                return removed;
            }

            if (range.Start < start)
                _ranges[from++] = range with { End = start };
            else if (range.End > end)
                _ranges[from++] = range with { Start = end };
            else
                Close(from, from + 1);
        }

        return removed;
    }

    public bool Contains(long number)
    {
        var at = Find(number + 1);
        return at < Count && _ranges[at].Start <= number;
    }

    /// <summary>The first numbers of a range that are not in the set.</summary>
    /// <param name="to">Where they end.</param>
    /// <returns>Where they begin; <paramref name="end"/>: all are in it.</returns>
    public long Missing(long start, long end, out long to)
    {
        var at = Find(start + 1);
        if (at < Count && _ranges[at].Start <= start)
            start = _ranges[at++].End;
        to = at < Count ? Math.Min(end, _ranges[at].Start) : end;
        return Math.Min(start, end);
    }

    /// <summary>Adds what another set has between two numbers.</summary>
    public void AddFrom(RangeSet other, long start, long end)
    {
        for (var at = other.Find(start + 1); at < other.Count && other[at].Start < end; at++)
            Add(Math.Max(start, other[at].Start), Math.Min(end, other[at].End));
    }

    /// <summary>Takes out what is lowest, at most so many numbers. The set is not empty.</summary>
    public NumberRange TakeFirst(long most)
    {
        var first = First;
        var taken = first.Length <= most ? first : first with { End = first.Start + most };
        if (taken.End == first.End)
            Close(0, 1);
        else
            _ranges[0] = first with { Start = taken.End };
        return taken;
    }

    public void Clear()
    {
        Count = 0;
        _ranges = [];
    }

    /// <summary>Gives the memory back if the set is empty.</summary>
    public void Rest()
    {
        if (Count == 0)
            _ranges = [];
    }

    /// <summary>The first range that ends at or after a number.</summary>
    private int Find(long number)
    {
        var low = 0;
        var high = Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_ranges[middle].End < number)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private void Insert(int at, NumberRange range)
    {
        if (Count == _ranges.Length)
            Array.Resize(ref _ranges, Math.Max(1, 2 * Count));
        _ranges.AsSpan(at, Count - at).CopyTo(_ranges.AsSpan(at + 1));
        _ranges[at] = range;
        Count++;
    }

    private void Close(int from, int to)
    {
        if (from == to)
            return;
        _ranges.AsSpan(to, Count - to).CopyTo(_ranges.AsSpan(from));
        Count -= to - from;
        // An empty set is as small as a new one: ten thousand of them rest in a server.
        if (Count == 0 && _ranges.Length > 16)
            _ranges = [];
    }
}
