namespace Hubbub.Core;

/// <summary>
/// Things in the order in which they came, each under an ordinal that only grows. What left leaves
/// a gap until the gaps are half of it, so a reader that remembers the last ordinal it saw can go
/// on from there while others come and go. Enumerates the same on every node and after a snapshot.
/// </summary>
internal sealed class Roster<T>
    where T : class
{
    private readonly List<ulong> _ordinals = [];
    private readonly List<T?> _items = [];

    public int Count { get; private set; }

    /// <summary>Invariant: ordinals ascend from 1; they are indices of entries.</summary>
    public bool MayAdd(ulong ordinal) => ordinal > (_ordinals.Count == 0 ? 0 : _ordinals[^1]);

    public void Add(ulong ordinal, T item)
    {
        if (!MayAdd(ordinal))
            throw new InvalidOperationException($"ordinal {ordinal} is not after {_ordinals[^1]}");
        _ordinals.Add(ordinal);
        _items.Add(item);
        Count++;
    }

    public void Remove(ulong ordinal)
    {
        var at = _ordinals.BinarySearch(ordinal);
        if (at < 0 || _items[at] is null)
            return;
        _items[at] = null;
        Count--;
        if (_items.Count > 16 && Count < _items.Count / 2)
            Compact();
    }

    /// <summary>Those with an ordinal above <paramref name="ordinal"/>, in order.</summary>
    public IEnumerable<T> After(ulong ordinal = 0)
    {
        var at = _ordinals.BinarySearch(ordinal);
        for (at = at < 0 ? ~at : at + 1; at < _items.Count; at++)
        {
            if (_items[at] is { } item)
                yield return item;
        }
    }

    private void Compact()
    {
        var kept = 0;
        for (var i = 0; i < _items.Count; i++)
        {
            if (_items[i] is null)
                continue;
            _items[kept] = _items[i];
            _ordinals[kept++] = _ordinals[i];
        }

        _items.RemoveRange(kept, _items.Count - kept);
        _ordinals.RemoveRange(kept, _ordinals.Count - kept);
    }
}
