using Hubbub.Core;

namespace Hubbub.Net.Dropping;

/// <summary>
/// How far files for one time have been delivered, over as many requests as it takes (ADR 18). In memory: after a
/// restart it begins anew. Any thread.
/// </summary>
internal sealed class Deliveries
{
    /// <summary>Of files that somebody has begun to fetch. Beyond, the oldest are forgotten: they have to be fetched anew.</summary>
    private const int Most = 10_000;

    private readonly Lock _turn = new();
    private readonly Dictionary<int, Delivery> _byFile = [];
    private readonly Queue<int> _inOrder = new();

    /// <summary>A request asks for a file from here on. What was cut off before it is there, by its own word.</summary>
    public void Resumes(DroppedFile file, long from)
    {
        lock (_turn)
            _byFile.GetValueOrDefault(file.Number)?.Resume(from);
    }

    /// <summary>These bytes went out, but nobody knows how many of them arrived.</summary>
    public void CutOff(DroppedFile file, long from, long to)
    {
        if (from == to)
            return;
        lock (_turn)
            Of(file).CutOff(from, to);
    }

    /// <summary>These bytes were taken.</summary>
    /// <returns>True: with them all were.</returns>
    public bool Took(DroppedFile file, long from, long to)
    {
        lock (_turn)
        {
            if (!Of(file).Took(from, to, file.Size))
                return false;
            _byFile.Remove(file.Number);
            return true;
        }
    }

    private Delivery Of(DroppedFile file)
    {
        if (_byFile.TryGetValue(file.Number, out var known))
            return known;
        if (_inOrder.Count == Most)
            _byFile.Remove(_inOrder.Dequeue());
        _inOrder.Enqueue(file.Number);
        return _byFile[file.Number] = new Delivery();
    }
}

/// <summary>Parts of one file, each from its first byte to the one behind its last.</summary>
internal sealed class Delivery
{
    /// <summary>Nobody fetches a file in more pieces than this; what comes beyond does not count.</summary>
    private const int MostParts = 200;

    private readonly List<(long From, long To)> _taken = [];
    private readonly List<(long From, long To)> _cutOff = [];

    public void CutOff(long from, long to)
    {
        if (_cutOff.Count < MostParts)
            _cutOff.Add((from, to));
    }

    /// <summary>Whoever goes on within a part that was cut off has what is before.</summary>
    public void Resume(long at)
    {
        foreach (var part in _cutOff)
        {
            if (part.From < at && at <= part.To)
                Add(part.From, at);
        }

        _cutOff.RemoveAll(part => part.From < at && at <= part.To);
    }

    public bool Took(long from, long to, long size)
    {
        Add(from, to);
        return _taken is [(0, var end)] && end >= size;
    }

    private void Add(long from, long to)
    {
        foreach (var part in _taken.Where(part => part.From <= to && from <= part.To))
            (from, to) = (Math.Min(from, part.From), Math.Max(to, part.To));
        _taken.RemoveAll(part => part.From >= from && part.To <= to);
        if (_taken.Count < MostParts)
            _taken.Add((from, to));
    }
}
