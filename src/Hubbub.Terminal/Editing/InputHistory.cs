namespace Hubbub.Terminal.Editing;

/// <summary>Lines typed before, oldest first, and the place in them that is shown.</summary>
public sealed class InputHistory
{
    public const int Most = 1_000;

    private readonly List<string> _lines = [];
    private int _at;
    private string _draft = "";

    public InputHistory(IEnumerable<string>? lines = null)
    {
        foreach (var line in lines ?? [])
            Append(line);
        _at = _lines.Count;
    }

    public IReadOnlyList<string> Lines => _lines;

    public void Add(string line)
    {
        Append(line);
        _at = _lines.Count;
        _draft = "";
    }

    /// <summary>One further back (-1) or forth (1); null: there is none.</summary>
    /// <param name="shown">What is in the edit line, to come back to.</param>
    internal string? Move(int step, string shown)
    {
        var to = _at + step;
        if (to < 0 || to > _lines.Count)
            return null;
        if (_at == _lines.Count)
            _draft = shown;
        _at = to;
        return _at == _lines.Count ? _draft : _lines[_at];
    }

    /// <summary>The first line at all, or what was being typed.</summary>
    internal string? MoveToEnd(bool oldest, string shown) =>
        oldest
            ? _at == 0
                ? null
                : Move(-_at, shown)
            : Move(_lines.Count - _at, shown);

    /// <summary>The nearest line before (-1) or after (1) <paramref name="from"/> that holds the text.</summary>
    internal int Find(string text, int from, int step)
    {
        for (var i = from + step; i >= 0 && i < _lines.Count; i += step)
        {
            if (_lines[i].Contains(text, StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }

    private void Append(string line)
    {
        if (line.Length == 0 || (_lines.Count > 0 && _lines[^1] == line))
            return;
        if (_lines.Count == Most)
            _lines.RemoveAt(0);
        _lines.Add(line);
    }
}
